package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.PollInterval;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;

/**
 * One wait for an expectation: a condition for Awaitility, and the poll interval that wakes it when
 * the journal has changed. The waiting thread parks in {@link #next}, and the condition is looked
 * at by that thread or one of Awaitility's.
 *
 * <p>It ends when its thread is interrupted, which Awaitility itself does not do.
 */
final class JournalWait implements Callable<Boolean>, PollInterval {

  /** So often Awaitility has a turn, for the sake of a {@code failFast} condition. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** So that the last moments are no busy loop. */
  private static final Duration LEAST = Duration.ofMillis(25);

  /** Awaitility is not to time out where the end of the time is the good end. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final long NEVER_SEEN = -1;

  private final Expectation expectation;
  private final Journal journal;
  private final Duration time;
  private final long end;
  private volatile long seen = NEVER_SEEN;
  private volatile Look look = new Look(Verdict.TOO_FEW, List.of());
  private volatile boolean settled;

  /** What was there when somebody looked. */
  record Look(Verdict verdict, List<ItemValue> matching) {

    static Look at(Journal journal, Expectation expectation) {
      List<ItemValue> items = expectation.item().candidates(journal);
      return new Look(
          expectation.check(items, journal.evictedItems()),
          items.stream().filter(expectation.item()::matches).toList());
    }

    boolean isMet() {
      return verdict == Verdict.MET;
    }
  }

  private JournalWait(Expectation expectation, Journal journal, Duration time) {
    this.expectation = expectation;
    this.journal = journal;
    this.time = time;
    this.end = System.nanoTime() + time.toNanos();
  }

  /**
   * Waits until the expectation is settled or its time is up.
   *
   * @return how it stands then
   * @throws InterruptedException if the thread was interrupted; its flag is then set
   * @throws RuntimeException what conditions of the factory's own throw
   */
  static Look await(Expectation expectation, Journal journal, ConditionFactory factory)
      throws InterruptedException {
    JournalWait wait = new JournalWait(expectation, journal, time(expectation.timing()));
    try {
      wait.prepared(factory).until(wait);
    } catch (ConditionTimeoutException timeout) {
      if (!wait.isOver()) {
        throw timeout; // the factory asks for more, such as atLeast(...)
      }
    } catch (Interrupted interrupted) {
      throw new InterruptedException();
    }
    return wait.settled ? wait.look : Look.at(journal, expectation);
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
    return expectation.timing() instanceof Timing.During;
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
      look = Look.at(journal, expectation);
    }
    settled =
        switch (look.verdict()) {
          case TOO_MANY, UNCERTAIN -> true;
          case MET -> !isWatch() || isOver();
          case TOO_FEW -> isWatch() && isOver();
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
