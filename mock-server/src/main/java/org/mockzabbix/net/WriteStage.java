package org.mockzabbix.net;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;

/** Writes the response as fast as the client reads it, then continues with {@link CloseStage}. */
final class WriteStage implements ConnectionStage {

  private final Connection connection;
  private final EncodedResponse response;
  private final boolean packetRead;
  private int written;

  private WriteStage(Connection connection, EncodedResponse response, boolean packetRead) {
    this.connection = connection;
    this.response = response;
    this.packetRead = packetRead;
  }

  /**
   * Writes the response, with its faults if it has any.
   *
   * @param packetRead whether a complete packet was read
   */
  static void write(Connection connection, EncodedResponse response, boolean packetRead)
      throws IOException {
    EncodedResponse writable = connection.outputEnded() ? response.unwritten() : response;
    if (connection.outputEnded()) {
      connection
          .handler()
          .remark("the response was not sent, because a fault ended the output before");
    }
    if (writable.faults().isEmpty()) {
      new WriteStage(connection, writable, packetRead).begin();
    } else {
      new FaultyWriter(connection, writable, packetRead).start();
    }
  }

  @Override
  public void begin() throws IOException {
    ready();
  }

  @Override
  public void ready() throws IOException {
    boolean flushed;
    try {
      written += connection.write(response.bytes(), written);
      flushed = connection.flush();
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException e) {
      connection.writeFailed(response, written, e.getMessage());
      return;
    }
    if (written < response.bytes().length() || !flushed) {
      connection.await(this, SelectionKey.OP_WRITE, TimeoutKind.WRITE);
    } else {
      new CloseStage(connection, response, packetRead).begin();
    }
  }

  @Override
  public void expired() {
    connection.course().timedOut();
    connection.writeFailed(response, written, connection.notReadInTime());
  }
}
