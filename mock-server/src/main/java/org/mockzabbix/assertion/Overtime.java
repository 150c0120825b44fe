package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Limits the calls of a test's own predicates after the time of an assertion is up. Only the time
 * inside the predicates counts. A condition without them therefore always reads the whole journal,
 * and so does one whose predicates are fast, even on a slow machine. Not thread-safe.
 */
final class Overtime {

  /** The time that predicates may take after the time is up. */
  private static final long MAX_NANOS = Duration.ofMillis(250).toNanos();

  /** The number of calls that are always allowed after the time is up. */
  private static final int LEAST_CALLS = 100;

  /** Allows all calls. */
  static final Overtime UNLIMITED = new Overtime(() -> 0, 1);

  private final LongSupplier nanoTime;
  private final long end;
  private long spent; // in calls after the end
  private int calls; // after the end
  private long omitted;

  private Overtime(LongSupplier nanoTime, long end) {
    this.nanoTime = nanoTime;
    this.end = end;
  }

  /**
   * Returns the limit of an assertion with this timing that begins now.
   *
   * @param nanoTime returns the time in nanoseconds
   */
  static Overtime of(Timing timing, LongSupplier nanoTime) {
    return timing
        .duration()
        .map(time -> new Overtime(nanoTime, nanoTime.getAsLong() + time.toNanos()))
        .orElse(UNLIMITED);
  }

  /** Returns a predicate that rejects everything when {@code predicate} may not be called. */
  <T> Predicate<T> limit(Predicate<? super T> predicate) {
    return this == UNLIMITED ? predicate::test : tested -> test(predicate, tested);
  }

  private <T> boolean test(Predicate<? super T> predicate, T tested) {
    if (calls >= LEAST_CALLS && spent >= MAX_NANOS) {
      omitted++;
      return false;
    }
    long begun = nanoTime.getAsLong();
    boolean isLate = begun - end >= 0;
    boolean accepted = predicate.test(tested);
    if (isLate) {
      calls++;
      spent += nanoTime.getAsLong() - begun;
    }
    return accepted;
  }

  /** Returns the number of calls that were not allowed. */
  long omitted() {
    return omitted;
  }
}
