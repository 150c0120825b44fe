package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.pollinterval.PollInterval;
import org.mockzabbix.assertion.Condition.Evaluation;
import org.mockzabbix.journal.Journal;

/**
 * One wait of Awaitility for a condition. This class is the condition for Awaitility, and also its
 * poll interval, which ends when the journal changes. The waiting thread parks in {@link #next}.
 * That thread or a thread of Awaitility evaluates the condition.
 *
 * <p>The wait ends when its thread is interrupted. Awaitility alone would continue to wait.
 */
final class JournalWait<T> implements Callable<Boolean>, PollInterval {

  /** The longest time between two polls. Awaitility checks its {@code failFast} at each poll. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** The shortest time between two polls, to avoid a busy loop shortly before the end. */
  private static final Duration MIN_SLICE = Duration.ofMillis(25);

  /** The time to add to Awaitility's timeout if the end of the time is a success. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final long NONE_SEEN = -1;

  private final ConditionEvaluator<T> evaluations;
  private final JournalSource source;
  private final Journal journal;
  private final Timing timing;
  private final Duration time;
  private final long end;
  private volatile long seen = NONE_SEEN;
  private volatile Evaluation<T> evaluation = Evaluation.pending();
  private volatile boolean settled;
  private volatile boolean closed;

  private JournalWait(ConditionEvaluator<T> evaluations, Timing timing, JournalSource source) {
    this.evaluations = evaluations;
    this.timing = timing;
    this.source = source;
    this.journal = source.journal();
    this.time = timing.duration().orElseThrow(() -> new AssertionError("now does not wait"));
    this.end = System.nanoTime() + time.toNanos();
  }

  /**
   * Waits until the condition is settled or the time is up.
   *
   * @return the last evaluation
   * @throws ClosedSourceException if the source is closed before the time is up
   * @throws InterruptedException if the thread was interrupted; its interrupt flag is set
   * @throws RuntimeException if a condition of the factory itself throws one
   */
  static <T> Evaluation<T> await(
      ConditionEvaluator<T> evaluations,
      Timing timing,
      JournalSource source,
      ConditionFactory factory)
      throws ClosedSourceException, InterruptedException {
    JournalWait<T> wait = new JournalWait<>(evaluations, timing, source);
    try {
      wait.prepared(factory).until(wait);
    } catch (ConditionTimeoutException timeout) {
      if (!wait.isOver()) {
        throw timeout; // a further condition of the factory, for example atLeast(...)
      }
    } catch (Interrupted interrupted) {
      throw new InterruptedException();
    }
    if (!wait.settled && wait.closed) {
      throw new ClosedSourceException();
    }
    return wait.settled ? wait.evaluation : evaluations.get();
  }

  private boolean isWatch() {
    return timing instanceof Timing.During;
  }

  private ConditionFactory prepared(ConditionFactory factory) {
    return factory
        .atMost(isWatch() ? time.plus(GRACE) : time)
        .pollDelay(Duration.ZERO)
        .pollInterval(this)
        .dontCatchUncaughtExceptions(); // other threads may fail without failing this test
  }

  /**
   * Returns whether the wait is over, or the source closed. Evaluates again only if the journal has
   * changed.
   */
  @Override
  public Boolean call() {
    boolean wasClosed = source.isClosed(); // before the journal is read
    long version = journal.version();
    if (version != seen) {
      seen = version;
      evaluation = evaluations.get();
    }
    settled =
        switch (evaluation.verdict()) {
          case VIOLATED, UNKNOWN -> true;
          case MET -> !isWatch() || isOver();
          case PENDING -> isWatch() && isOver();
        };
    closed = wasClosed;
    return settled || closed;
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  /** Parks until the journal changes, a slice ends, or the time is up. */
  @Override
  public Duration next(int pollCount, Duration previous) {
    // Awaitility's clock starts a little later than this one and may poll after the end.
    long rest = Math.max(MIN_SLICE.toNanos(), end - System.nanoTime());
    try {
      journal.awaitChange(seen, Duration.ofNanos(Math.min(SLICE.toNanos(), rest)));
      return Duration.ZERO;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Interrupted();
    }
  }

  /** The source of a wait receives nothing more. */
  static final class ClosedSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    ClosedSourceException() {
      super(null, null, false, false);
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
