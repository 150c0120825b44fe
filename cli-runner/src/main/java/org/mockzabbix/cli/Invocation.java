package org.mockzabbix.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.cli.command.Commands;
import org.mockzabbix.cli.command.EnvironmentDefaults;
import org.mockzabbix.cli.command.ServeArguments;
import org.mockzabbix.cli.command.ServeCommand;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.text.ClosestName;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command that picocli reads: it knows all options, the messages and the help. */
final class Invocation {

  /** The commands whose options are variables too. The others have no options. */
  private static final Set<String> READ_VARIABLES =
      Set.of("serve", "verify", "send", "get", "replay", "certify");

  private static final Set<String> MAIN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

  private final Console console;
  private final Commands commands;

  Invocation(Console console, Consumer<Runnable> stopRequests) {
    this.console = console;
    this.commands = new Commands(console, stopRequests);
  }

  /** Runs the command and returns the exit code. */
  int run(String... args) throws Exception {
    try {
      return command(args);
    } catch (ParameterException wrong) {
      return usageError(wrong, args);
    }
  }

  private int command(String... args) throws Exception {
    if (args.length > 0 && MAIN_OPTIONS.contains(args[0])) {
      return execute(commands.line(), args);
    }
    boolean named = isNamed(args);
    String name = named ? args[0] : ServeCommand.NAME;
    if (!Commands.NAMES.contains(name)) {
      console.printError(Commands.unknown(name, Commands.NAMES));
      return ExitCode.USAGE;
    }
    String[] own = named ? Arrays.copyOfRange(args, 1, args.length) : args;
    return READ_VARIABLES.contains(name)
        ? withVariables(name, own)
        : execute(commands.line(name), own);
  }

  /** Returns whether the arguments begin with the name of a command. */
  private static boolean isNamed(String... args) {
    return args.length > 0 && !args[0].startsWith("-");
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
    if (line.getCommandSpec().findOption("--port-file") != null) {
      arguments.files().removeStalePortFile(); // before anything that can fail
    }
    Optional<String> unknown = EnvironmentDefaults.unknown(environment, variables());
    if (unknown.isPresent()) {
      console.printError(unknown.get());
      return ExitCode.USAGE;
    }
    line.setDefaultValueProvider(new EnvironmentDefaults(environment, name, arguments.names()));
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

  /** Returns the variables of the options of all commands, because they share a prefix. */
  private Set<String> variables() {
    Set<String> variables = new HashSet<>();
    for (String name : READ_VARIABLES) {
      for (OptionSpec option : commands.line(name).getCommandSpec().options()) {
        variables.add(EnvironmentDefaults.variable(name, option.longestName()));
      }
    }
    return variables;
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
    throw new ParameterException(
        command.commandLine(),
        "Missing required subcommand: " + ClosestName.remedy("", command.subcommands().keySet()));
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

  private int usageError(ParameterException error, String... args) {
    CommandLine line = error.getCommandLine();
    String variable =
        line.getDefaultValueProvider() instanceof EnvironmentDefaults defaults
            ? defaults.variable(error.getArgSpec())
            : null;
    String where = variable == null ? "" : "in the environment variable " + variable + ": ";
    return console.usageError(
        where + message(error, isNamed(args) ? Set.of() : MAIN_OPTIONS),
        line.getCommandSpec().qualifiedName());
  }

  private static @Nullable String message(ParameterException error, Set<String> moreOptions) {
    return error instanceof UnmatchedArgumentException unmatched
        ? UnmatchedArguments.message(unmatched, moreOptions)
        : error.getMessage();
  }
}
