package org.mockzabbix.cli.verify;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.ExpectationResult;
import org.mockzabbix.cli.console.ExitCode;
import org.mockzabbix.cli.output.ExpectationLines;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Plurals;

/**
 * The result of a run of {@code verify}.
 *
 * @param results the results of the expectations when the run ended
 * @param timeout the longest time of the run
 * @param elapsed the time of the run
 * @param command what became of the program; null if others started the clients
 */
record VerifyResult(
    List<ExpectationResult> results,
    RunEnd end,
    Duration timeout,
    Duration elapsed,
    @Nullable CommandEnd command) {

  VerifyResult {
    results = List.copyOf(results);
  }

  /**
   * What became of the program.
   *
   * @param name the name of the program
   * @param exitCode the code of a program that ended by itself; null if it was ended
   * @param processesLeft the number of processes that it left running, which were ended
   */
  record CommandEnd(String name, @Nullable Integer exitCode, int processesLeft) {}

  boolean isMet() {
    return results.stream().allMatch(ExpectationResult::isMet);
  }

  /** Returns whether the program failed by itself, and not because of a signal to this program. */
  boolean hasCommandFailed() {
    return exitCode() != null && exitCode() != 0 && end != RunEnd.SIGNAL;
  }

  private @Nullable Integer exitCode() {
    return command == null ? null : command.exitCode();
  }

  /** Returns the exit code of {@code verify}, unless its output failed. */
  int exit() {
    if (!isMet()) {
      return ExitCode.FAILED;
    }
    return hasCommandFailed() ? ExitCode.COMMAND_FAILED : ExitCode.OK;
  }

  /** Returns the last line of the verdict. */
  String summary() {
    return "VERDICT " + ExpectationLines.summary(results) + "; " + reason() + leftovers();
  }

  private String reason() {
    if (exitCode() != null && end != RunEnd.SIGNAL) {
      return commandExit();
    }
    String ended = command == null ? "" : ", so the command was ended";
    return switch (end) {
      case ALL_MET, COMMAND_ENDED -> "nothing more is expected" + ended;
      case VIOLATED -> "an expectation cannot be met any more" + ended;
      case TIME_UP -> "the time of " + DurationFormat.format(timeout) + " is up" + ended;
      case SIGNAL -> "a signal ended the run";
    };
  }

  /** Returns the exit code in words, for example {@code the command exited with 3}. */
  String commandExit() {
    return "the command exited with " + exitCode();
  }

  private String leftovers() {
    int left = command == null || exitCode() == null ? 0 : command.processesLeft();
    return left == 0
        ? ""
        : "; "
            + Plurals.count(
                left,
                "process that it left running was ended",
                "processes that it left running were ended");
  }
}
