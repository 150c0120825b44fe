package org.mockzabbix.net;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Waits for threads to end, without deadlocks between threads that close listeners: a thread that
 * is closing something itself, for example a callback, is not waited for. Thread-safe.
 */
public final class ClosingThreads {

  private static final long SLICE_NANOS = 10_000_000;

  private static final Set<Thread> CLOSING = ConcurrentHashMap.newKeySet();

  private ClosingThreads() {}

  /**
   * Waits until the threads have ended, even if interrupted.
   *
   * @param deadline when to give up, in terms of {@link System#nanoTime}
   * @return the names of those that have not ended, sorted
   */
  public static List<String> awaitEnd(List<Thread> threads, long deadline) {
    Thread self = Thread.currentThread();
    boolean outermost = CLOSING.add(self);
    boolean interrupted = false;
    try {
      for (Thread thread : threads) {
        interrupted |= join(thread, deadline);
      }
      return threads.stream()
          .filter(ClosingThreads::isAwaited)
          .map(Thread::getName)
          .sorted()
          .toList();
    } finally {
      if (outermost) {
        CLOSING.remove(self);
      }
      if (interrupted) {
        self.interrupt();
      }
    }
  }

  private static boolean isAwaited(Thread thread) {
    return thread.isAlive() && !CLOSING.contains(thread);
  }

  /** Returns whether the current thread was interrupted. */
  private static boolean join(Thread thread, long deadline) {
    boolean interrupted = false;
    for (long left = deadline - System.nanoTime();
        left > 0 && isAwaited(thread);
        left = deadline - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.min(left, SLICE_NANOS));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
