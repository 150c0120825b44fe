package org.mockzabbix.net;

import java.util.ArrayList;
import java.util.Collections;
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
    boolean interrupted = Thread.interrupted();
    try {
      List<String> left = new ArrayList<>();
      for (Thread thread : threads) {
        interrupted |= join(thread, deadline, left);
      }
      Collections.sort(left);
      return left;
    } finally {
      if (outermost) {
        CLOSING.remove(self);
      }
      if (interrupted) {
        self.interrupt();
      }
    }
  }

  /**
   * Adds the thread's name to {@code left} if the deadline passes. A thread that was once seen to
   * be closing something is not in {@code left}, even if it is done with that and still alive.
   *
   * @return whether the current thread was interrupted
   */
  private static boolean join(Thread thread, long deadline, List<String> left) {
    boolean interrupted = false;
    while (thread.isAlive() && !CLOSING.contains(thread)) {
      long nanos = deadline - System.nanoTime();
      if (nanos <= 0) {
        left.add(thread.getName());
        return interrupted;
      }
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.min(nanos, SLICE_NANOS));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
