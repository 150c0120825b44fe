package org.mockzabbix.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code help}, which prints the usage of a command. */
final class HelpCommand implements Callable<Integer> {

  private final PositionalParamSpec command =
      PositionalParamSpec.builder()
          .paramLabel("COMMAND")
          .index("0..*")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .completionCandidates(Commands.NAMES)
          .description("The command, for example serve (default: the list of commands).")
          .build();

  private final Commands commands;
  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("help");

  HelpCommand(Commands commands, Console console) {
    this.commands = commands;
    this.console = console;
  }

  CommandSpec spec() {
    spec.addPositional(command).addOption(CommonOptions.help());
    spec.usageMessage()
        .header("Shows the help of a command.")
        .description("")
        .footer("", "Exit codes: 0; 64 wrong usage; 74 the help could not be written.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    List<String> names = command.getValue();
    CommandLine line = commands.line();
    for (String name : names == null ? List.<String>of() : names) {
      CommandLine inner = line.getSubcommands().get(name);
      if (inner == null) {
        String problem = Commands.unknown(name, line.getSubcommands().keySet());
        throw ZabbixToolOptions.usageError(spec, problem);
      }
      line = inner;
    }
    console.print(line.getUsageMessage(Ansi.OFF));
    return ExitCode.OK;
  }
}
