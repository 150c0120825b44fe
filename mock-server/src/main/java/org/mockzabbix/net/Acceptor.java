package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Accepts or refuses connections. Pauses after a failure, because the socket stays ready without a
 * free file descriptor, and the event loop would spin. Confined to the event loop's thread, except
 * for {@link #refused} and {@link #refusing}.
 */
final class Acceptor implements EventLoop.SocketOwner, EventLoop.Timer {

  private static final FailSafeLog LOG = FailSafeLog.of(Acceptor.class);

  /** Keeps many simultaneous connects from delaying the open connections. */
  private static final int MAX_ACCEPTS = 64;

  private static final long PAUSE_NANOS = 50_000_000;

  private final ListenerContext context;
  private final BoundPort port;
  private final ConnectionHandler.Factory handlers;
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean refusing;
  private long lastNumber;
  private boolean failing;
  private boolean paused;
  private boolean refusingUntilTime;
  private long resumeAt;
  private @Nullable ServerSocketChannel server; // null while refusing connections
  private @Nullable SelectionKey key;

  Acceptor(ListenerContext context, BoundPort port, ConnectionHandler.Factory handlers)
      throws IOException {
    this.context = context;
    this.port = port;
    this.handlers = handlers;
    listen();
  }

  private void listen() throws IOException {
    ServerSocketChannel opened = port.listen();
    key = context.loop.register(opened, SelectionKey.OP_ACCEPT, this);
    server = opened;
    refusing = false;
    failing = false;
    paused = false;
    refusingUntilTime = false;
  }

  /** Refuses connections until {@link #accept} is called. */
  void refuse() throws IOException {
    refusing = true;
    refusingUntilTime = false;
    if (server != null) {
      context.sockets.closeNow(server);
      server = null;
      key = null;
      paused = false;
      context.loop.flushCancelledKeys(); // the socket stays open until its key is removed
      port.reserve();
    }
  }

  /** Refuses connections for {@code duration}. */
  void refuse(Duration duration) throws IOException {
    refuse();
    refusingUntilTime = true;
    resumeAt = System.nanoTime() + duration.toNanos();
  }

  /** Accepts connections again. Has no effect if they are accepted already. */
  void accept() throws IOException {
    if (server == null) {
      listen();
    }
  }

  /** Returns whether connections are refused. Thread-safe. */
  boolean refusing() {
    return refusing;
  }

  /** Returns how many connections were closed because too many were open. Thread-safe. */
  long refused() {
    return refused.get();
  }

  @Override
  public void ready() {
    accept(MAX_ACCEPTS);
  }

  /** Accepts the connections that clients have opened so far. */
  void acceptPending() {
    if (!paused) {
      accept(BoundPort.BACKLOG);
    }
  }

  private void accept(int atMost) {
    try {
      for (int i = 0; i < atMost; i++) {
        SocketChannel channel = server == null ? null : server.accept();
        if (channel == null) {
          failing = false; // all waiting clients are accepted
          return;
        }
        admit(channel);
      }
    } catch (ClosedChannelException closing) {
      LOG.debug("No longer listening");
    } catch (IOException e) {
      pause(e);
    }
  }

  private void admit(SocketChannel channel) {
    if (!context.sockets.register(channel)) {
      return;
    }
    if (!context.admit()) {
      refused.incrementAndGet();
      context.release(channel);
      return;
    }
    try {
      Connection connection = open(channel);
      connection.run(() -> firstStage(connection).begin()); // from here on it closes itself
    } catch (IOException e) {
      context.release(channel);
      LOG.debug("Lost a connection while accepting it: {}", e.toString());
    } catch (Throwable e) {
      context.release(channel);
      LOG.failure("Closing connection {}: its handler was not created: {}", lastNumber, e);
    }
  }

  private Connection open(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    ConnectionInfo info =
        new ConnectionInfo(
            ++lastNumber,
            (InetSocketAddress) channel.getRemoteAddress(),
            (InetSocketAddress) channel.getLocalAddress());
    return new Connection(context, channel, info, handlers.accepted(info));
  }

  private static ConnectionStage firstStage(Connection connection) {
    return connection.handler().connectionFaults().isEmpty()
        ? new ReadStage(connection)
        : new PreReadFaultStage(connection);
  }

  private void pause(IOException reason) {
    if (!failing) {
      failing = true;
      LOG.warn("Cannot accept connections for now: {}", reason.getMessage());
    }
    paused = true;
    resumeAt = System.nanoTime() + PAUSE_NANOS;
    listenFor(0);
  }

  private void listenFor(int operations) {
    if (key != null) {
      key.interestOps(operations);
    }
  }

  @Override
  public long nanosLeft(long now) {
    return paused || refusingUntilTime ? resumeAt - now : Long.MAX_VALUE;
  }

  @Override
  public void runIfDue(long now) {
    if (resumeAt - now > 0) {
      return;
    }
    if (paused) {
      paused = false;
      listenFor(SelectionKey.OP_ACCEPT);
    } else if (refusingUntilTime) {
      acceptAgain();
    }
  }

  private void acceptAgain() {
    try {
      accept();
    } catch (IOException e) {
      pause(e);
    }
  }
}
