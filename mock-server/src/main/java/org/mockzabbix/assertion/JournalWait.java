package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.PollInterval;
import org.mockzabbix.assertion.Demand.Standing;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.journal.Journal;

/**
 * One wait for a demand: a condition for Awaitility, and the poll interval that wakes it when the
 * journal has changed. The waiting thread parks in {@link #next}, and the condition is looked at by
 * that thread or one of Awaitility's.
 *
 * <p>It ends when its thread is interrupted, which Awaitility itself does not do.
 */
final class JournalWait<T> implements Callable<Boolean>, PollInterval {

  /** So often Awaitility has a turn, for the sake of a {@code failFast} condition. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** So that the last moments are no busy loop. */
  private static final Duration LEAST = Duration.ofMillis(25);

  /** Awaitility is not to time out where the end of the time is the good end. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final long NEVER_SEEN = -1;

  private final Supplier<Standing<T>> looks; // used by one thread, that of the condition
  private final Journal journal;
  private final Timing timing;
  private final Duration time;
  private final long end;
  private volatile long seen = NEVER_SEEN;
  private volatile Standing<T> standing = new Standing<>(Verdict.NOT_YET, List.of());
  private volatile boolean settled;

  private JournalWait(Demand<T> demand, Timing timing, Recorder recorder) {
    this.looks = demand.looks(recorder);
    this.timing = timing;
    this.journal = recorder.journal();
    this.time = time(timing);
    this.end = System.nanoTime() + time.toNanos();
  }

  /**
   * Waits until the demand is settled or its time is up.
   *
   * @return how it stands then
   * @throws InterruptedException if the thread was interrupted; its flag is then set
   * @throws RuntimeException what conditions of the factory's own throw
   */
  static <T> Standing<T> await(
      Demand<T> demand, Timing timing, Recorder recorder, ConditionFactory factory)
      throws InterruptedException {
    JournalWait<T> wait = new JournalWait<>(demand, timing, recorder);
    try {
      wait.prepared(factory).until(wait);
    } catch (ConditionTimeoutException timeout) {
      if (!wait.isOver()) {
        throw timeout; // the factory asks for more, such as atLeast(...)
      }
    } catch (Interrupted interrupted) {
      throw new InterruptedException();
    }
    return wait.settled ? wait.standing : demand.standing(recorder);
  }

  private static Duration time(Timing timing) {
    if (timing instanceof Timing.Within within) {
      return within.time();
    }
    if (timing instanceof Timing.During during) {
      return during.time();
    }
    throw new AssertionError("nothing to wait for: " + timing); // switch at 21
  }

  private boolean isWatch() {
    return timing instanceof Timing.During;
  }

  private ConditionFactory prepared(ConditionFactory factory) {
    return factory
        .atMost(isWatch() ? time.plus(GRACE) : time)
        .pollDelay(Duration.ZERO)
        .pollInterval(this)
        .dontCatchUncaughtExceptions(); // some other thread's death is not this test's failure
  }

  /** Whether there is nothing left to wait for. Looks anew only when the journal has changed. */
  @Override
  public Boolean call() {
    long version = journal.version();
    if (version != seen) {
      seen = version;
      standing = looks.get();
    }
    settled =
        switch (standing.verdict()) {
          case BROKEN, UNCERTAIN -> true;
          case MET -> !isWatch() || isOver();
          case NOT_YET -> isWatch() && isOver();
        };
    return settled;
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** Parks until the journal changes, for one slice or until the time is up. */
  @Override
  public Duration next(int pollCount, Duration previous) {
    // Awaitility's clock began a little later than ours: it must not be asked without a pause then.
    long rest = Math.max(LEAST.toNanos(), end - System.nanoTime());
    try {
      journal.awaitChange(seen, Duration.ofNanos(Math.min(SLICE.toNanos(), rest)));
      return Duration.ZERO;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Interrupted();
    }
  }

  /** Carries an interrupt through Awaitility. */
  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted() {
      super(null, null, false, false);
    }
  }
}
