package org.mockzabbix.cli.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ends writes to clients that do not read. An interrupt closes the connection of a blocked thread.
 * Thread-safe.
 */
final class HttpDeadlines implements AutoCloseable {

  /** A write to a client. */
  interface Write {
    void run() throws IOException;
  }

  private final Duration limit;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, HttpDeadlines::thread);

  HttpDeadlines(Duration limit) {
    this.limit = limit;
    clock.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mock-zabbix-http-clock");
    thread.setDaemon(true);
    return thread;
  }

  /** A write under way. Its lock guards {@code ended}, so that no interrupt comes too late. */
  private static final class Limited {
    private final Thread writer = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean ended;

    private void interrupt() {
      lock.lock();
      try {
        if (!ended) {
          ended = true;
          writer.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      lock.lock();
      try {
        if (ended) {
          Thread.interrupted();
        }
        ended = true;
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Runs a write, which fails if it takes too long.
   *
   * @throws IOException if the client went away or does not read
   */
  void run(Write write) throws IOException {
    Limited limited = new Limited();
    Future<?> end = clock.schedule(limited::interrupt, limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      write.run();
    } finally {
      limited.end();
      end.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
