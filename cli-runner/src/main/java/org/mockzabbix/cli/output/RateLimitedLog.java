package org.mockzabbix.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.cli.console.Console;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * Prints lines on standard error, with every character visible. Of the lines about clients, prints
 * at most 20 a minute, announces that others are left out, and counts those. While there are more
 * than that, each period is twice as long as the one before, because a full pipe to a parent
 * process that never reads standard error would block the server.
 *
 * <p>Thread-safe: {@code lock} guards every field and keeps the lines whole.
 */
public final class RateLimitedLog {

  private static final int MAX_LINES = 20;
  private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);

  private final PrintStream err;
  private final InstantSource clock;
  private final boolean quiet;

  private final ReentrantLock lock = new ReentrantLock();
  private Duration period = SHORTEST_PERIOD;
  private Instant periodEnd = Instant.MIN;
  private int printed;
  private long omitted;

  /**
   * Creates a log.
   *
   * @param quiet whether to print only what is not about clients
   */
  public RateLimitedLog(PrintStream err, InstantSource clock, boolean quiet) {
    this.err = err;
    this.clock = clock;
    this.quiet = quiet;
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

  /** Prints a line about clients regardless of the limit, unless the log is quiet. */
  public void printNotice(String line) {
    if (!quiet) {
      print(Console.oneLine(line));
    }
  }

  /** Prints a line about a client, or counts it if the limit is reached. */
  public void printLimited(String line) {
    if (quiet) {
      return;
    }
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
        announceOmission(now);
        omitted++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void announceOmission(Instant now) {
    if (omitted == 0) {
      String time = DurationFormat.format(Duration.ofSeconds(secondsUntilEnd(now)));
      write(
          "LEFT OUT from here: after "
              + MAX_LINES
              + " lines, more lines about clients are only counted for "
              + time);
    }
  }

  private long secondsUntilEnd(Instant now) {
    return Math.max(1, Duration.between(now, periodEnd).toSeconds());
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
