package org.mockzabbix.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines on standard error about what clients did wrong: at most twenty a minute, so that a flood of
 * bad packets is counted and not printed. While the flood lasts, the minute doubles each time: a
 * parent process that never reads these lines must not stop us with a full pipe. Thread-safe:
 * {@code lock} guards every field, and keeps the lines whole.
 */
final class Notices {

  private static final int MOST = 20;
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final PrintStream err;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> early = new ArrayList<>(); // before the ready line, which is the first
  private boolean ready;
  private Duration window = SHORTEST;
  private Instant windowEnd = Instant.MIN;
  private int shown;
  private long leftOut;

  Notices(PrintStream err, InstantSource clock) {
    this.err = err;
    this.clock = clock;
  }

  /** Prints the line that comes before all others. */
  void ready(String line) {
    lock.lock();
    try {
      ready = true;
      print(line);
      early.forEach(this::print);
      early.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Prints a line that a flood must not hide. */
  void tell(String line) {
    lock.lock();
    try {
      print(line);
    } finally {
      lock.unlock();
    }
  }

  /** Prints a line unless there were too many in this minute. */
  void notice(String line) {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(windowEnd)) {
        beginWindow(now);
      }
      if (shown < MOST) {
        shown++;
        print(ConsoleText.notice(line));
      } else {
        leftOut++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void beginWindow(Instant now) {
    window = leftOut > 0 ? window.multipliedBy(2) : SHORTEST;
    windowEnd = now.plus(window);
    shown = 0;
    tellLeftOut();
  }

  /** Says how many lines were left out since this was last said; nothing if there were none. */
  void tellLeftOut() {
    lock.lock();
    try {
      if (leftOut > 0) {
        print("LEFT OUT " + leftOut + (leftOut == 1 ? " line" : " lines") + " like these");
        leftOut = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  private void print(String line) {
    if (ready) {
      err.print(line + '\n');
      err.flush();
    } else {
      early.add(line);
    }
  }
}
