package org.mockzabbix.net;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the handler on a worker thread. If a function of the test does not return in time,
 * interrupts the thread and closes the connection. Confined to the event loop's thread, except for
 * {@link #call}: {@code lock} guards what both threads use.
 */
final class HandlerStage implements ConnectionStage {

  private final Connection connection;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread worker;
  private boolean abandoned;

  HandlerStage(Connection connection) {
    this.connection = connection;
  }

  /** Runs {@code work} on the current worker thread. */
  EventLoop.Task call(Supplier<EventLoop.Task> work) {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  private void enter() {
    lock.lock();
    try {
      worker = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  /** Removes the interrupt of this stage, because the thread continues with other connections. */
  private void leave() {
    lock.lock();
    try {
      worker = null;
      if (abandoned) {
        Thread.interrupted();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void begin() {
    connection.await(this, TimeoutKind.FUNCTION);
  }

  @Override
  public void ready() {
    throw new AssertionError("the socket is suspended");
  }

  @Override
  public void expired() {
    connection.course().timedOut();
    try {
      connection.handler().abandoned(connection.timeout(TimeoutKind.FUNCTION));
    } finally {
      interrupt();
      connection.close();
    }
  }

  private void interrupt() {
    lock.lock();
    try {
      abandoned = true;
      if (worker != null) {
        worker.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
