package org.mockzabbix.cli.verify;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import org.mockzabbix.cli.console.CannotStartException;
import org.mockzabbix.cli.console.SystemError;
import org.mockzabbix.text.Quoting;

/** The program under test, with the input and output of this process. Not thread-safe. */
final class CommandProcess {

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
   * Starts the program.
   *
   * @throws CannotStartException if the program does not exist, for example
   */
  static CommandProcess start(List<String> command, CommandVariables variables)
      throws CannotStartException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(Redirect.INHERIT);
    builder.redirectOutput(Redirect.INHERIT);
    builder.redirectError(Redirect.INHERIT);
    variables.setIn(builder.environment());
    try {
      Process process = builder.start();
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
  boolean hasEnded() {
    if (!process.isAlive()) {
      return true;
    }
    if (System.nanoTime() - observed > OBSERVATION_NANOS) {
      observe();
    }
    return false;
  }

  private void observe() {
    tree.observe();
    observed = System.nanoTime();
  }

  /** Returns the exit code of the program, which has ended: 128 plus the number after a signal. */
  int exitCode() {
    return process.exitValue();
  }

  /**
   * Ends the program and all processes that it has started.
   *
   * @return the number of these processes that were still running
   */
  int end() {
    return tree.end();
  }
}
