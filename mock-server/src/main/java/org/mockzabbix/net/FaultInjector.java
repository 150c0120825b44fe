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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.fault.Trickle;
import org.mockzabbix.wire.Bytes;

/**
 * Injects socket faults into a suspended connection, on a worker thread. The socket stays in
 * non-blocking mode, so that a write cannot block forever and the event loop can continue with the
 * connection. Closing the listener interrupts every method.
 */
final class FaultInjector {

  private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

  private static final int RESET = -2; // in addition to -1, the end of input

  /** Limits the size of the JDK's copy of the written bytes. */
  private static final int MAX_PIECE = 64 << 10;

  private final Connection connection;
  private final SocketChannel channel;
  private final List<SocketFault> injected = new ArrayList<>();
  private int written;

  FaultInjector(Connection connection) {
    this.connection = connection;
    this.channel = connection.channel();
  }

  /**
   * Injects {@code faults} in their order, up to the first that ends the connection, and returns
   * whether one did. The caller then closes the connection.
   */
  boolean inject(List<SocketFault> faults) throws IOException {
    for (SocketFault fault : faults) {
      injected.add(fault);
      connection.course().faultInjected(fault);
      inject(fault);
      if (fault.endsConnection()) {
        return true;
      }
    }
    return false;
  }

  private void inject(SocketFault fault) throws IOException {
    if (fault.endsConnection() && !fault.duration().isZero()) {
      new Stall(connection, fault.duration()).last();
    } else {
      sleep(fault.duration());
    }
    if (fault.endsOutput()) {
      connection.endOutput();
    }
    if (fault.resetsConnection()) {
      connection.resetOnClose();
    }
  }

  /**
   * Tells the handler which of {@code faults} were not injected: because an earlier one ended the
   * connection or its output, or else for {@code otherReason}.
   */
  void remarkOnFaultsNotInjected(List<? extends Fault> faults, String otherReason) {
    String reason =
        injected.stream()
            .filter(fault -> fault.endsConnection() || fault.endsOutput())
            .findFirst()
            .map(ending -> "\"" + ending + "\" was before it")
            .orElse(otherReason);
    for (Fault fault : faults) {
      if (!injected.contains(fault)) {
        connection.handler().remark("\"" + fault + "\" was not injected, because " + reason);
      }
    }
  }

  static void sleep(Duration duration) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException closing) {
      throw interrupted();
    }
  }

  static void checkInterrupt() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the listener is being closed");
  }

  /** Keeps the connection open until the client ends its output, for 10 minutes at most. */
  void holdUntilEndOfInput() throws IOException {
    awaitEndOfInput(connection, System.nanoTime() + LONGEST_HOLD.toNanos(), () -> {});
  }

  /**
   * Discards what the client sends, and returns true as soon as it ends its output; false after the
   * deadline, or after {@code reset} has run because the client has reset the connection.
   */
  static boolean awaitEndOfInput(Connection connection, long deadline, Runnable reset)
      throws IOException {
    ByteBuffer discarded = ByteBuffer.allocate(4096);
    try (Selector selector = Selector.open()) {
      connection.channel().register(selector, SelectionKey.OP_READ);
      while (connection.isReadable() || await(selector, deadline)) {
        int count = read(connection, discarded.clear());
        if (count == RESET) {
          reset.run();
        }
        if (count < 0) {
          return count != RESET;
        }
      }
      return false;
    }
  }

  private static int read(Connection connection, ByteBuffer discarded)
      throws ClosedChannelException {
    try {
      return connection.read(discarded);
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException reset) {
      return RESET;
    }
  }

  /** Waits until the socket is ready, and returns false if it is not ready by the deadline. */
  static boolean await(Selector selector, long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    selector.selectedKeys().clear();
    // Rounds up to a whole millisecond: a fault may last longer than specified, but not shorter.
    boolean ready = left > 0 && selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1) > 0;
    checkInterrupt();
    return ready;
  }

  /** Sets TCP_NODELAY, so that the socket sends each piece as soon as it is written. */
  void disableBuffering() throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Returns how many bytes were written. */
  int written() {
    return written;
  }

  /**
   * Writes {@code bytes} up to {@code limit}, from where the last call ended. Each trickle pauses
   * after every {@link Trickle#bytes} bytes. If several trickles pause after the same byte, their
   * pauses add up.
   */
  void write(Bytes bytes, int limit, List<Trickle> trickles) throws IOException {
    while (written < limit) {
      int end = nextPause(written, bytes.length(), trickles);
      write(bytes.slice(written, Math.min(end, limit) - written));
      if (written == end && end < bytes.length()) {
        pauseAt(end, trickles);
      }
    }
  }

  private static int nextPause(int start, int length, List<Trickle> trickles) {
    long next = length;
    for (Trickle trickle : trickles) {
      next = Math.min(next, (start / trickle.bytes() + 1L) * trickle.bytes());
    }
    return (int) next;
  }

  private void pauseAt(int position, List<Trickle> trickles) throws IOException {
    for (Trickle trickle : trickles) {
      if (position == trickle.bytes()) {
        connection.course().faultInjected(trickle);
      }
      if (position % trickle.bytes() == 0) {
        sleep(trickle.interval());
      }
    }
  }

  /** Writes {@code bytes} as fast as the client reads them. */
  private void write(Bytes bytes) throws IOException {
    for (int start = 0; start < bytes.length(); start += MAX_PIECE) {
      writePiece(bytes.slice(start, Math.min(MAX_PIECE, bytes.length() - start)));
    }
  }

  private void writePiece(Bytes piece) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(piece.array(), piece.offset(), piece.length());
    while (buffer.hasRemaining() || !connection.flush()) {
      int count = connection.write(buffer);
      written += count;
      if (count == 0) {
        awaitWritable();
      }
    }
  }

  private void awaitWritable() throws IOException {
    if (!awaitWritable(TimeoutKind.WRITE)) {
      connection.course().timedOut();
      throw new IOException(connection.notReadInTime());
    }
  }

  private boolean awaitWritable(TimeoutKind timeout) throws IOException {
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      return await(selector, System.nanoTime() + connection.timeout(timeout).toNanos());
    }
  }

  /**
   * Writes what {@code transport} has to send in pieces, and returns false if the client does not
   * read it within the timeout of a handshake.
   */
  boolean writeHandshake(TlsTransport transport, Trickle pieces) throws IOException {
    int left = pieces.bytes(); // of the piece
    while (!transport.isFlushed()) {
      if (left == 0) {
        sleep(pieces.interval());
        left = pieces.bytes();
      }
      int count = connection.flush(transport, left);
      left -= count;
      if (count == 0 && !awaitWritable(TimeoutKind.FIRST_BYTE)) {
        return false;
      }
    }
    return true;
  }
}
