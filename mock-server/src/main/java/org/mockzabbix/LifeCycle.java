package org.mockzabbix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.net.Listener;
import org.mockzabbix.text.HostAndPort;

/**
 * How far a server or an agent has come: not started, running or closed, and what it listens with.
 * Thread-safe: {@code lock} guards the state and the listener. It is held while the port is opened,
 * so that of two who start, the second waits for the first.
 */
final class LifeCycle {

  /** Opens the port. */
  @FunctionalInterface
  interface Opening {
    Listener open() throws IOException;
  }

  private enum State {
    NEW("not started"),
    RUNNING("running"),
    CLOSED("closed");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  private final String whose;

  private final ReentrantLock lock = new ReentrantLock();
  private State state = State.NEW;
  private @Nullable Listener listener;

  /** The life of what errors call {@code whose}, such as "a server". */
  LifeCycle(String whose) {
    this.whose = whose;
  }

  /**
   * Begins to listen. Does nothing if it listens already.
   *
   * @throws UncheckedIOException if it cannot listen
   * @throws IllegalStateException if it was closed
   */
  void start(Opening opening) {
    lock.lock();
    try {
      if (state == State.CLOSED) {
        throw new IllegalStateException("already closed: " + whose + " starts once");
      }
      if (state == State.NEW) {
        listener = opening.open();
        state = State.RUNNING;
      }
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen.getMessage(), cannotListen);
    } finally {
      lock.unlock();
    }
  }

  /**
   * What it listens with; still there when it was closed.
   *
   * @throws IllegalStateException if it was never started
   */
  Listener listener() {
    lock.lock();
    try {
      if (listener == null) {
        throw new IllegalStateException(
            state == State.CLOSED
                ? "it was closed without having been started"
                : "call start() first");
      }
      return listener;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses to go on unless it is running.
   *
   * @throws IllegalStateException if it is not
   */
  void checkRunning() {
    lock.lock();
    try {
      if (state != State.RUNNING) {
        throw new IllegalStateException(
            state == State.CLOSED ? "already closed" : "call start() first");
      }
    } finally {
      lock.unlock();
    }
  }

  /** What it listens with, if it was started. */
  Optional<Listener> started() {
    lock.lock();
    try {
      return Optional.ofNullable(listener);
    } finally {
      lock.unlock();
    }
  }

  /** How many connections were closed at once because too many were open. */
  long refusedConnections() {
    return started().map(Listener::refusedConnections).orElse(0L);
  }

  /** The address it listens on, for clients. */
  String host() {
    return host(listener());
  }

  private static String host(Listener listener) {
    return HostAndPort.host(listener.address().getAddress());
  }

  /** Ends it: it can not be started any more. What is to be closed then, is for the caller. */
  void end() {
    lock.lock();
    try {
      state = State.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /** Such as {@code running, trapper 127.0.0.1:40051}, {@code port} being "trapper ". */
  String describe(String port) {
    lock.lock();
    try {
      return listener == null
          ? state.words
          : state.words + ", " + port + HostAndPort.of(listener.address());
    } finally {
      lock.unlock();
    }
  }
}
