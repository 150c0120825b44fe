package org.mockzabbix.wire;

import org.mockzabbix.text.IntegerRange;

/**
 * The prefix of every packet: {@code ZBXD}, one byte of flags and two little-endian lengths
 * (protocol: framing).
 *
 * @param flags the flag byte as sent, 0..255: {@link #PROTOCOL} and, if wanted, {@link #COMPRESSED}
 *     and {@link #LARGE}
 * @param dataLength bytes of body that follow on the wire (DATALEN); a value over 2^63 is negative
 *     here
 * @param reserved size of the body once inflated if it is compressed (RESERVED); otherwise usually
 *     zero, but agent 2 before 7.0.2 puts the body's length there
 */
public record PacketHeader(int flags, long dataLength, long reserved) {

  /** The flag that every packet must have. */
  public static final int PROTOCOL = 0x01;

  /** The flag of a body that is a zlib stream. */
  public static final int COMPRESSED = 0x02;

  /** The flag of a header whose lengths take eight bytes each instead of four. */
  public static final int LARGE = 0x04;

  static final byte[] MAGIC = {'Z', 'B', 'X', 'D'};

  /** Length of magic and flags together: where the lengths begin. */
  static final int LENGTHS_AT = 5;

  /**
   * @throws IllegalArgumentException if {@code flags} is not 0..255
   */
  public PacketHeader {
    IntegerRange.BYTE.check("flags", flags);
  }

  /** Whether the body is a zlib stream. */
  public boolean compressed() {
    return (flags & COMPRESSED) != 0;
  }

  /** Whether both lengths take eight bytes instead of four. */
  public boolean large() {
    return (flags & LARGE) != 0;
  }

  /** Bytes that the header itself takes on the wire: 13, or 21 if {@link #large()}. */
  public int size() {
    return size(flags);
  }

  static int size(int flags) {
    return LENGTHS_AT + 2 * width(flags);
  }

  /** Bytes that one length takes. */
  static int width(int flags) {
    return (flags & LARGE) != 0 ? Long.BYTES : Integer.BYTES;
  }

  /** The header as it goes over the wire. Lengths of four bytes carry the low 32 bits. */
  public Bytes encode() {
    byte[] bytes = new byte[size()];
    writeTo(bytes);
    return Bytes.of(bytes);
  }

  /** Writes the header to the beginning of {@code target}, which has room for it. */
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
