package org.mockzabbix.net;

import java.io.Closeable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets that are open, so that closing a listener closes all of them. Thread-safe: a socket
 * that is registered during or after {@link #close} is closed immediately.
 */
public final class OpenSockets implements AutoCloseable {

  private static final FailSafeLog LOG = FailSafeLog.of(OpenSockets.class);

  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Registers {@code socket} and returns true; closes it and returns false if this is closed. */
  public boolean register(Closeable socket) {
    try {
      open.add(socket);
    } catch (Error e) {
      closeNow(socket); // nobody else knows it
      throw e;
    }
    if (closed) { // checked after the add: either close() sees the socket, or this thread does
      closeNow(socket);
      return false;
    }
    return true;
  }

  /** Closes {@code socket} and removes it. */
  public void closeNow(Closeable socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (Throwable e) { // the others are still to be closed
      LOG.debug("Closing {} failed: {}", socket, e.toString());
    }
  }

  /** Returns whether {@link #close} was called. */
  public boolean closed() {
    return closed;
  }

  /** Closes all sockets, and every socket that is registered later. */
  @Override
  public void close() {
    closed = true;
    open.forEach(this::closeNow);
  }
}
