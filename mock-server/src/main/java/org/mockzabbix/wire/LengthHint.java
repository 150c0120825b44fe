package org.mockzabbix.wire;

import java.util.HexFormat;

/**
 * A usual mistake in the lengths of a header, recognized by the bytes of an invalid packet.
 *
 * @param text names the mistake and the remedy, and begins with a colon; empty if no mistake is
 *     recognized
 * @param dataAt the index of the data in the received bytes
 */
record LengthHint(String text, int dataAt) {

  static final String EIGHT_BYTES =
      "are the lengths numbers of eight bytes? With these flags, they have four";

  private static final int QUOTED = 16;

  /** The index of RESERVED, where the data begins if the client leaves RESERVED out. */
  private static final int RESERVED_AT = PacketHeader.LENGTHS_AT + Integer.BYTES;

  /** Where the data begins if the client sends one length of two bytes. */
  private static final int AFTER_SHORT_LENGTH = PacketHeader.LENGTHS_AT + Short.BYTES;

  private static final Bytes ZEROS = Bytes.of(new byte[Long.BYTES]);
  private static final Bytes NO_UPPER_HALF = ZEROS.slice(0, Integer.BYTES);

  private static final long PLAUSIBLE_LENGTH = 16 << 20;

  /** Returns the hint for a packet that is invalid because of its lengths. */
  static LengthHint of(PacketHeader header, Bytes received) {
    return new MistakeSearch(header, received).run();
  }

  /** Returns the hint if {@code actual}, another length, is RESERVED in the other byte order. */
  static String ofReserved(long reserved, long actual) {
    long reversed = reversed(reserved, Integer.BYTES);
    return reversed == actual ? bigEndian("RESERVED", reversed, Integer.BYTES) : "";
  }

  static boolean isZlib(Bytes bytes) {
    return bytes.length() > 1 && bytes.at(0) == 0x78 && (bytes.at(0) << 8 | bytes.at(1)) % 31 == 0;
  }

  /** Returns whether the bytes begin with a length of eight bytes that is 0, and go on. */
  private static boolean startsWithZeros(Bytes bytes) {
    return bytes.length() > Long.BYTES && bytes.slice(0, Long.BYTES).equals(ZEROS);
  }

  /** Returns the length whose bytes are those of {@code length} in reverse order. */
  static long reversed(long length, int width) {
    return width == Long.BYTES
        ? Long.reverseBytes(length)
        : Integer.reverseBytes((int) length) & 0xffff_ffffL;
  }

  private static String bigEndian(String name, long length, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (length >>> (8 * i));
    }
    return ": is "
        + name
        + " big-endian? In little-endian order, "
        + length
        + " is "
        + HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** The search for a mistake in one packet. */
  private record MistakeSearch(PacketHeader header, Bytes received, Bytes data, int width) {

    MistakeSearch(PacketHeader header, Bytes received) {
      this(header, received, received.from(header.size()), PacketHeader.width(header.flags()));
    }

    LengthHint run() {
      Bytes length = received.slice(PacketHeader.LENGTHS_AT, width);
      if (QuotedBytes.isPrintable(length)) {
        return new LengthHint(textHint(length), PacketHeader.LENGTHS_AT);
      }
      LengthHint otherSize = header.large() ? NONE : otherSize();
      return otherSize.equals(NONE) ? new LengthHint(valueHint(), header.size()) : otherSize;
    }

    private static final LengthHint NONE = new LengthHint("", 0);

    private static String textHint(Bytes length) {
      String held = ": the length field holds the text " + QuotedBytes.of(length, QUOTED);
      return length.latin1().chars().allMatch(c -> Character.isDigit(c) || c == ' ')
          ? held + ", but must be a little-endian number"
          : held + ": is the length missing?";
    }

    /** Recognizes lengths that do not have four bytes. */
    private LengthHint otherSize() {
      Bytes afterShort = received.slice(AFTER_SHORT_LENGTH, header.size() - AFTER_SHORT_LENGTH);
      if (isData(afterShort)) {
        return new LengthHint(
            ": is the length a number of two bytes? It must have four", AFTER_SHORT_LENGTH);
      }
      if (isData(received.slice(RESERVED_AT, Integer.BYTES)) && !mayBeReserved()) {
        return new LengthHint(": is RESERVED missing? The header has 13 bytes", RESERVED_AT);
      }
      return haveEightBytes()
          ? new LengthHint(": " + EIGHT_BYTES, header.size() + Long.BYTES)
          : NONE;
    }

    /** Returns whether bytes that look like a zlib stream can be RESERVED nevertheless. */
    private boolean mayBeReserved() {
      return header.compressed()
          && (isZlib(data) || (data.length() < 2 && isPlausible(header.reserved())));
    }

    private boolean isData(Bytes bytes) {
      return header.compressed() ? isZlib(bytes) : QuotedBytes.isPrintable(bytes);
    }

    /** Returns whether the bytes after the header are the second of two lengths of eight bytes. */
    private boolean haveEightBytes() {
      return header.reserved() == 0
          && (startsWithZeros(data)
              || (header.dataLength() == data.length() - Long.BYTES
                  && data.slice(Integer.BYTES, Integer.BYTES).equals(NO_UPPER_HALF)));
    }

    /** Recognizes wrong values of lengths that have the right number of bytes. */
    private String valueHint() {
      if (isOneBigEndianNumber()) {
        return ": is the length a big-endian number of eight bytes? It must be little-endian";
      }
      if (areSwapped()) {
        return ": are the lengths swapped? The length of the data is the first";
      }
      long length = reversed(header.dataLength(), width);
      if (isBigEndian(length)) {
        return bigEndian("the length", length, width);
      }
      long reserved = reversed(header.reserved(), width);
      return header.compressed() && !isPlausible(header.reserved()) && isPlausible(reserved)
          ? bigEndian("RESERVED", reserved, width)
          : "";
    }

    private boolean isOneBigEndianNumber() {
      return header.dataLength() == 0
          && !header.large()
          && mayBeLength(reversed(header.reserved(), Integer.BYTES));
    }

    /** Returns whether the data has this length, or can have it because none has arrived. */
    private boolean mayBeLength(long length) {
      return data.length() == 0 ? isPlausible(length) : length == data.length();
    }

    private boolean areSwapped() {
      long reserved = header.reserved();
      return header.dataLength() == 0
          ? mayBeLength(reserved)
          : header.compressed()
              && reserved > 0
              && reserved == data.length()
              && reserved != header.dataLength();
    }

    /** Returns whether {@code length}, the reversed length, is that of the data. */
    private boolean isBigEndian(long length) {
      boolean fits = length == data.length() && length != header.dataLength();
      return fits
          || (!isPlausible(header.dataLength()) && isPlausible(length) && data.length() < length);
    }

    private static boolean isPlausible(long length) {
      return length > 0 && length < PLAUSIBLE_LENGTH;
    }
  }
}
