package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** TODO. */
public final class Listener implements AutoCloseable {

  private Listener() {}

  /** Listens and begins to accept. */
  public static Listener open(ListenerConfig config, PacketHandler handler) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Where it listens, with the port that was taken. */
  public InetSocketAddress address() {
    throw new UnsupportedOperationException();
  }

  /** The port that it listens on. */
  public int port() {
    return address().getPort();
  }

  /** How many connections were closed at once because too many were open. */
  public long refusedConnections() {
    throw new UnsupportedOperationException();
  }

  /** Ends it. */
  @Override
  public void close() {}
}
