package org.mockzabbix.cli.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.SystemError;
import org.mockzabbix.cli.console.UsageException;
import org.mockzabbix.text.Quoting;

/** The program under test. Not thread-safe, except for {@link #kill}. */
public final class CommandProcess {

  /** Starts a process. Tests choose a moment at which no copied socket disturbs other tests. */
  @FunctionalInterface
  public interface Starter {
    Process start(ProcessBuilder builder) throws IOException;
  }

  private static final long OBSERVATION_NANOS = Duration.ofMillis(100).toNanos();

  private final Process process;
  private final ProcessTree tree;
  private long observed;

  private CommandProcess(Process process, ProcessTree tree) {
    this.process = process;
    this.tree = tree;
    observe();
  }

  /**
   * Starts the program with the input and output of this process.
   *
   * @throws CannotStartException if the program does not exist, for example
   * @throws UsageException if a placeholder has no address
   */
  public static CommandProcess start(List<String> command, CommandVariables variables)
      throws CannotStartException, UsageException {
    return start(command, variables, CommandProcess::inheritStreams, ProcessBuilder::start);
  }

  private static void inheritStreams(ProcessBuilder builder) {
    builder.redirectInput(Redirect.INHERIT);
    builder.redirectOutput(Redirect.INHERIT);
    builder.redirectError(Redirect.INHERIT);
  }

  /**
   * Starts the program.
   *
   * @param command the program and its arguments, with placeholders
   * @param streams redirects input and output
   * @throws CannotStartException if the program does not exist, for example
   * @throws UsageException if a placeholder has no address
   */
  public static CommandProcess start(
      List<String> command,
      CommandVariables variables,
      Consumer<ProcessBuilder> streams,
      Starter starter)
      throws CannotStartException, UsageException {
    ProcessBuilder builder = new ProcessBuilder(variables.replaceIn(command));
    streams.accept(builder);
    variables.setIn(builder.environment());
    try {
      Process process = starter.start(builder);
      return new CommandProcess(process, new ProcessTree(process.toHandle(), variables.marks()));
    } catch (IOException | RuntimeException failure) { // NUL in an argument, for example
      throw new CannotStartException(
          "cannot start the command "
              + Quoting.quote(command.get(0))
              + ": "
              + SystemError.reason(failure),
          failure);
    }
  }

  /** Returns whether the program has ended. Remembers the processes that it has started. */
  public boolean hasEnded() {
    if (!process.isAlive()) {
      return true;
    }
    if (System.nanoTime() - observed > OBSERVATION_NANOS) {
      observe();
    }
    return false;
  }

  /** Waits until the program ends, and returns its exit code; empty if the time is up. */
  public OptionalInt await(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Kills the program immediately, but not the processes that it has started. Thread-safe. */
  public void kill() {
    process.destroyForcibly();
  }

  private void observe() {
    tree.observe();
    observed = System.nanoTime();
  }

  /** Returns the exit code of the program, which has ended: 128 plus the number after a signal. */
  public int exitCode() {
    return process.exitValue();
  }

  /**
   * Ends the program and all processes that it has started.
   *
   * @return the number of these processes that were still running
   */
  public int end() {
    return tree.end();
  }
}
