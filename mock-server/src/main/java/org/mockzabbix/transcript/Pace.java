package org.mockzabbix.transcript;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for the time of a request. */
@FunctionalInterface
interface Pace {

  /** Waits until {@code sinceStart} has elapsed since the first request was sent. */
  void await(Duration sinceStart) throws InterruptedException;

  /** Returns a pace that never waits. */
  static Pace none() {
    return sinceStart -> {};
  }

  /** Returns a pace that keeps the recorded pauses, beginning now. */
  static Pace recorded() {
    long start = System.nanoTime();
    return sinceStart -> {
      long left = sinceStart.toNanos() - (System.nanoTime() - start);
      if (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    };
  }
}
