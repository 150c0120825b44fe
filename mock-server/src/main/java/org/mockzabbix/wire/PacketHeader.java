package org.mockzabbix.wire;

import java.util.Optional;

/**
 * The header of a packet: {@code ZBXD}, one byte of flags and two little-endian lengths (protocol:
 * framing).
 *
 * @param flags the flags byte as sent, from 0 to 255: {@link #PROTOCOL} with or without {@link
 *     #COMPRESSED} and {@link #LARGE}
 * @param dataLength the length of the data on the wire (DATALEN); a length over 2^63 is negative
 * @param reserved the length of the inflated data if the data is compressed (RESERVED); usually 0
 *     if it is not, but Zabbix agent 2 before 7.0.2 repeats the data length
 */
public record PacketHeader(int flags, long dataLength, long reserved) {

  /** The flag of every packet. */
  public static final int PROTOCOL = 0x01;

  /** The flag of compressed data, which is a zlib stream. */
  public static final int COMPRESSED = 0x02;

  /** The flag of a large packet, whose lengths have eight bytes each instead of four. */
  public static final int LARGE = 0x04;

  static final byte[] MAGIC = {'Z', 'B', 'X', 'D'};

  /** The index of the first length. */
  static final int LENGTHS_AT = 5;

  /**
   * Checks the flags.
   *
   * @throws IllegalArgumentException if {@code flags} is not from 0 to 255
   */
  public PacketHeader {
    if (flags < 0 || flags > 0xff) { // not an IntegerRange, because this runs for each packet
      throw new IllegalArgumentException("flags must be from 0 to 255, but was " + flags);
    }
  }

  /**
   * Returns the header at the beginning of {@code bytes}; empty if they do not begin with a header.
   */
  public static Optional<PacketHeader> find(Bytes bytes) {
    boolean complete =
        bytes.length() > MAGIC.length
            && bytes.slice(0, MAGIC.length).equals(Bytes.of(MAGIC))
            && bytes.length() >= size(bytes.at(MAGIC.length));
    return complete ? Optional.of(parse(bytes)) : Optional.empty();
  }

  /** Returns the complete header at the beginning of {@code bytes}. */
  static PacketHeader parse(Bytes bytes) {
    int flags = bytes.at(MAGIC.length);
    int width = width(flags);
    long dataLength = parseLength(bytes, LENGTHS_AT, width);
    long reserved = parseLength(bytes, LENGTHS_AT + width, width);
    return new PacketHeader(flags, dataLength, reserved);
  }

  static long parseLength(Bytes bytes, int at, int width) {
    long length = 0;
    for (int i = width - 1; i >= 0; i--) {
      length = (length << 8) | bytes.at(at + i);
    }
    return length;
  }

  /** Returns whether the data is a zlib stream. */
  public boolean compressed() {
    return (flags & COMPRESSED) != 0;
  }

  /** Returns whether the lengths have eight bytes instead of four. */
  public boolean large() {
    return (flags & LARGE) != 0;
  }

  /** Returns the length of the header itself: 13 bytes, or 21 if {@link #large()}. */
  public int size() {
    return size(flags);
  }

  static int size(int flags) {
    return LENGTHS_AT + 2 * width(flags);
  }

  /** Returns how many bytes one length has. */
  static int width(int flags) {
    return (flags & LARGE) != 0 ? Long.BYTES : Integer.BYTES;
  }

  /** Returns the bytes of the header. Four-byte lengths consist of the low 32 bits. */
  public Bytes encode() {
    byte[] bytes = new byte[size()];
    writeTo(bytes);
    return Bytes.of(bytes);
  }

  /** Writes the header to the beginning of {@code target}. */
  void writeTo(byte[] target) {
    System.arraycopy(MAGIC, 0, target, 0, MAGIC.length);
    target[MAGIC.length] = (byte) flags;
    int width = width(flags);
    writeLength(target, LENGTHS_AT, width, dataLength);
    writeLength(target, LENGTHS_AT + width, width, reserved);
  }

  private static void writeLength(byte[] target, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      target[at + i] = (byte) (value >>> (8 * i));
    }
  }
}
