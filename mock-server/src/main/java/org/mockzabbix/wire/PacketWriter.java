package org.mockzabbix.wire;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Encodes packets. Thread-safe: it has no state. */
public final class PacketWriter {

  private PacketWriter() {}

  /**
   * Returns a packet with this data: compressed if {@code flags} has {@code 0x02}, with eight-byte
   * lengths if it has {@code 0x04}. The flags byte is written unchanged, so that a response can
   * repeat the flags of a request.
   *
   * @param flags the flags byte, from 0 to 255
   * @throws IllegalArgumentException if {@code flags} is out of range
   */
  public static Bytes frame(int flags, Bytes data) {
    return (flags & PacketHeader.COMPRESSED) != 0
        ? compressed(flags, data)
        : uncompressed(new PacketHeader(flags, data.length(), 0), data);
  }

  /**
   * Returns an uncompressed packet whose RESERVED repeats the data length, as in Zabbix agent 2
   * before 7.0.2.
   */
  public static Bytes frameRepeatingLength(int flags, Bytes data) {
    return uncompressed(new PacketHeader(flags, data.length(), data.length()), data);
  }

  private static Bytes uncompressed(PacketHeader header, Bytes data) {
    byte[] packet = new byte[header.size() + data.length()];
    header.writeTo(packet);
    System.arraycopy(data.array(), data.offset(), packet, header.size(), data.length());
    return Bytes.of(packet);
  }

  private static Bytes compressed(int flags, Bytes data) {
    int size = PacketHeader.size(flags);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(data.array(), data.offset(), data.length());
      deflater.finish();
      byte[] packet = new byte[size + 64 + data.length() / 4];
      int end = size;
      while (!deflater.finished()) {
        if (end == packet.length) {
          packet = Arrays.copyOf(packet, 2 * packet.length);
        }
        end += deflater.deflate(packet, end, packet.length - end);
      }
      new PacketHeader(flags, end - size, data.length()).writeTo(packet);
      return Bytes.of(end == packet.length ? packet : Arrays.copyOf(packet, end));
    } finally {
      deflater.end();
    }
  }
}
