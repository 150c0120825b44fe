package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The thread of a listener. It waits for sockets, timers and finished workers, and calls their
 * owners. It ends when {@code sockets} is closed, and survives any failure until then. If it ends
 * nevertheless, it closes all sockets, so that no client waits for ever.
 */
final class EventLoop implements Runnable {

  /** Work to do on the event loop's thread. */
  interface Task {
    void run() throws IOException;
  }

  /** The owner of a registered socket. */
  interface SocketOwner {

    /** Called when the socket is ready. Handles its own failures. */
    void ready();
  }

  /** A task that is due at a certain time. */
  interface Timer {

    /**
     * Returns the time until the task is due, in nanoseconds; {@link Long#MAX_VALUE} if it is not
     * scheduled.
     */
    long nanosLeft(long now);

    /** Runs the task if it is due at {@code now}, in terms of {@link System#nanoTime}. */
    void runIfDue(long now);

    /** Called when the event loop ends. */
    default void loopEnded() {}
  }

  private static final FailSafeLog LOG = FailSafeLog.of(EventLoop.class);

  private static final long PAUSE_NANOS = 50_000_000;
  private static final long CALL_TIMEOUT_SECONDS = 5;

  private final OpenSockets sockets;
  private final Workers workers;
  private final Selector selector;
  private final List<Timer> timers = new ArrayList<>();
  private final Queue<Runnable> handedBack = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  EventLoop(OpenSockets sockets, Workers workers) throws IOException {
    this.sockets = sockets;
    this.workers = workers;
    selector = Selector.open();
  }

  private static void dispatch(SelectionKey key) {
    ((SocketOwner) key.attachment()).ready();
  }

  /** Adds a timer. Must be called on the event loop's thread, or before that thread starts. */
  void add(Timer timer) {
    timers.add(timer);
  }

  /** Calls {@code owner} when the channel is ready for {@code operations}. */
  SelectionKey register(SelectableChannel channel, int operations, SocketOwner owner)
      throws IOException {
    return channel.register(selector, operations, owner);
  }

  @Override
  public void run() {
    try {
      MemoryReserve.restore(); // loads the class while there is memory
      LOG.prepare();
      while (!sockets.closed()) {
        runOnceAndSurvive();
      }
    } finally {
      close();
    }
  }

  private void runOnceAndSurvive() {
    try {
      runOnce();
    } catch (Throwable e) { // reporting a failure needs memory, which there may be none of
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Closes all sockets. Must be called on the event loop's thread, or if it does not run. */
  void close() {
    try {
      if (!sockets.closed()) {
        LOG.warn("{} has ended: it closes all connections", Thread.currentThread().getName());
      }
    } finally { // also without memory for the warning
      sockets.close();
    }
    timers.forEach(EventLoop::end);
    sockets.closeNow(selector); // only this really closes the registered sockets
    ended.complete(null);
  }

  private static void end(Timer timer) {
    try {
      timer.loopEnded();
    } catch (Throwable e) { // the sockets are still to be closed
      LOG.debug("Ending {} failed: {}", timer, e);
    }
  }

  private void runOnce() {
    try {
      selector.select(EventLoop::dispatch, millisToWait());
      Thread.interrupted(); // an interrupt left behind by a handler would make the loop spin
      runHandedBack();
      long now = System.nanoTime();
      timers.forEach(timer -> timer.runIfDue(now));
      MemoryReserve.restore();
    } catch (Throwable e) {
      survive(e);
    }
  }

  private void survive(Throwable e) {
    MemoryReserve.release();
    if (!sockets.closed()) {
      selector.wakeup(); // what was handed back may not have run
      LOG.failure("{} continues after {}", Thread.currentThread().getName(), e);
      LockSupport.parkNanos(PAUSE_NANOS); // the failure may repeat immediately
    }
  }

  /** Returns how long to wait for sockets, in milliseconds; 0 to wait without a limit. */
  private long millisToWait() {
    long now = System.nanoTime();
    long next = Long.MAX_VALUE;
    for (Timer timer : timers) {
      next = Math.min(next, timer.nanosLeft(now));
    }
    return next == Long.MAX_VALUE ? 0 : Math.max(0, next) / 1_000_000 + 1;
  }

  private void runHandedBack() {
    for (Runnable next = handedBack.poll(); next != null; next = handedBack.poll()) {
      next.run();
    }
  }

  /** Tries until it succeeds: without memory, the connection of the task would be lost. */
  void handBack(Runnable task) {
    boolean added = false;
    while (!added) {
      try {
        added = handedBack.add(task);
      } catch (OutOfMemoryError e) {
        MemoryReserve.release();
        if (sockets.closed()) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    selector.wakeup();
  }

  /** Ends the current wait, so that the thread notices that {@code sockets} is closed. */
  void wakeUp() {
    selector.wakeup();
  }

  /**
   * Closes the sockets whose keys are cancelled. Must be called on the event loop's thread, and not
   * from {@link SocketOwner#ready}.
   */
  void flushCancelledKeys() throws IOException {
    selector.selectNow(EventLoop::dispatch);
  }

  /**
   * Runs {@code work} on a worker thread, and then the task that it returns on the event loop's
   * thread. Both handle their own failures.
   */
  void runOnWorker(Supplier<Runnable> work) {
    workers.run(() -> handBack(work.get()));
  }

  /**
   * Runs {@code task} on the event loop's thread, and waits until it is done, even if interrupted.
   * Has no effect if the event loop has ended. Must not be called on that thread.
   */
  void call(Task task) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    handBack(() -> run(task, done));
    try {
      await(CompletableFuture.anyOf(done, ended));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the listener did not react within " + CALL_TIMEOUT_SECONDS + " s", e);
    }
  }

  private static void await(Future<?> event) throws ExecutionException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CALL_TIMEOUT_SECONDS);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          event.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void run(Task task, CompletableFuture<Void> done) {
    try {
      task.run();
      done.complete(null);
    } catch (Throwable e) {
      done.completeExceptionally(e);
    }
  }
}
