package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * Throws away the rest of a packet that is too large for us, and closes the connection when the
 * real program would: once all of it has come, the client has closed, or the rest of a packet has
 * had its time.
 */
final class Discarding implements Stage {

  private final Connection connection;
  private long stillToCome;

  Discarding(Connection connection, long stillToCome) {
    this.connection = connection;
    this.stillToCome = stillToCome;
  }

  void begin() throws IOException {
    connection.await(this, SelectionKey.OP_READ, connection.intake().rest());
  }

  @Override
  public void ready() throws IOException {
    int count = connection.read();
    stillToCome -= count;
    if (count < 0 || stillToCome <= 0) {
      connection.close();
    }
  }

  @Override
  public void expired() {
    connection.close();
  }
}
