package org.mockzabbix.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.mockzabbix.tls.engine.TlsEngine;
import org.mockzabbix.tls.engine.TlsException;

/** The bytes inside TLS, during the handshake and after it. */
final class TlsTransport implements Transport {

  private static final int MAX_RECORD = 16 << 10;

  private final SocketChannel channel;
  private final TlsEngine engine;
  private final TlsRecords records = new TlsRecords();
  private final ByteBuffer encrypted = ByteBuffer.allocate(32 << 10);
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private boolean more; // decrypted bytes

  TlsTransport(SocketChannel channel, TlsEngine engine) {
    this.channel = channel;
    this.engine = engine;
  }

  TlsEngine engine() {
    return engine;
  }

  /**
   * Continues the handshake with bytes of the peer. Records after the handshake are kept for {@link
   * #read}.
   *
   * @throws TlsException if the handshake fails
   */
  void accept(ByteBuffer bytes) throws TlsException {
    records.add(bytes);
    while (!engine.isEstablished() && records.hasNext()) {
      engine.receive(records.next());
    }
  }

  /** Continues the handshake with available bytes, and returns their number; -1 at the end. */
  int receive() throws IOException {
    int count = channel.read(encrypted.clear());
    if (count > 0) {
      accept(encrypted.flip());
    }
    return count;
  }

  /** {@inheritDoc} Reads the socket at most once, and no record before it is needed. */
  @Override
  public int read(ByteBuffer buffer) throws IOException {
    int decrypted = decrypt(buffer);
    if (decrypted != 0) {
      return decrypted;
    }
    int received = channel.read(encrypted.clear());
    if (received <= 0) {
      return received;
    }
    records.add(encrypted.flip());
    return decrypt(buffer);
  }

  /** Returns the number of bytes of the first record that has any; -1 at the end. */
  private int decrypt(ByteBuffer buffer) throws TlsException {
    int count = engine.read(buffer);
    while (count == 0 && !engine.isEndOfInput() && records.hasNext()) {
      engine.receive(records.next());
      count = engine.read(buffer);
    }
    more = !buffer.hasRemaining();
    return count == 0 && engine.isEndOfInput() ? -1 : count;
  }

  @Override
  public boolean isReadable() {
    return more || records.hasNext() || engine.isEndOfInput();
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    int start = buffer.position();
    while (buffer.hasRemaining() && flush()) {
      int length = Math.min(MAX_RECORD, buffer.remaining());
      engine.write(buffer.slice(buffer.position(), length));
      buffer.position(buffer.position() + length);
    }
    flush();
    return buffer.position() - start;
  }

  @Override
  public boolean flush() throws IOException {
    encrypt();
    while (pending.hasRemaining()) {
      if (channel.write(pending) == 0) {
        return false;
      }
      encrypt();
    }
    return true;
  }

  /** Sends at most {@code limit} bytes of what there is, and returns how many. */
  int flush(int limit) throws IOException {
    encrypt();
    int count =
        channel.write(pending.slice(pending.position(), Math.min(limit, pending.remaining())));
    pending.position(pending.position() + count);
    return count;
  }

  /** Sends a fatal alert instead of what there is. */
  void sendAlert(int description) throws IOException {
    byte[] record = {0x15, 3, 3, 0, 2, 2, (byte) description};
    pending = ByteBuffer.wrap(record);
    channel.write(pending);
  }

  /** Returns whether there is nothing to send. */
  boolean isFlushed() {
    encrypt();
    return !pending.hasRemaining();
  }

  private void encrypt() {
    if (!pending.hasRemaining()) {
      pending = ByteBuffer.wrap(engine.output());
    }
  }

  @Override
  public void end() {
    engine.close();
    try {
      flush();
    } catch (IOException peerGone) {
      pending.clear().flip(); // nobody reads the announcement
    }
  }
}
