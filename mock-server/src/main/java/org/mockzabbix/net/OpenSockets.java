package org.mockzabbix.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every socket that is open now, so that closing misses none. Thread-safe: a socket that is
 * registered while this is being closed is closed too, by one of the two threads or by both.
 */
public final class OpenSockets implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);

  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Remembers {@code socket}, and returns true; or closes it and returns false if it comes too
   * late.
   */
  public boolean register(Closeable socket) {
    open.add(socket);
    if (closed) { // asked after the add: close() either sees the socket, or is seen here
      closeNow(socket);
      return false;
    }
    return true;
  }

  /** Closes {@code socket} and forgets it. */
  public void closeNow(Closeable socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("Closing {} failed: {}", socket, e.toString());
    }
  }

  /** Whether new sockets come too late. */
  public boolean closed() {
    return closed;
  }

  /** Closes all sockets, and from now on every new one. Closing twice does nothing more. */
  @Override
  public void close() {
    closed = true;
    open.forEach(this::closeNow);
  }
}
