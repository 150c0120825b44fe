package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * Discards the rest of a packet that exceeds the size limit, and closes the connection when the
 * real program would: when all bytes have arrived, the client has closed the connection, or the
 * time for the rest of a packet has passed.
 */
final class OversizedPacketStage implements ConnectionStage {

  private final Connection connection;
  private long remaining;

  OversizedPacketStage(Connection connection, long remaining) {
    this.connection = connection;
    this.remaining = remaining;
  }

  @Override
  public void begin() throws IOException {
    connection.await(this, SelectionKey.OP_READ, TimeoutKind.REST_OF_PACKET);
  }

  @Override
  public void ready() throws IOException {
    int count = connection.read();
    remaining -= count;
    if (count < 0 || remaining <= 0) {
      connection.close();
    }
  }

  @Override
  public void expired() {
    connection.course().timedOut();
    connection.close();
  }
}
