package org.mockzabbix.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that is listened on, or kept without listening, so that clients are refused and nobody
 * else takes it. Not thread-safe: used by the listener that opens it, and then by its thread alone.
 */
final class Port {

  private static final Logger LOG = LoggerFactory.getLogger(Port.class);

  /** With the JDK's default of 50, most of 2,000 simultaneous connects fail. */
  private static final int BACKLOG = 4096;

  private final OpenSockets sockets;
  private InetSocketAddress address;
  private @Nullable SocketChannel keeper;

  Port(InetSocketAddress address, OpenSockets sockets) {
    this.address = address;
    this.sockets = sockets;
  }

  /** Where it is; once it was opened, with the number of the port. */
  InetSocketAddress address() {
    return address;
  }

  /**
   * Listens.
   *
   * @throws BindException if the port is in use or the address not ours: "cannot listen on
   *     127.0.0.1:10051: Address already in use"
   */
  ServerSocketChannel open() throws IOException {
    String where = "cannot listen on " + HostAndPort.of(address) + ": ";
    if (address.isUnresolved()) {
      throw new UnknownHostException(where + "unknown host");
    }
    ServerSocketChannel server = null;
    try {
      server = ServerSocketChannel.open(family());
      sockets.register(server);
      server.configureBlocking(false);
      server.bind(address, BACKLOG);
    } catch (SocketException | UnsupportedOperationException e) {
      if (server != null) {
        sockets.closeNow(server);
      }
      BindException explained = new BindException(where + e.getMessage());
      explained.initCause(e);
      throw explained;
    }
    address = (InetSocketAddress) server.getLocalAddress();
    letGo();
    return server;
  }

  /**
   * A socket of one family behaves the same everywhere; one of both would take IPv6 for 0.0.0.0.
   */
  private StandardProtocolFamily family() {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  /** Keeps the port, on which nobody listens any more, with a socket that does not listen. */
  void keep() {
    try {
      SocketChannel channel = SocketChannel.open(family());
      keeper = channel;
      sockets.register(channel);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address);
    } catch (IOException e) {
      LOG.warn("Cannot keep {} while it is closed: {}", HostAndPort.of(address), e.toString());
      letGo();
    }
  }

  private void letGo() {
    if (keeper != null) {
      sockets.closeNow(keeper);
      keeper = null;
    }
  }
}
