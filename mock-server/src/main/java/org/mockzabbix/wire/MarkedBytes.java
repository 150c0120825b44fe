package org.mockzabbix.wire;

/**
 * The place in received bytes that a diagnosis is about.
 *
 * @param offset the index of the first byte, from 0; behind the last byte if bytes are missing
 * @param length the number of bytes; 0 if bytes are missing at the offset
 * @param part the part of the packet to which the bytes belong, for example {@code flags}
 */
public record MarkedBytes(int offset, int length, String part) {

  private static final String COMPRESSED_DATA = "compressedData";

  /** Returns the part of the magic number that is wrong or missing. */
  static MarkedBytes magic(int offset, int count) {
    return new MarkedBytes(offset, Math.min(count, PacketHeader.MAGIC.length) - offset, "header");
  }

  static MarkedBytes flags() {
    return new MarkedBytes(PacketHeader.MAGIC.length, 1, "flags");
  }

  /** Returns the length of the data in a header with these flags. */
  static MarkedBytes dataLength(PacketHeader header) {
    int width = PacketHeader.width(header.flags());
    return new MarkedBytes(PacketHeader.LENGTHS_AT, width, "length");
  }

  static MarkedBytes reserved(PacketHeader header) {
    int width = PacketHeader.width(header.flags());
    return new MarkedBytes(PacketHeader.LENGTHS_AT + width, width, "reserved");
  }

  /** Returns the compressed data of a packet. */
  public static MarkedBytes compressedData(Bytes packet) {
    int size = PacketHeader.size(packet.at(PacketHeader.MAGIC.length));
    return new MarkedBytes(size, packet.length() - size, COMPRESSED_DATA);
  }

  static MarkedBytes compressedData(PacketHeader header, int length) {
    return new MarkedBytes(header.size(), length, COMPRESSED_DATA);
  }

  /** Returns the bytes after the end of the data. */
  static MarkedBytes surplus(PacketHeader header, int count) {
    int end = header.size() + (int) header.dataLength();
    return new MarkedBytes(end, count - end, "surplus");
  }

  /** Returns the place where more bytes should be. */
  static MarkedBytes missing(int count) {
    return new MarkedBytes(count, 0, "missing");
  }
}
