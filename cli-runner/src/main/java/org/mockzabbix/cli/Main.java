package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of {@code mock-zabbix.jar}: runs a command and returns its exit code. */
public final class Main {

  private static final String DEBUG = "MOCK_ZABBIX_DEBUG";

  private static final Set<String> MAIN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

  private final Console console;
  private final Consumer<Runnable> stopRequests;

  Main(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.stopRequests = stopRequests;
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    SignalExitCode exit = new SignalExitCode();
    exit.exit(new Main(Console.ofProcess(), exit::onSignal).run(args));
  }

  /** Runs a command and returns the exit code. */
  int run(String... args) {
    String[] withCommand = withCommand(args);
    try {
      CommandLine line = commandLine();
      boolean readsEnvironment =
          withCommand[0].equals("serve"); // send and get do not, as in Zabbix
      if (readsEnvironment && EnvironmentDefaults.areIn(console.environment())) {
        setDefaults(line, withCommand);
      }
      return line.execute(withCommand);
    } catch (RuntimeException | Error unexpected) {
      return unexpected(unexpected);
    }
  }

  private static String[] withCommand(String[] args) {
    if (args.length > 0 && (!args[0].startsWith("-") || MAIN_OPTIONS.contains(args[0]))) {
      return args;
    }
    String[] served = new String[args.length + 1];
    served[0] = "serve";
    System.arraycopy(args, 0, served, 1, args.length);
    return served;
  }

  private CommandLine commandLine() {
    return new CommandLine(spec())
        .setOut(new PrintWriter(console.out(), true, UTF_8))
        .setErr(new PrintWriter(console.err(), true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpLongOptionsMaxWidth(26)
        .setUsageHelpWidth(100)
        .setExpandAtFiles(false) // a value may begin with @
        .setParameterExceptionHandler((error, args) -> usageError(error))
        .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
  }

  private CommandSpec spec() {
    CommandSpec spec =
        CommandSpec.create()
            .name("mock-zabbix")
            .versionProvider(new ProgramVersion())
            .addOption(helpOption())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version of this program and exit.")
                    .build())
            .addSubcommand("serve", new ServeCommand(console, stopRequests).spec())
            .addSubcommand("send", new SendCommand(console).spec())
            .addSubcommand("get", new GetCommand(console).spec());
    spec.usageMessage()
        .header("A mock Zabbix server for tests.")
        .description("", "The default command is serve.", "");
    return spec;
  }

  /** Returns the option that every command has. */
  static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and exit.")
        .build();
  }

  /** Takes the defaults of the options that are not in {@code args} from environment variables. */
  private void setDefaults(CommandLine line, String[] args) {
    try {
      Set<String> given = new HashSet<>();
      ParseResult parsed = commandLine().parseArgs(args);
      while (parsed != null && !parsed.isUsageHelpRequested()) {
        parsed.matchedOptions().forEach(option -> given.add(option.longestName()));
        parsed = parsed.subcommand();
      }
      if (parsed == null) {
        line.setDefaultValueProvider(new EnvironmentDefaults(console.environment(), given));
      }
    } catch (ParameterException reportedLater) {
      // execute() finds and reports the error again
    }
  }

  private int usageError(ParameterException error) {
    CommandLine line = error.getCommandLine();
    String variable =
        line.getDefaultValueProvider() instanceof EnvironmentDefaults defaults
            ? defaults.variable(error.getArgSpec())
            : null;
    String where = variable == null ? "" : "in the environment variable " + variable + ": ";
    printError(where + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, line.getErr());
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help' for more.");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure) {
    if (failure instanceof CannotStartException) {
      printError(String.valueOf(failure.getMessage()));
      return ExitCode.CANNOT_START;
    }
    if (failure instanceof OutputFailedException) {
      printError(String.valueOf(failure.getMessage()));
      return ExitCode.OUTPUT_FAILED;
    }
    return unexpected(failure);
  }

  private int unexpected(Throwable failure) {
    printError("unexpected failure: " + failure + " (set " + DEBUG + "=true for the stack trace)");
    if ("true".equals(console.environment().get(DEBUG))) {
      printStackTrace(failure);
    }
    return ExitCode.UNEXPECTED;
  }

  private void printStackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    trace
        .toString()
        .lines()
        .map(
            line ->
                line.startsWith("\t") ? '\t' + Quoting.escape(line.strip()) : Quoting.escape(line))
        .forEach(console.err()::println);
  }

  private void printError(String message) {
    console.err().println("mock-zabbix: " + Console.oneLine(message));
  }
}
