package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mockzabbix.cli.command.CertifyCommand;
import org.mockzabbix.cli.command.CommonOptions;
import org.mockzabbix.cli.command.EnvironmentDefaults;
import org.mockzabbix.cli.command.GetCommand;
import org.mockzabbix.cli.command.ReplayCommand;
import org.mockzabbix.cli.command.ScenarioCommand;
import org.mockzabbix.cli.command.SendCommand;
import org.mockzabbix.cli.command.ServeArguments;
import org.mockzabbix.cli.command.ServeCommand;
import org.mockzabbix.cli.command.VerifyCommand;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.text.Quoting;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of {@code mock-zabbix.jar}: runs a command and returns its exit code. */
public final class Main {

  /** The commands whose options are variables too. The others imitate programs without them. */
  private static final Set<String> READ_VARIABLES = Set.of("serve", "verify");

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
      return READ_VARIABLES.contains(withCommand[0])
          ? withVariables(withCommand)
          : execute(commandLine(), withCommand);
    } catch (RuntimeException | Error unexpected) {
      return unexpected(unexpected);
    }
  }

  /** Runs a command whose options are variables too. */
  private int withVariables(String... args) {
    CommandLine line = commandLine();
    Map<String, String> environment = EnvironmentDefaults.in(console.environment());
    boolean hasPortFile = Stream.of(args).anyMatch(argument -> argument.startsWith("--port-file"));
    if (!hasPortFile && !EnvironmentDefaults.areIn(environment)) {
      return execute(line, args);
    }
    ServeArguments arguments = ServeArguments.read(commandLine(), args, environment);
    if (arguments.requestHelp()) {
      return execute(line, args);
    }
    arguments.files().removeStalePortFile(); // before anything that can fail
    Optional<String> unknown = EnvironmentDefaults.unknown(environment, optionsWithVariables());
    if (unknown.isPresent()) {
      console.printError(unknown.get());
      return ExitCode.USAGE;
    }
    line.setDefaultValueProvider(new EnvironmentDefaults(environment, arguments.names()));
    return execute(line, args);
  }

  /** Returns the options of all commands that read variables, because they share a prefix. */
  private List<OptionSpec> optionsWithVariables() {
    return READ_VARIABLES.stream()
        .map(name -> Objects.requireNonNull(commandLine().getSubcommands().get(name)))
        .flatMap(command -> command.getCommandSpec().options().stream())
        .toList();
  }

  /** Runs a command, and reports it as an error if the help cannot be printed. */
  private int execute(CommandLine line, String... args) {
    int code = line.execute(args);
    if (line.getOut().checkError()) {
      console.printError("cannot write to standard output");
      return ExitCode.OUTPUT_FAILED;
    }
    return code;
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
            .addOption(CommonOptions.help())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show the version of this program and exit.")
                    .build())
            .addSubcommand("serve", new ServeCommand(console, stopRequests).spec())
            .addSubcommand("verify", new VerifyCommand(console, stopRequests).spec())
            .addSubcommand("send", new SendCommand(console).spec())
            .addSubcommand("get", new GetCommand(console).spec())
            .addSubcommand("replay", new ReplayCommand(console).spec())
            .addSubcommand("scenario", new ScenarioCommand(console).spec())
            .addSubcommand("certify", new CertifyCommand(console, stopRequests).spec());
    spec.usageMessage()
        .header("A mock Zabbix server for tests.")
        .description("", "The default command is serve.", "");
    return spec;
  }

  private int usageError(ParameterException error) {
    CommandLine line = error.getCommandLine();
    String variable =
        line.getDefaultValueProvider() instanceof EnvironmentDefaults defaults
            ? defaults.variable(error.getArgSpec())
            : null;
    String where = variable == null ? "" : "in the environment variable " + variable + ": ";
    console.printError(where + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, line.getErr());
    line.getErr().println("Try '" + line.getCommandSpec().qualifiedName() + " --help' for more.");
    return ExitCode.USAGE;
  }

  private int failed(Exception failure) {
    if (failure instanceof CannotStartException) {
      console.printError(String.valueOf(failure.getMessage()));
      return ExitCode.CANNOT_START;
    }
    if (failure instanceof OutputFailedException) {
      console.printError(String.valueOf(failure.getMessage()));
      return ExitCode.OUTPUT_FAILED;
    }
    return unexpected(failure);
  }

  private int unexpected(Throwable failure) {
    console.printError(
        "unexpected failure: "
            + failure
            + " (set "
            + EnvironmentDefaults.DEBUG
            + "=true for the stack trace)");
    if ("true".equals(console.environment().get(EnvironmentDefaults.DEBUG))) {
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
}
