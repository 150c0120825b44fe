package org.mockzabbix.tls.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the first message of a client, regardless of its division into records and segments.
 * Detects bytes that are not TLS as early as the real programs do, and looks at each byte once.
 */
final class ClientHelloReader {

  private static final int HANDSHAKE = 0x16;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int MAX_RECORD = 16_389;
  private static final int MAX_MESSAGE = 64 << 10;
  private static final int UNKNOWN = -1;

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final ByteBuffer recordHeader = ByteBuffer.allocate(RECORD_HEADER);
  private int leftOfRecord;
  private int messageLength = UNKNOWN; // its header included
  private @Nullable ClientHello hello;

  /** Adds bytes, and returns whether the message is complete. */
  boolean add(ByteBuffer bytes) throws TlsException {
    byte[] added = new byte[bytes.remaining()];
    bytes.get(added);
    received.writeBytes(added);
    ByteBuffer unread = ByteBuffer.wrap(added);
    while (unread.hasRemaining() && hello == null) {
      if (leftOfRecord == 0) {
        readHeader(unread.get());
      } else {
        readMessage(unread);
      }
    }
    return hello != null;
  }

  ClientHello hello() {
    if (hello == null) {
      throw new IllegalStateException("the ClientHello is not complete");
    }
    return hello;
  }

  /** Returns all received bytes. */
  byte[] received() {
    return received.toByteArray();
  }

  private void readHeader(byte next) throws TlsException {
    recordHeader.put(next);
    int type = Byte.toUnsignedInt(recordHeader.get(0));
    if (type != HANDSHAKE) {
      throw new TlsException("a TLS record of type " + type + " precedes the handshake");
    }
    if (recordHeader.position() > 1 && recordHeader.get(1) != 3) {
      throw new TlsException("the first byte is that of TLS, but what follows is no TLS record");
    }
    if (!recordHeader.hasRemaining()) {
      int length = Short.toUnsignedInt(recordHeader.getShort(3));
      if (length == 0 || length > MAX_RECORD) {
        throw new TlsException(
            "a TLS record has the length " + length + " instead of 1 to " + MAX_RECORD);
      }
      leftOfRecord = length;
      recordHeader.clear();
    }
  }

  private void readMessage(ByteBuffer unread) throws TlsException {
    byte[] part = new byte[Math.min(leftOfRecord, unread.remaining())];
    unread.get(part);
    message.writeBytes(part);
    leftOfRecord -= part.length;
    if (message.size() > MAX_MESSAGE) {
      throw new TlsException("the ClientHello is larger than " + MAX_MESSAGE + " bytes");
    }
    if (messageLength == UNKNOWN && message.size() >= MESSAGE_HEADER) {
      messageLength = MESSAGE_HEADER + (firstNumber() & 0xFFFFFF);
    }
    if (messageLength != UNKNOWN && message.size() >= messageLength) {
      hello = parse();
    }
  }

  /** Returns the type of the message and its length, in one number. */
  private int firstNumber() {
    return ByteBuffer.wrap(message.toByteArray()).getInt();
  }

  private ClientHello parse() throws TlsException {
    if (firstNumber() >>> 24 != CLIENT_HELLO) {
      throw new TlsException("the first handshake message is not a ClientHello");
    }
    byte[] body = message.toByteArray();
    return ClientHello.parse(
        ByteBuffer.wrap(body).slice(MESSAGE_HEADER, messageLength - MESSAGE_HEADER));
  }
}
