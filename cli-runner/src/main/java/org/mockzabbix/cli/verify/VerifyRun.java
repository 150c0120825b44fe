package org.mockzabbix.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.assertion.ExpectationWatch;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.cli.output.ExpectationLines;
import org.mockzabbix.cli.process.CommandProcess;
import org.mockzabbix.cli.process.CommandVariables;
import org.mockzabbix.cli.serve.AtomicFile;
import org.mockzabbix.cli.serve.RunningServer;
import org.mockzabbix.cli.verify.VerifyOptions.Limits;
import org.mockzabbix.cli.verify.VerifyResult.CommandEnd;
import org.mockzabbix.text.DurationFormat;

/** One run of {@code verify}, from the start of the server to the verdict. */
public final class VerifyRun {

  private final VerifyOptions options;
  private final Console console;
  private final Console serverConsole;
  private final CountDownLatch stop = new CountDownLatch(1);

  /**
   * Creates a run.
   *
   * @param console receives the verdict, on standard error
   * @param serverConsole receives the output of the server
   */
  public VerifyRun(VerifyOptions options, Console console, Console serverConsole) {
    this.options = options;
    this.console = console;
    this.serverConsole = serverConsole;
  }

  /**
   * Runs the program against the server, prints the verdict, and returns the exit code.
   *
   * @param stopRequests receives the callback that ends the run
   * @throws CannotStartException if the server or the program cannot start, or if the file for the
   *     verdict cannot be written
   * @throws UsageException if the options do not fit the server or the expectations
   */
  public int run(Consumer<Runnable> stopRequests) throws CannotStartException, UsageException {
    stopRequests.accept(stop::countDown);
    Instant begun = Instant.now();
    RunningServer server = new RunningServer(options.server(), serverConsole, stop::countDown);
    ExpectationWatch expectations = new ExpectationWatch(options.expectations(), server.server());
    checkTimes(expectations);
    prepareReport();
    server.start();
    VerifyResult result;
    try {
      result = watch(server, expectations);
    } catch (CannotStartException | UsageException | RuntimeException failure) {
      server.stop();
      throw failure;
    }
    int stopped = server.stop();
    boolean reported = report(result, begun);
    return exitCode(result, stopped, reported);
  }

  private void checkTimes(ExpectationWatch expectations) throws UsageException {
    Duration during = expectations.longestDuring();
    Duration timeout = options.limits().timeout();
    if (during.compareTo(timeout) > 0) {
      throw new UsageException(
          "an expectation is watched during "
              + DurationFormat.format(during)
              + ", but the run ends after "
              + DurationFormat.format(timeout)
              + ": set a longer --timeout");
    }
  }

  private void prepareReport() throws CannotStartException {
    Path file = options.reports().junitXml();
    try {
      if (file != null) {
        AtomicFile.prepare(file);
      }
    } catch (IOException failure) {
      throw new CannotStartException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private VerifyResult watch(RunningServer running, ExpectationWatch expectations)
      throws CannotStartException, UsageException {
    MockZabbixServer server = running.server();
    CommandVariables variables = CommandVariables.of(server, running.httpUrl());
    List<String> command = options.command();
    CommandProcess process = command.isEmpty() ? null : CommandProcess.start(command, variables);
    try {
      RunWatch run = new RunWatch(expectations, options.limits(), process);
      RunEnd end = await(run, server);
      List<ExpectationResult> results = expectations.results(); // before the program is ended
      CommandEnd commandEnd = process == null ? null : end(process, run, command.get(0));
      Limits limits = options.limits();
      return new VerifyResult(results, end, limits.timeout(), run.elapsed(), commandEnd);
    } finally {
      if (process != null) {
        process.end(); // does nothing unless something above failed
      }
    }
  }

  private RunEnd await(RunWatch run, MockZabbixServer server) {
    try {
      return run.await(server.journal(), stop);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return RunEnd.SIGNAL;
    }
  }

  private static CommandEnd end(CommandProcess process, RunWatch run, String name) {
    Integer exitCode = run.hasCommandEnded() ? process.exitCode() : null;
    return new CommandEnd(name, exitCode, process.end());
  }

  /** Prints the verdict, and returns whether the file could be written. */
  private boolean report(VerifyResult result, Instant begun) {
    ExpectationLines.of(result.results()).forEach(console.err()::println);
    if (options.reports().github()) {
      GithubAnnotations.of(result).forEach(console.err()::println);
    }
    boolean written = writeXml(options.reports().junitXml(), result, begun);
    console.err().println(result.summary());
    return written && !console.err().checkError();
  }

  private boolean writeXml(@Nullable Path file, VerifyResult result, Instant begun) {
    try {
      if (file != null) {
        AtomicFile.write(file, JunitXml.of(result, begun));
      }
      return true;
    } catch (IOException failure) {
      console.printError(String.valueOf(failure.getMessage()));
      return false;
    }
  }

  private static int exitCode(VerifyResult result, int stopped, boolean reported) {
    if (result.exit() != ExitCode.OK || stopped != ExitCode.OK) {
      return result.exit() == ExitCode.OK ? stopped : result.exit();
    }
    return reported ? ExitCode.OK : ExitCode.OUTPUT_FAILED;
  }
}
