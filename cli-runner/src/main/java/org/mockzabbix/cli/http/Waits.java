package org.mockzabbix.cli.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Journal;

/**
 * Requests that wait for exchanges. Each holds a thread, so their number is limited. Thread-safe.
 */
final class Waits {

  private static final int MOST = 100;
  private static final Duration SLICE = Duration.ofMillis(100); // notices times, and the stop

  private final MockZabbixServer server;
  private final Semaphore free = new Semaphore(MOST);

  Waits(MockZabbixServer server) {
    this.server = server;
  }

  /**
   * Reads the journal until the result is complete or the time is up, and returns the last result.
   */
  <T> T until(Predicate<T> complete, Duration timeout, Supplier<T> reading)
      throws InterruptedException {
    T first = reading.get();
    if (complete.test(first) || timeout.isZero()) {
      return first;
    }
    begin();
    try {
      return read(complete, timeout, reading);
    } finally {
      end();
    }
  }

  private <T> T read(Predicate<T> complete, Duration timeout, Supplier<T> reading)
      throws InterruptedException {
    Journal journal = server.journal();
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      long seen = journal.version(); // before the content
      T result = reading.get();
      long rest = end - System.nanoTime();
      if (complete.test(result) || rest <= 0 || server.isClosed()) {
        return result;
      }
      journal.awaitChange(seen, Duration.ofNanos(Math.min(rest, SLICE.toNanos())));
    }
  }

  /** Begins a request that may wait, until {@link #end}. Refuses it if too many wait already. */
  void begin() {
    if (!free.tryAcquire()) {
      throw new HttpProblem(
          503,
          "Service Unavailable",
          MOST + " requests wait already: close event streams, or wait for fewer things at once");
    }
  }

  /** Returns the number of requests that wait now. */
  int count() {
    return MOST - free.availablePermits();
  }

  void end() {
    free.release();
  }
}
