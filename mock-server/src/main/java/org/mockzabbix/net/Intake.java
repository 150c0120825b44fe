package org.mockzabbix.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a listener: accepts, receives, answers what cannot block, and writes. Nothing
 * that goes wrong with a connection or in the handler ends it; only closing {@code sockets} does.
 */
final class Intake implements Runnable {

  /** What is left to do for a connection. */
  interface Step {
    void take() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private static final int BUFFER_SIZE = 128 << 10;
  private static final Duration SURPLUS_PATIENCE = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = 50_000_000;
  private static final long PATIENCE_SECONDS = 5;

  private final ListenerConfig config;
  private final PacketHandler handler;
  private final OpenSockets sockets;
  private final Workers workers;
  private final Selector selector;
  private final Acceptor acceptor;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
  private final Consumer<SelectionKey> dispatch = this::dispatch;
  private final Queue<Runnable> handedBack = new ConcurrentLinkedQueue<>();
  private final Deadlines firstByte;
  private final Deadlines rest;
  private final Deadlines writing;
  private final Deadlines surplus = new Deadlines(SURPLUS_PATIENCE);
  private final List<Deadlines> allDeadlines;

  Intake(
      ListenerConfig config, PacketHandler handler, Port port, OpenSockets sockets, Workers workers)
      throws IOException {
    this.config = config;
    this.handler = handler;
    this.sockets = sockets;
    this.workers = workers;
    firstByte = new Deadlines(config.firstByteTimeout());
    rest = new Deadlines(config.restTimeout());
    writing = new Deadlines(config.writeTimeout());
    allDeadlines = List.of(firstByte, rest, writing, surplus);
    selector = Selector.open();
    acceptor = new Acceptor(this, port);
  }

  ListenerConfig config() {
    return config;
  }

  PacketHandler handler() {
    return handler;
  }

  OpenSockets sockets() {
    return sockets;
  }

  Selector selector() {
    return selector;
  }

  Acceptor acceptor() {
    return acceptor;
  }

  /**
   * The buffer that everything is read into and written from; its content is gone after the next
   * call.
   */
  ByteBuffer buffer() {
    return buffer;
  }

  Deadlines firstByte() {
    return firstByte;
  }

  Deadlines rest() {
    return rest;
  }

  Deadlines writing() {
    return writing;
  }

  Deadlines surplus() {
    return surplus;
  }

  @Override
  public void run() {
    try {
      while (!sockets.closed()) {
        turn();
      }
    } finally {
      sockets.closeNow(selector); // only now are the registered sockets really closed
    }
  }

  private void turn() {
    try {
      selector.select(dispatch, millisToWait());
      Thread.interrupted(); // whoever interrupts from a handler must not make us spin
      runHandedBack();
      long now = System.nanoTime();
      acceptor.resumeIfDue(now);
      allDeadlines.forEach(deadlines -> expire(deadlines, now));
    } catch (IOException | RuntimeException | Error e) {
      survive(e);
    }
  }

  private void survive(Throwable e) {
    if (!sockets.closed()) {
      LOG.warn("{} goes on after {}", Thread.currentThread().getName(), e.toString());
      LOG.debug("The stack trace", e);
      LockSupport.parkNanos(PAUSE_NANOS); // whatever it is, it may come again at once
    }
  }

  /** Zero if nothing is due ever. */
  private long millisToWait() {
    long now = System.nanoTime();
    long next = acceptor.nanosToResume(now);
    for (Deadlines deadlines : allDeadlines) {
      Connection first = deadlines.first();
      if (first != null) {
        next = Math.min(next, first.due() - now);
      }
    }
    return next == Long.MAX_VALUE ? 0 : Math.max(0, next) / 1_000_000 + 1;
  }

  private void dispatch(SelectionKey ready) {
    if (acceptor.owns(ready)) {
      acceptor.acceptSome();
    } else {
      Connection connection = (Connection) ready.attachment();
      guard(connection, connection::ready);
    }
  }

  private void runHandedBack() {
    for (Runnable next = handedBack.poll(); next != null; next = handedBack.poll()) {
      next.run();
    }
  }

  private void expire(Deadlines deadlines, long now) {
    for (Connection first = deadlines.first();
        first != null && first.due() - now <= 0;
        first = deadlines.first()) {
      guard(first, first::expired);
    }
  }

  /** Takes {@code step}, and closes {@code connection} if it fails. */
  void guard(Connection connection, Step step) {
    try {
      step.take();
    } catch (IOException e) {
      LOG.debug("Lost {}: {}", connection, e.toString());
      connection.close();
    } catch (RuntimeException | Error e) {
      fail(connection, e);
    }
  }

  private void fail(Connection connection, Throwable e) {
    if (!sockets.closed()) {
      LOG.warn("Closing {}: the handler threw {}", connection, e.toString());
    }
    LOG.debug("The stack trace", e);
    connection.close();
  }

  /** Forgets cancelled keys, so that their sockets are closed; not to be called while selecting. */
  void flushCancelledKeys() throws IOException {
    selector.selectNow(dispatch);
  }

  /**
   * Has {@code step} taken on the intake's thread, and waits until it was. Must not be called on
   * that thread.
   */
  void takeHere(Step step) throws IOException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    handedBack.add(() -> take(step, taken));
    selector.wakeup();
    try {
      taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.getMessage() : cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("the listener did not react within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the listener");
    }
  }

  private static void take(Step step, CompletableFuture<Void> taken) {
    try {
      step.take();
      taken.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      taken.completeExceptionally(e);
    }
  }

  /** Has {@code work} done on a worker; the step that it returns is taken on this thread. */
  void runOnWorker(Connection connection, Supplier<Step> work) {
    workers.run(
        () -> {
          Runnable next = doWork(connection, work);
          handedBack.add(next);
          selector.wakeup();
        });
  }

  private Runnable doWork(Connection connection, Supplier<Step> work) {
    try {
      Step step = work.get();
      return () -> guard(connection, step);
    } catch (RuntimeException | Error e) {
      return () -> fail(connection, e);
    }
  }
}
