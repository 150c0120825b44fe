package org.mockzabbix.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds, in order of size. Immutable. */
final class Percentiles {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  private Percentiles(long[] sorted) {
    this.sorted = sorted;
  }

  static Percentiles of(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The smallest duration that {@code percent} of them do not exceed. */
  long at(int percent) {
    return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %6.2f  p90 %6.2f  p99 %6.2f  max %6.2f ms",
        at(50) / NANOS_PER_MILLI,
        at(90) / NANOS_PER_MILLI,
        at(99) / NANOS_PER_MILLI,
        at(100) / NANOS_PER_MILLI);
  }
}
