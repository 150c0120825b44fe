package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.Listener;
import org.mockzabbix.text.HostAndPort;

/**
 * The state of a server or an agent (new, running or closed) and its listener. Thread-safe: {@code
 * lock} guards both. The lock is held while the port is opened, so if two threads start the same
 * server, the second one waits for the first.
 */
final class Lifecycle {

  /** Opens the port. */
  @FunctionalInterface
  interface ListenerFactory {
    Listener open() throws IOException;
  }

  private enum RunState {
    NEW("not started"),
    RUNNING("running"),
    CLOSED("closed");

    private final String text;

    RunState(String text) {
      this.text = text;
    }
  }

  private final String owner;

  private final ReentrantLock lock = new ReentrantLock();
  private RunState state = RunState.NEW;
  private @Nullable Listener listener;

  /**
   * Creates the lifecycle of a server or an agent that has not started.
   *
   * @param owner {@code server} or {@code agent}, for messages
   */
  Lifecycle(String owner) {
    this.owner = owner;
  }

  /**
   * Starts to listen, and returns true. Returns false if it already listens.
   *
   * @throws UncheckedIOException if it cannot listen
   * @throws IllegalStateException if it was closed
   */
  boolean start(ListenerFactory factory) {
    lock.lock();
    try {
      checkOpen();
      if (state != RunState.NEW) {
        return false;
      }
      listener = factory.open();
      state = RunState.RUNNING;
      return true;
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen.getMessage(), cannotListen);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Checks that it was not closed, for methods that have no effect afterwards.
   *
   * @throws IllegalStateException if it was closed
   */
  void checkOpen() {
    if (isClosed()) {
      throw new IllegalStateException("already closed: create a new " + owner);
    }
  }

  /** Returns whether it was closed. */
  boolean isClosed() {
    lock.lock();
    try {
      return state == RunState.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the listener, to change how it accepts connections.
   *
   * @throws IllegalStateException if it was never started, or if it was closed
   */
  Listener openListener() {
    checkOpen();
    return listener();
  }

  /**
   * Returns the listener, even if it was closed.
   *
   * @throws IllegalStateException if it was never started
   */
  Listener listener() {
    lock.lock();
    try {
      if (listener == null) {
        throw new IllegalStateException(
            state == RunState.CLOSED ? "closed before it was started" : "call start() first");
      }
      return listener;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Checks that the server or agent is running.
   *
   * @throws IllegalStateException if it is not
   */
  void checkRunning() {
    checkOpen();
    listener();
  }

  /**
   * Checks that it was not started.
   *
   * @param call what the caller wants to do, for example {@code acceptPlainText()}
   * @throws IllegalStateException if it was started or closed
   */
  void checkNotStarted(String call) {
    lock.lock();
    try {
      if (state != RunState.NEW) {
        throw new IllegalStateException("call " + call + " before start()");
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the listener; empty if it was never started. */
  Optional<Listener> started() {
    lock.lock();
    try {
      return Optional.ofNullable(listener);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many connections were closed because too many were open. */
  long refusedConnections() {
    return started().map(Listener::refusedConnections).orElse(0L);
  }

  /** Returns the IP address for clients: the loopback address if it listens on all addresses. */
  String host() {
    InetAddress bound = listener().address().getAddress();
    if (!bound.isAnyLocalAddress()) {
      return HostAndPort.host(bound);
    }
    return bound instanceof Inet6Address ? "::1" : "127.0.0.1";
  }

  /**
   * Marks the server or agent as closed, so that it cannot start again. The caller closes the
   * listener.
   */
  void end() {
    lock.lock();
    try {
      state = RunState.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a description, for example {@code running, trapper 127.0.0.1:40051}.
   *
   * @param port the text before the address, for example {@code "trapper "}
   */
  String describe(String port) {
    lock.lock();
    try {
      return listener == null
          ? state.text
          : state.text + ", " + port + HostAndPort.of(listener.address());
    } finally {
      lock.unlock();
    }
  }
}
