package org.mockzabbix.net;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The state that the connections of one listener share. Confined to the event loop's thread, except
 * for the fields that never change.
 */
final class ListenerContext {

  private static final int BUFFER_SIZE = 128 << 10;

  final EventLoop loop;
  final ListenerConfig config;
  final OpenSockets sockets;
  final HandshakeQueue handshakes;

  /** The buffer for all reads and writes; the next read or write replaces its content. */
  final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

  private final Map<TimeoutKind, Deadlines> deadlines = new EnumMap<>(TimeoutKind.class);
  private int open;

  ListenerContext(EventLoop loop, ListenerConfig config, OpenSockets sockets) {
    this.loop = loop;
    this.config = config;
    this.sockets = sockets;
    this.handshakes = new HandshakeQueue(config.maxHandshakes());
    for (TimeoutKind timeout : TimeoutKind.values()) {
      Deadlines all = new Deadlines(timeout.duration(config));
      deadlines.put(timeout, all);
      loop.add(all);
    }
  }

  Deadlines deadlines(TimeoutKind timeout) {
    return Objects.requireNonNull(deadlines.get(timeout));
  }

  /** Counts an accepted connection, and returns whether the listener has room for it. */
  boolean admit() {
    return ++open <= config.maxConnections();
  }

  /** Closes the socket of an accepted connection. */
  void release(SocketChannel channel) {
    open--;
    sockets.closeNow(channel);
  }
}
