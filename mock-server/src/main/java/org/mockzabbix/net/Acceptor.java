package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections, and stops for a moment when it cannot: with no file descriptor left the
 * socket stays ready, and the selector would spin. Confined to the intake's thread, except for
 * {@link #refused}.
 */
final class Acceptor {

  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /** So that a storm of connects cannot keep the thread from those that it has. */
  private static final int ACCEPTS_A_TURN = 64;

  private static final long PAUSE_NANOS = 50_000_000;

  private final Intake intake;
  private final ServerSocketChannel server;
  private final SelectionKey key;
  private final int most;
  private final AtomicLong refused = new AtomicLong();
  private int open;
  private long lastNumber;
  private boolean failing;
  private boolean paused;
  private long resumeAt;

  Acceptor(Intake intake, ServerSocketChannel server) throws IOException {
    this.intake = intake;
    this.server = server;
    most = intake.config().maxConnections();
    key = server.register(intake.selector(), SelectionKey.OP_ACCEPT);
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
        SocketChannel channel = server.accept();
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
      intake.guard(connection, new Reception(connection)::begin);
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
    key.interestOps(0);
  }

  /** How long until {@link #resumeIfDue} has something to do. */
  long nanosToResume(long now) {
    return paused ? resumeAt - now : Long.MAX_VALUE;
  }

  void resumeIfDue(long now) {
    if (paused && resumeAt - now <= 0) {
      paused = false;
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }
}
