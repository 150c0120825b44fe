package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Keeps a connection open without sending, on a worker thread, and tells the handler what the
 * client did meanwhile. Only a client that resets the connection or closes it completely ends a
 * stall. Closing the listener interrupts it.
 */
final class Stall {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Connection connection;
  private final SocketChannel channel;
  private final long deadline;

  Stall(Connection connection, Duration atMost) {
    this.connection = connection;
    this.channel = connection.channel();
    this.deadline = System.nanoTime() + atMost.toNanos();
  }

  void last() throws IOException {
    if (FaultInjector.awaitEndOfInput(connection, deadline, this::wasReset)) {
      awaitClose();
    }
  }

  private void wasReset() {
    connection.handler().remark("the client reset the connection during the stall");
  }

  /** Looks for the client's end of the connection in growing intervals. */
  private void awaitClose() throws IOException {
    LocalPeer peer = LocalPeer.of(channel);
    boolean reported = false;
    for (Duration pause = FIRST_PAUSE; sleep(pause); pause = next(pause)) {
      if (peer.hasClosed()) {
        connection.handler().remark("the client closed the connection during the stall");
        return;
      }
      if (!reported) {
        connection.handler().remark("the client ended its output during the stall");
      }
      reported = true;
    }
  }

  private static Duration next(Duration pause) {
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }

  /** Returns false after the last pause, at whose end the stall is over. */
  private boolean sleep(Duration pause) throws IOException {
    long left = deadline - System.nanoTime();
    FaultInjector.sleep(Duration.ofNanos(Math.max(0, Math.min(left, pause.toNanos()))));
    return left > pause.toNanos();
  }
}
