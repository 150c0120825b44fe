package org.mockzabbix.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * Prints lines on standard error, with every character visible. Of the lines about clients, prints
 * at most 20 a minute and counts the rest. While there are more than that, each period is twice as
 * long as the one before, because a full pipe to a parent process that never reads standard error
 * would block the server.
 *
 * <p>Thread-safe: {@code lock} guards every field and keeps the lines whole.
 */
public final class RateLimitedLog {

  private static final int MAX_LINES = 20;
  private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);

  private final PrintStream err;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private Duration period = SHORTEST_PERIOD;
  private Instant periodEnd = Instant.MIN;
  private int printed;
  private long omitted;

  public RateLimitedLog(PrintStream err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
  }

  /** Prints a line regardless of the limit. */
  public void print(String line) {
    lock.lock();
    try {
      write(line);
    } finally {
      lock.unlock();
    }
  }

  /** Prints a line about a client, or counts it if the limit is reached. */
  public void printLimited(String line) {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(periodEnd)) {
        startPeriod(now);
      }
      if (printed < MAX_LINES) {
        printed++;
        write(Console.oneLine(line));
      } else {
        omitted++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void startPeriod(Instant now) {
    period = omitted > 0 ? period.multipliedBy(2) : SHORTEST_PERIOD;
    periodEnd = now.plus(period);
    printed = 0;
    printOmitted();
  }

  /** Prints how many lines were omitted since the last call, if any. */
  public void printOmitted() {
    lock.lock();
    try {
      if (omitted > 0) {
        write("LEFT OUT " + Plurals.count(omitted, "line") + " like these");
        omitted = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  private void write(String line) {
    err.print(Quoting.escape(line) + '\n');
    err.flush();
  }
}
