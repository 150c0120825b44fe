package org.mockzabbix.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.wire.Bytes;

/**
 * Mistreats one connection that lies still, top to bottom, on a worker. The socket stays in
 * non-blocking mode, and is waited for here: no write can wait for ever, and the intake can have
 * the connection back. Closing the listener interrupts whatever this does.
 */
final class Misconduct {

  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  /** So that the JDK's copy of what is written stays small. */
  private static final int PIECE = 64 << 10;

  private final Connection connection;
  private final SocketChannel channel;
  private int written;

  Misconduct(Connection connection) {
    this.connection = connection;
    this.channel = connection.channel();
  }

  /**
   * Performs {@code faults} in their order, and returns whether the connection is over, so that
   * only closing it is left to do.
   */
  boolean perform(List<SocketFault> faults) throws IOException {
    for (SocketFault fault : faults) {
      perform(fault);
      if (fault.endsConnection()) {
        return true;
      }
    }
    return false;
  }

  private void perform(SocketFault fault) throws IOException {
    switch (fault.action()) {
      case DELAY -> sleep(fault.duration());
      case STALL -> hold(fault.duration());
      case HALF_CLOSE -> connection.endOutput();
      case RESET -> channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      case CLOSE -> {} // is what comes next
    }
  }

  private static void sleep(Duration duration) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException closing) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the listener is being closed");
  }

  /** Keeps the connection open until the client ends it. */
  void hold() throws IOException {
    hold(LONGEST_HOLD);
  }

  private void hold(Duration atMost) throws IOException {
    ByteBuffer unread = ByteBuffer.allocate(4096);
    long deadline = System.nanoTime() + atMost.toNanos();
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      boolean ended = false;
      while (!ended && await(selector, deadline)) {
        ended = ended(unread.clear()); // nobody looks at what it says meanwhile
      }
    }
  }

  private boolean ended(ByteBuffer unread) throws ClosedChannelException {
    try {
      return channel.read(unread) < 0;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException clientGone) {
      return true;
    }
  }

  /** Waits until the socket is ready, and returns false if it is not in time. */
  private static boolean await(Selector selector, long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    selector.selectedKeys().clear();
    // A part of a millisecond is waited as a whole one: too late is true to the word, too early
    // not.
    boolean ready = left > 0 && selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1) > 0;
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    return ready;
  }

  /** Lets each piece leave as it is written. */
  void sendAtOnce() throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** How many bytes were written. */
  int written() {
    return written;
  }

  /** Writes all of {@code bytes}, as fast as the client reads them. */
  void write(Bytes bytes) throws IOException {
    for (int start = 0; start < bytes.length(); start += PIECE) {
      writePiece(bytes.slice(start, Math.min(PIECE, bytes.length() - start)));
    }
  }

  /** Writes all of {@code bytes}, slowly. */
  void write(Bytes bytes, Trickle trickle) throws IOException {
    for (int start = 0; start < bytes.length(); start += trickle.bytes()) {
      if (start > 0) {
        sleep(trickle.interval());
      }
      write(bytes.slice(start, Math.min(trickle.bytes(), bytes.length() - start)));
    }
  }

  private void writePiece(Bytes piece) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(piece.array(), piece.offset(), piece.length());
    while (buffer.hasRemaining()) {
      int count = channel.write(buffer);
      written += count;
      if (count == 0) {
        awaitWritable();
      }
    }
  }

  private void awaitWritable() throws IOException {
    Duration patience = connection.intake().config().writeTimeout();
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      if (!await(selector, System.nanoTime() + patience.toNanos())) {
        throw new IOException(Delivery.notRead(patience));
      }
    }
  }
}
