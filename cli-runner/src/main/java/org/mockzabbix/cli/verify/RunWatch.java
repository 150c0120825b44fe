package org.mockzabbix.cli.verify;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.ExpectationWatch;
import org.mockzabbix.assertion.Verdict;
import org.mockzabbix.cli.process.CommandProcess;
import org.mockzabbix.cli.verify.VerifyOptions.Limits;
import org.mockzabbix.journal.Journal;

/** Waits for the end of a run: of its program, of its time, or of its expectations. */
final class RunWatch {

  private static final Duration SLICE = Duration.ofMillis(20);

  private final ExpectationWatch expectations;
  private final Limits limits;
  private final @Nullable CommandProcess command;
  private final long begun = System.nanoTime();
  private @Nullable Long commandEnded;
  private @Nullable Long met;

  /**
   * Begins the time of the run.
   *
   * @param command the program; null if others start the clients
   */
  RunWatch(ExpectationWatch expectations, Limits limits, @Nullable CommandProcess command) {
    this.expectations = expectations;
    this.limits = limits;
    this.command = command;
  }

  /**
   * Waits until the run ends.
   *
   * @param stop ends the run when it reaches zero
   */
  RunEnd await(Journal journal, CountDownLatch stop) throws InterruptedException {
    while (true) {
      if (stop.getCount() == 0) {
        return RunEnd.SIGNAL;
      }
      long seen = journal.version(); // before the expectations are evaluated
      RunEnd end = end();
      if (end != null) {
        return end;
      }
      journal.awaitChange(seen, SLICE);
    }
  }

  /** Returns the reason to end now, or null to continue. */
  private @Nullable RunEnd end() {
    boolean isTimeUp = since(begun).compareTo(limits.timeout()) >= 0; // before the evaluation
    if (command != null && command.hasEnded() && commandEnded == null) {
      commandEnded = System.nanoTime();
    }
    Verdict verdict = expectations.verdict();
    if (verdict == Verdict.VIOLATED) {
      return RunEnd.VIOLATED;
    }
    if (commandEnded != null && isOver(commandEnded)) {
      return RunEnd.COMMAND_ENDED;
    }
    if (stopsWhenMet() && isMetLongEnough(verdict)) {
      return RunEnd.ALL_MET;
    }
    return isTimeUp ? RunEnd.TIME_UP : null;
  }

  /** Returns whether the run ends early. Limits alone are met from the beginning. */
  private boolean stopsWhenMet() {
    boolean wanted = command == null || (limits.stopWhenMet() && commandEnded == null);
    return wanted && !expectations.hasOnlyLimits();
  }

  private boolean isMetLongEnough(Verdict verdict) {
    if (verdict != Verdict.MET) {
      met = null;
      return false;
    }
    if (met == null) {
      met = System.nanoTime();
    }
    return isOver(met);
  }

  private boolean isOver(long since) {
    return expectations.verdict(since(since), limits.settle()) != Verdict.PENDING;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  /** Returns whether the program was seen to end by itself. */
  boolean hasCommandEnded() {
    return commandEnded != null;
  }

  /** Returns the time since the beginning of the run. */
  Duration elapsed() {
    return since(begun);
  }
}
