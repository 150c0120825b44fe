package org.mockzabbix.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.mockzabbix.cli.command.EnvironmentDefaults;
import org.mockzabbix.cli.command.ServeCommand;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.OutputFailedException;
import org.mockzabbix.text.Quoting;

/**
 * The entry point of {@code mock-zabbix.jar}: runs a command and returns its exit code. Starts the
 * usual server itself, and leaves all else to picocli, which would double the time of that start.
 */
public final class Main {

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
    try {
      return command(args);
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
    boolean named = args.length > 0 && args[0].equals(ServeCommand.NAME);
    if (named || args.length == 0 || args[0].startsWith("--")) {
      ClassPreloading.begin();
      ServeCommand serve = new ServeCommand(console, stopRequests);
      String[] own = named ? Arrays.copyOfRange(args, 1, args.length) : args;
      if (serve.reads(console.environment(), own)) {
        return serve.call();
      }
    }
    return new Invocation(console, stopRequests).run(args);
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
