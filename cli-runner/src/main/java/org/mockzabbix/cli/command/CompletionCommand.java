package org.mockzabbix.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.text.Quoting;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command {@code completion}, which prints a script that lets a shell complete arguments. */
final class CompletionCommand implements Callable<Integer> {

  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final PositionalParamSpec shell =
      PositionalParamSpec.builder()
          .paramLabel("SHELL")
          .index("0")
          .arity("1")
          .required(true)
          .type(String.class)
          .completionCandidates(SHELLS)
          .description("The shell: bash or zsh.")
          .build();

  private final Commands commands;
  private final Console console;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("completion");

  CompletionCommand(Commands commands, Console console) {
    this.commands = commands;
    this.console = console;
  }

  CommandSpec spec() {
    spec.addPositional(shell).addOption(CommonOptions.help());
    spec.usageMessage()
        .header("Prints a script for the completion of commands and options.")
        .description(
            "",
            "The script completes the arguments of a command mock-zabbix, for example of the alias"
                + " mock-zabbix='java -jar /opt/mock-zabbix.jar'. Add one of these lines to ~/.bashrc"
                + " or ~/.zshrc, after the alias:",
            "",
            "  source <(java -jar /opt/mock-zabbix.jar completion bash)",
            "  source <(java -jar /opt/mock-zabbix.jar completion zsh)",
            "",
            "For zsh, the script may also be the file _mock-zabbix in a folder of fpath.",
            "")
        .footer("", "Exit codes: 0; 64 wrong usage; 74 the script could not be written.");
    return spec;
  }

  @Override
  public Integer call() throws OutputFailedException {
    String name = Objects.requireNonNull(shell.getValue());
    if (!SHELLS.contains(name)) {
      throw ZabbixToolOptions.usageError(
          spec, "SHELL must be bash or zsh, but was " + Quoting.quote(name));
    }
    String script = AutoComplete.bash(Commands.PROGRAM, commands.line());
    console.print(name.equals("zsh") ? forZsh(script) : script);
    return ExitCode.OK;
  }

  /** Returns the script so that it can be sourced, or be a file in a folder of {@code fpath}. */
  private static String forZsh(String script) {
    String function = '_' + Commands.PROGRAM;
    return "#compdef "
        + Commands.PROGRAM
        + '\n'
        + script
        + "# a file in fpath is the function of the first completion\n[[ ${funcstack[1]} != "
        + function
        + " ]] || _bash_complete -o default -F _complete_"
        + Commands.PROGRAM
        + '\n';
  }
}
