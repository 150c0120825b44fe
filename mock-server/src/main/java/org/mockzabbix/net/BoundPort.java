package org.mockzabbix.net;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;

/**
 * The address and port of a listener. A second socket, which does not listen, reserves the port, so
 * that no other program can take it while the listener refuses connections. Not thread-safe: used
 * by the thread that opens the listener, and then by the event loop's thread only.
 */
final class BoundPort {

  private static final FailSafeLog LOG = FailSafeLog.of(BoundPort.class);
  private static final String OTHER_ADDRESS =
      ": use an address of this machine, for example 127.0.0.1";

  /** With the JDK's default of 50, most of 2,000 simultaneous connects fail. */
  static final int BACKLOG = 4096;

  /**
   * How long to wait for a port that this listener has reserved. While this program starts another
   * one, the other one has a copy of the socket that listened before.
   */
  private static final long PATIENCE_NANOS = 2_000_000_000;

  private static final long PAUSE_NANOS = 2_000_000;

  private final OpenSockets sockets;
  private InetSocketAddress address;
  private @Nullable SocketChannel reservation;
  private boolean reservable; // on some systems, no socket can listen on a reserved port

  BoundPort(InetSocketAddress address, OpenSockets sockets) {
    this.address = address;
    this.sockets = sockets;
  }

  /** Returns the address; after the first {@link #listen} with the actual port. */
  InetSocketAddress address() {
    return address;
  }

  /**
   * Opens a socket that listens on this address.
   *
   * @throws BindException if the port is in use or the address is not local: "cannot listen on
   *     127.0.0.1:10051: Address already in use"
   */
  ServerSocketChannel listen() throws IOException {
    String where = "cannot listen on " + HostAndPort.of(address) + ": ";
    if (address.isUnresolved()) {
      throw new UnknownHostException(where + "unknown host" + OTHER_ADDRESS);
    }
    try {
      ServerSocketChannel server = reserveAndOpen();
      address = (InetSocketAddress) server.getLocalAddress();
      return server;
    } catch (SocketException | UnsupportedOperationException e) {
      release();
      BindException explained = new BindException(where + e.getMessage() + remedy(e));
      explained.initCause(e);
      throw explained;
    }
  }

  private ServerSocketChannel reserveAndOpen() throws IOException {
    SocketAddress reserved = reservation().getLocalAddress();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        ServerSocketChannel server = open(reserved);
        reservable = true;
        return server;
      } catch (BindException inUse) {
        if (!reservable) {
          release();
          return open(address);
        } else if (System.nanoTime() - end >= 0) {
          throw inUse;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private ServerSocketChannel open(SocketAddress at) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(family());
    sockets.register(server);
    try {
      server.configureBlocking(false);
      server.bind(at, BACKLOG);
      return server;
    } catch (IOException e) {
      sockets.closeNow(server);
      throw e;
    }
  }

  /** The system's text is the only thing that distinguishes the reasons. */
  private String remedy(Exception reason) {
    String text = String.valueOf(reason.getMessage());
    if (text.contains("assign requested address")) {
      return OTHER_ADDRESS;
    }
    return address.getPort() == 0 ? "" : ": use another port, or 0 for any free port";
  }

  /**
   * Returns the protocol family of the address. A socket of one family behaves the same on all
   * platforms; a socket of both families would use IPv6 for 0.0.0.0.
   */
  private StandardProtocolFamily family() {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private SocketChannel reservation() throws IOException {
    SocketChannel channel = reservation;
    if (channel == null) {
      channel = SocketChannel.open(family());
      reservation = channel;
      sockets.register(channel);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(address);
    }
    return channel;
  }

  /**
   * Reserves the port, unless it is reserved already. Call this after the listening socket is
   * closed.
   */
  void reserve() {
    try {
      reservation();
    } catch (IOException e) {
      if (!sockets.closed()) {
        LOG.warn(
            "Cannot reserve {} while it refuses connections: {}",
            HostAndPort.of(address),
            e.toString());
      }
      release();
    }
  }

  private void release() {
    if (reservation != null) {
      sockets.closeNow(reservation);
      reservation = null;
    }
  }
}
