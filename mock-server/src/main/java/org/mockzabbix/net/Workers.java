package org.mockzabbix.net;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Threads for tasks that block: virtual threads on Java 21 or newer, daemon threads that end after
 * 10 idle seconds on older versions. There are as many threads as tasks, so the caller limits the
 * number of tasks. Thread-safe.
 */
public final class Workers {

  private static final FailSafeLog LOG = FailSafeLog.of(Workers.class);

  private static final String NAME = "mock-zabbix-worker-";
  private static final AtomicLong LAST_NUMBER = new AtomicLong();
  private static final @Nullable ThreadFactory VIRTUAL = virtualThreads();

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final ExecutorService executor =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          VIRTUAL == null ? 10 : 0, // idle virtual threads are not worth keeping
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          this::newThread);
  private final ThreadFactory factory;

  /** Starts without threads. */
  public Workers() {
    this(VIRTUAL == null ? Thread::new : VIRTUAL);
  }

  /** Starts without threads, and gets them from {@code factory}. */
  Workers(ThreadFactory factory) {
    this.factory = factory;
  }

  /** Uses reflection, because Java 17 does not have these methods. */
  private static @Nullable ThreadFactory virtualThreads() {
    try {
      Class<?> builderType = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory) builderType.getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException olderRuntime) {
      return null;
    }
  }

  private Thread newThread(Runnable task) {
    Runnable tracked = () -> runTracked(task);
    Thread thread = factory.newThread(tracked);
    thread.setName(NAME + LAST_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private void runTracked(Runnable task) {
    threads.add(Thread.currentThread()); // again: run() may have removed it
    try {
      task.run();
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  /**
   * Runs {@code task} immediately, on its own thread. What it throws is logged.
   *
   * @throws OutOfMemoryError if the thread cannot be started
   * @throws RejectedExecutionException after {@link #interruptAll}
   */
  public void run(Runnable task) {
    try {
      executor.execute(() -> runSafely(task));
    } catch (OutOfMemoryError noThread) {
      threads.removeIf(thread -> thread.getState() == Thread.State.NEW);
      throw noThread;
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.failure("{} ended because of {}", Thread.currentThread().getName(), e);
    }
  }

  /** Rejects further tasks, and interrupts the running ones. */
  public void interruptAll() {
    executor.shutdownNow();
  }

  /** Returns the threads that have not ended. */
  public List<Thread> threads() {
    return List.copyOf(threads);
  }
}
