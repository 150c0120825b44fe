package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import org.mockzabbix.wire.Bytes;

/**
 * The last stage: checks whether the client sent more bytes than its packet has, once or for a
 * second, and closes the connection.
 */
final class CloseStage implements ConnectionStage {

  private static final int MAX_SURPLUS = 64 << 10;

  private final Connection connection;
  private final EncodedResponse response;
  private final boolean packetRead;
  private Bytes surplus = Bytes.empty();

  CloseStage(Connection connection, EncodedResponse response, boolean packetRead) {
    this.connection = connection;
    this.response = response;
    this.packetRead = packetRead;
  }

  @Override
  public void begin() throws IOException {
    if (response.watchesForSurplus()) {
      watch();
    } else {
      checkOnce();
    }
  }

  /**
   * Checks for surplus bytes without waiting, and closes the connection. Only bytes after a
   * complete packet are surplus. They must be read, because closing a socket with unread bytes
   * resets the connection.
   */
  void checkOnce() throws IOException {
    if (packetRead) {
      boolean unused = collectAvailable();
    }
    end();
  }

  /** Ends the output, so that the client can close the connection, and waits for the client. */
  private void watch() throws IOException {
    if (endOutput() && (!connection.isReadable() || collectAvailable())) {
      connection.await(this, SelectionKey.OP_READ, TimeoutKind.SURPLUS);
    } else {
      end();
    }
  }

  private boolean endOutput() throws ClosedChannelException {
    try {
      connection.endOutput();
      return true;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException clientGone) {
      return false;
    }
  }

  @Override
  public void ready() throws IOException {
    if (!collectAvailable()) {
      end();
    }
  }

  /** Reads what does not need the socket, too, and returns whether to read more. */
  private boolean collectAvailable() throws ClosedChannelException {
    boolean more = collect();
    while (more && connection.isReadable()) {
      more = collect();
    }
    return more;
  }

  /** Reads available bytes, and returns whether to read more. */
  private boolean collect() throws ClosedChannelException {
    try {
      int count = connection.read();
      if (count > 0) {
        append(connection.buffer());
      }
      return count >= 0 && surplus.length() < MAX_SURPLUS;
    } catch (ClosedChannelException closing) {
      throw closing;
    } catch (IOException clientGone) {
      return false;
    }
  }

  private void append(ByteBuffer buffer) {
    byte[] added = new byte[Math.min(buffer.remaining(), MAX_SURPLUS - surplus.length())];
    buffer.get(added);
    surplus = surplus.plus(Bytes.of(added));
  }

  @Override
  public void expired() {
    end();
  }

  private void end() {
    if (surplus.length() > 0) {
      connection.handler().surplus(surplus);
    }
    connection.close();
  }
}
