package org.mockzabbix.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mockzabbix.cli.command.Commands;
import org.mockzabbix.cli.command.EnvironmentDefaults;
import org.mockzabbix.cli.command.ServeArguments;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.text.ClosestName;
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

  /** The commands whose options are variables too. The others imitate programs without them. */
  private static final Set<String> READ_VARIABLES = Set.of("serve", "verify");

  private static final Set<String> MAIN_OPTIONS = Set.of("-h", "--help", "-V", "--version");
  private static final String DEFAULT_COMMAND = "serve";

  private final Console console;
  private final Commands commands;

  Main(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.commands = new Commands(console, stopRequests);
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    SignalExitCode exit = new SignalExitCode();
    exit.exit(new Main(Console.ofProcess(), exit::onSignal).run(args));
  }

  /** Runs a command and returns the exit code. */
  int run(String... args) {
    try {
      return command(args);
    } catch (ParameterException wrong) {
      return usageError(wrong);
    } catch (CannotStartException failure) {
      console.printError(String.valueOf(failure.getMessage()));
      return ExitCode.CANNOT_START;
    } catch (OutputFailedException failure) {
      console.printError(String.valueOf(failure.getMessage()));
      return ExitCode.OUTPUT_FAILED;
    } catch (Exception | Error unexpected) {
      return unexpected(unexpected);
    }
  }

  private int command(String... args) throws Exception {
    if (args.length > 0 && MAIN_OPTIONS.contains(args[0])) {
      return execute(commands.line(), args);
    }
    boolean named = args.length > 0 && !args[0].startsWith("-");
    String name = named ? args[0] : DEFAULT_COMMAND;
    if (!Commands.NAMES.contains(name)) {
      console.printError(Commands.unknown(name, Commands.NAMES));
      return ExitCode.USAGE;
    }
    if (name.equals(DEFAULT_COMMAND)) {
      ClassPreloading.begin();
    }
    String[] own = named ? Arrays.copyOfRange(args, 1, args.length) : args;
    return READ_VARIABLES.contains(name)
        ? withVariables(name, own)
        : execute(commands.line(name), own);
  }

  /** Runs a command whose options are variables too. */
  private int withVariables(String name, String... args) throws Exception {
    CommandLine line = commands.line(name);
    Map<String, String> environment = EnvironmentDefaults.in(console.environment());
    if (!hasPortFile(args) && !EnvironmentDefaults.areIn(environment)) {
      return execute(line, args);
    }
    ServeArguments arguments = ServeArguments.read(commands.line(name), args, environment);
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

  private static boolean hasPortFile(String... args) {
    for (String argument : args) {
      if (argument.startsWith("--port-file")) {
        return true;
      }
    }
    return false;
  }

  /** Returns the options of all commands that read variables, because they share a prefix. */
  private List<OptionSpec> optionsWithVariables() {
    return READ_VARIABLES.stream()
        .flatMap(name -> commands.line(name).getCommandSpec().options().stream())
        .toList();
  }

  /** Runs a command, or prints the help. */
  private int execute(CommandLine line, String... args) throws Exception {
    ParseResult parsed = line.parseArgs(args);
    while (parsed.hasSubcommand() && !requestsHelp(parsed)) {
      parsed = parsed.subcommand();
    }
    CommandSpec command = parsed.commandSpec();
    if (requestsHelp(parsed)) {
      return printHelp(parsed, command.commandLine());
    }
    if (command.userObject() instanceof Callable<?> callable) {
      return (Integer) callable.call();
    }
    throw new ParameterException(command.commandLine(), "Missing required subcommand");
  }

  private static boolean requestsHelp(ParseResult parsed) {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  private int printHelp(ParseResult parsed, CommandLine line) {
    if (parsed.isUsageHelpRequested()) {
      line.usage(line.getOut(), Ansi.OFF);
    } else {
      line.printVersionHelp(line.getOut(), Ansi.OFF);
    }
    if (line.getOut().checkError()) {
      console.printError("cannot write to standard output");
      return ExitCode.OUTPUT_FAILED;
    }
    return ExitCode.OK;
  }

  private int usageError(ParameterException error) {
    CommandLine line = error.getCommandLine();
    String variable =
        line.getDefaultValueProvider() instanceof EnvironmentDefaults defaults
            ? defaults.variable(error.getArgSpec())
            : null;
    String where = variable == null ? "" : "in the environment variable " + variable + ": ";
    console.printError(where + error.getMessage() + meantOption(error));
    console.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help' for more.");
    return ExitCode.USAGE;
  }

  /** Returns the end of the error about an unknown option, with the one that was probably meant. */
  private static String meantOption(ParameterException error) {
    if (!(error instanceof UnmatchedArgumentException unmatched) || !unmatched.isUnknownOption()) {
      return "";
    }
    String name = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    String prefix = name.startsWith("--no-") ? "--no-" : "--";
    CommandSpec command = error.getCommandLine().getCommandSpec();
    List<String> known =
        Stream.of(command.optionsMap(), command.negatedOptionsMap())
            .flatMap(options -> options.keySet().stream())
            .filter(option -> option.startsWith(prefix))
            .map(option -> option.substring(prefix.length()))
            .toList();
    return ClosestName.of(name.replaceFirst("^" + prefix, ""), known)
        .map(meant -> ": did you mean " + prefix + meant + "?")
        .orElse("");
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
