package org.mockzabbix.wire;

import org.jspecify.annotations.Nullable;

/**
 * Reads the header from the first bytes of a packet, however few there are, and refuses it as soon
 * as the real programs would.
 */
final class HeaderReader {

  private static final int FLAGS_AT = PacketHeader.MAGIC.length;

  private HeaderReader() {}

  /**
   * The header at the beginning of the first {@code count} of {@code bytes}, or null if more are
   * needed to tell.
   *
   * @throws MalformedPacketException if these bytes begin no packet that {@code limits} accept
   */
  static @Nullable PacketHeader read(byte[] bytes, int count, PacketLimits limits)
      throws MalformedPacketException {
    checkMagic(bytes, count);
    if (count <= FLAGS_AT) {
      return null;
    }
    int flags = bytes[FLAGS_AT] & 0xff;
    checkFlags(flags, limits);
    if (count < PacketHeader.size(flags)) {
      return null;
    }
    int width = PacketHeader.width(flags);
    long dataLength = length(bytes, PacketHeader.LENGTHS_AT, width);
    long reserved = length(bytes, PacketHeader.LENGTHS_AT + width, width);
    PacketHeader header = new PacketHeader(flags, dataLength, reserved);
    checkLengths(header, count - header.size(), limits);
    return header;
  }

  private static void checkMagic(byte[] bytes, int count) throws MalformedPacketException {
    for (int i = 0; i < Math.min(count, FLAGS_AT); i++) {
      if (bytes[i] != PacketHeader.MAGIC[i]) {
        throw new MalformedPacketException(Reason.missingHeader(bytes, count));
      }
    }
  }

  /** The real programs compare the byte as a signed one, so that 0x80 and more pass. */
  private static void checkFlags(int flags, PacketLimits limits) throws MalformedPacketException {
    int greatest = PacketHeader.PROTOCOL | PacketHeader.COMPRESSED;
    if (limits.largeAllowed()) {
      greatest |= PacketHeader.LARGE;
    }
    if ((flags & PacketHeader.PROTOCOL) == 0 || (byte) flags > greatest) {
      throw new MalformedPacketException(Reason.unsupportedFlags(flags, limits));
    }
  }

  private static long length(byte[] bytes, int at, int width) {
    long length = 0;
    for (int i = width - 1; i >= 0; i--) {
      length = (length << 8) | (bytes[at + i] & 0xff);
    }
    return length;
  }

  private static void checkLengths(PacketHeader header, int bodyCount, PacketLimits limits)
      throws MalformedPacketException {
    long protocolLimit = limits.protocolLimit();
    if (Long.compareUnsigned(header.dataLength(), protocolLimit) > 0
        || Long.compareUnsigned(header.reserved(), protocolLimit) > 0) {
      String allowed = "the protocol allows " + protocolLimit;
      throw new MalformedPacketException(
          Reason.tooLarge(header, bodyCount, protocolLimit, allowed));
    }
    long cap = limits.maxPacketSize();
    if (header.dataLength() > cap || (header.compressed() && header.reserved() > cap)) {
      String allowed = "the limit here is " + cap + " (maxPacketSize)";
      String reason = Reason.tooLarge(header, bodyCount, cap, allowed);
      long stillToCome = limits.holdsOversized() ? header.dataLength() - bodyCount : 0;
      throw new MalformedPacketException(reason, Math.max(0, stillToCome));
    }
  }
}
