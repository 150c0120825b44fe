package org.mockzabbix.cli.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

  private static final int PIECE = 1 << 16; // bytes

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

  /**
   * Returns a stream that gives each piece of a body the whole time, so that a slow client may read
   * a long body as long as it reads steadily.
   */
  OutputStream limit(OutputStream out) {
    return new LimitedOutput(out);
  }

  private final class LimitedOutput extends FilterOutputStream {
    private LimitedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int done = 0; done < length; done += PIECE) {
        int from = offset + done;
        int size = Math.min(PIECE, length - done);
        run(() -> out.write(bytes, from, size));
      }
    }

    @Override
    public void flush() throws IOException {
      run(out::flush);
    }

    @Override
    public void close() throws IOException {
      run(out::close);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
