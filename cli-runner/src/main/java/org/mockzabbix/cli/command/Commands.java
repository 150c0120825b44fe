package org.mockzabbix.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands of the program. The options of a command are built when the command is used, because
 * those of all commands would double the time until the program is ready.
 */
public final class Commands {

  /** The name of the program in its messages. */
  public static final String PROGRAM = "mock-zabbix";

  /** The names of the commands, in the order of the help. */
  public static final List<String> NAMES =
      List.of(
          "serve",
          "verify",
          "send",
          "get",
          "replay",
          "scenario",
          "certify",
          "health",
          "completion",
          "help");

  static {
    // converters that no option uses, for which picocli would load java.sql and half of java.time
    System.setProperty("picocli.converters.excludes", "java.*");
  }

  private final Console console;
  private final Consumer<Runnable> stopRequests;

  /**
   * Creates the commands.
   *
   * @param stopRequests receives the callback that stops the command
   */
  public Commands(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Returns the command line of one command, whose arguments follow its name. */
  public CommandLine line(String name) {
    CommandSpec spec = spec(name);
    return line(spec.name(PROGRAM + ' ' + name));
  }

  /** Returns the command line of the program, with all commands. */
  public CommandLine line() {
    CommandSpec program =
        CommandSpec.create()
            .name(PROGRAM)
            .versionProvider(new ProgramVersion())
            .addOption(CommonOptions.help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version of this program and exit.")
                    .build());
    for (String name : NAMES) {
      program.addSubcommand(name, spec(name));
    }
    program
        .usageMessage()
        .header("A mock Zabbix server for tests.")
        .description("", "The default command is serve.", "");
    return line(program);
  }

  /** Returns an error about a command that does not exist, with the one that was meant. */
  public static String unknown(String name, Collection<String> known) {
    String remedy = known.isEmpty() ? "remove it" : ClosestName.remedy(name, known);
    return "unknown command " + Quoting.quote(name) + ": " + remedy;
  }

  private CommandSpec spec(String name) {
    return switch (name) {
      case "serve" -> new ServeCommand(console, stopRequests).spec();
      case "verify" -> new VerifyCommand(console, stopRequests).spec();
      case "send" -> new SendCommand(console, stopRequests).spec();
      case "get" -> new GetCommand(console).spec();
      case "replay" -> new ReplayCommand(console).spec();
      case "scenario" -> new ScenarioCommand(console).spec();
      case "certify" -> new CertifyCommand(console, stopRequests).spec();
      case "health" -> new HealthCommand(console).spec();
      case "completion" -> new CompletionCommand(this, console).spec();
      case "help" -> new HelpCommand(this, console).spec();
      default -> throw new IllegalArgumentException("unknown command: " + name);
    };
  }

  private CommandLine line(CommandSpec spec) {
    return new CommandLine(spec)
        .setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setUsageHelpLongOptionsMaxWidth(26)
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false); // a value may begin with @
  }
}
