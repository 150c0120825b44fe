package org.mockzabbix.wire;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.wire.PacketLimits.OtherFlags;

/**
 * Reads the header from the first bytes of a packet, and rejects it as early as the real programs
 * do.
 */
final class HeaderReader {

  private static final int FLAGS_AT = PacketHeader.MAGIC.length;

  private HeaderReader() {}

  /**
   * Returns the header at the beginning of the first {@code count} of {@code bytes}; null if the
   * header is incomplete.
   *
   * @throws MalformedPacketException if the bytes are not the beginning of a packet within {@code
   *     limits}
   */
  static @Nullable PacketHeader read(byte[] bytes, int count, PacketLimits limits)
      throws MalformedPacketException {
    checkMagic(bytes, count);
    if (count <= FLAGS_AT) {
      return null;
    }
    int flags = bytes[FLAGS_AT] & 0xff;
    if (!areSupported(flags, limits)) {
      throw new MalformedPacketException(
          HeaderDiagnosis.unsupportedFlags(received(bytes, count), limits), MarkedBytes.flags());
    }
    if (count < PacketHeader.size(flags)) {
      return null;
    }
    PacketHeader header = PacketHeader.parse(received(bytes, count));
    checkLengths(header, bytes, count, limits);
    return header;
  }

  private static Bytes received(byte[] bytes, int count) {
    return Bytes.of(bytes).slice(0, count);
  }

  private static void checkMagic(byte[] bytes, int count) throws MalformedPacketException {
    for (int i = 0; i < Math.min(count, FLAGS_AT); i++) {
      if (bytes[i] != PacketHeader.MAGIC[i]) {
        throw new MalformedPacketException(
            HeaderDiagnosis.missingHeader(received(bytes, count)), MarkedBytes.magic(i, count));
      }
    }
  }

  /** The programs in C compare a signed byte, so they accept 0x80 and greater. */
  private static boolean areSupported(int flags, PacketLimits limits) {
    if (limits.otherFlags() == OtherFlags.IGNORED) {
      return (flags & PacketHeader.PROTOCOL) != 0 && (flags & PacketHeader.LARGE) == 0;
    }
    if (limits.otherFlags() == OtherFlags.LARGE_UNKNOWN && (flags & PacketHeader.LARGE) != 0) {
      return false;
    }
    return (flags & PacketHeader.PROTOCOL) != 0 && (byte) flags <= limits.knownFlags();
  }

  private static void checkLengths(
      PacketHeader header, byte[] bytes, int count, PacketLimits limits)
      throws MalformedPacketException {
    long protocolLimit = limits.protocolLimit();
    // Programs of 5.0 ignore RESERVED without compression.
    boolean ignored = limits.otherFlags() == OtherFlags.LARGE_UNKNOWN && !header.compressed();
    boolean isLengthTooLarge = Long.compareUnsigned(header.dataLength(), protocolLimit) > 0;
    if (isLengthTooLarge
        || (!ignored && Long.compareUnsigned(header.reserved(), protocolLimit) > 0)) {
      String allowed = "the protocol allows " + protocolLimit;
      throw new MalformedPacketException(
          PacketDiagnosis.tooLarge(header, received(bytes, count), protocolLimit, allowed),
          isLengthTooLarge ? MarkedBytes.dataLength(header) : MarkedBytes.reserved(header));
    }
    long cap = limits.maxPacketSize();
    if (header.dataLength() > cap || (header.compressed() && header.reserved() > cap)) {
      String allowed = "the limit here is " + cap + " (maxPacketSize)";
      String reason = PacketDiagnosis.tooLarge(header, received(bytes, count), cap, allowed);
      long remaining = limits.drainsOversized() ? header.dataLength() + header.size() - count : 0;
      throw new MalformedPacketException(
          reason,
          header.dataLength() > cap ? MarkedBytes.dataLength(header) : MarkedBytes.reserved(header),
          Math.max(0, remaining));
    }
  }
}
