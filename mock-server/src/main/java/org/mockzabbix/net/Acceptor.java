package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, unless it was told to refuse them. Stops for a moment when it cannot: with
 * no file descriptor left the socket stays ready, and the selector would spin. Confined to the
 * intake's thread, except for {@link #refused}.
 */
final class Acceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /** So that a storm of connects cannot keep the thread from those that it has. */
  private static final int ACCEPTS_A_TURN = 64;

  private static final long PAUSE_NANOS = 50_000_000;

  private final Intake intake;
  private final Port port;
  private final int most;
  private final AtomicLong refused = new AtomicLong();
  private int open;
  private long lastNumber;
  private boolean failing;
  private boolean paused;
  private boolean comesBack;
  private long resumeAt;
  private @Nullable ServerSocketChannel server; // null while refusing
  private @Nullable SelectionKey key;

  Acceptor(Intake intake, Port port) throws IOException {
    this.intake = intake;
    this.port = port;
    most = intake.config().maxConnections();
    listen();
  }

  private void listen() throws IOException {
    ServerSocketChannel opened = port.open();
    key = opened.register(intake.selector(), SelectionKey.OP_ACCEPT);
    server = opened;
    failing = false;
    paused = false;
    comesBack = false;
  }

  /** Stops listening until told otherwise; nothing if it did before. */
  void refuse() throws IOException {
    comesBack = false;
    if (server != null) {
      intake.sockets().closeNow(server);
      server = null;
      key = null;
      paused = false;
      intake.flushCancelledKeys(); // only now is the socket really closed
      port.keep();
    }
  }

  /** The same, for {@code duration} only. */
  void refuse(Duration duration) throws IOException {
    refuse();
    comesBack = true;
    resumeAt = System.nanoTime() + duration.toNanos();
  }

  /** Listens again; nothing if it does. */
  void accept() throws IOException {
    if (server == null) {
      listen();
    }
  }

  /** How many connections were closed because too many were open. Thread-safe. */
  long refused() {
    return refused.get();
  }

  boolean owns(SelectionKey ready) {
    return ready.equals(key);
  }

  void acceptSome() {
    try {
      for (int i = 0; i < ACCEPTS_A_TURN; i++) {
        SocketChannel channel = server == null ? null : server.accept();
        if (channel == null) {
          failing = false; // nobody is left waiting
          return;
        }
        welcome(channel);
      }
    } catch (ClosedChannelException closing) {
      LOG.debug("No longer listening");
    } catch (IOException e) {
      pause(e);
    }
  }

  private void welcome(SocketChannel channel) {
    if (!intake.sockets().register(channel)) {
      return;
    }
    open++;
    if (open > most) {
      refused.incrementAndGet();
      closed(channel);
      return;
    }
    Connection connection = prepare(channel);
    if (connection != null) {
      intake.guard(connection, connection::begin);
    }
  }

  private @Nullable Connection prepare(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      return new Connection(intake, channel, ++lastNumber);
    } catch (IOException e) {
      LOG.debug("Lost a connection at once: {}", e.toString());
      closed(channel);
      return null;
    }
  }

  void closed(SocketChannel channel) {
    intake.sockets().closeNow(channel);
    open--;
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

  /** How long until {@link #resumeIfDue} has something to do. */
  long nanosToResume(long now) {
    return paused || comesBack ? resumeAt - now : Long.MAX_VALUE;
  }

  void resumeIfDue(long now) {
    if (resumeAt - now > 0) {
      return;
    }
    if (paused) {
      paused = false;
      listenFor(SelectionKey.OP_ACCEPT);
    } else if (comesBack) {
      comeBack();
    }
  }

  private void comeBack() {
    try {
      accept();
    } catch (IOException e) {
      pause(e);
    }
  }
}
