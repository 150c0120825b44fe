package org.mockzabbix.net;

import java.nio.ByteBuffer;

/**
 * Divides the bytes of a peer into TLS records, so that each is processed only when it is needed: a
 * packet is answered even if the record after it is invalid or ends the connection. Bytes that are
 * no record are passed on as they are. Not thread-safe.
 */
final class TlsRecords {

  private static final int HEADER = 5;
  private static final int MAX_LENGTH = 16_389; // as GnuTLS
  private static final int FIRST_TYPE = 0x14;
  private static final int LAST_TYPE = 0x17;
  private static final int MAJOR_VERSION = 3;

  private ByteBuffer unread = ByteBuffer.allocate(0);

  /** Adds bytes, which are copied. */
  void add(ByteBuffer bytes) {
    ByteBuffer all = ByteBuffer.allocate(unread.remaining() + bytes.remaining());
    unread = all.put(unread).put(bytes).flip();
  }

  /** Returns whether {@link #next} has a complete record, or other bytes. */
  boolean hasNext() {
    return unread.remaining() > 0 && unread.remaining() >= length();
  }

  /** Removes and returns the next record. */
  ByteBuffer next() {
    ByteBuffer next = unread.slice(unread.position(), length());
    unread.position(unread.position() + next.remaining());
    return next;
  }

  /** Returns the length of the next record, or of all bytes if they do not begin one. */
  private int length() {
    int start = unread.position();
    int count = unread.remaining();
    int type = Byte.toUnsignedInt(unread.get(start));
    boolean record = type >= FIRST_TYPE && type <= LAST_TYPE;
    if (!record || (count > 1 && unread.get(start + 1) != MAJOR_VERSION)) {
      return count;
    }
    if (count < HEADER) {
      return HEADER;
    }
    int length = Short.toUnsignedInt(unread.getShort(start + HEADER - 2));
    return length == 0 || length > MAX_LENGTH ? count : HEADER + length;
  }
}
