package org.mockzabbix.wire;

import java.util.Arrays;
import java.util.zip.Deflater;

/** Builds packets as they go over the wire. Thread-safe: it has no state. */
public final class PacketWriter {

  private PacketWriter() {}

  /**
   * One packet around {@code payload}: compressed if {@code flags} has {@code 0x02} (RESERVED is
   * then the plain size, otherwise zero), with eight-byte lengths if it has {@code 0x04}. The flag
   * byte is written as given, so that a request's flags can be echoed.
   *
   * @param flags the flag byte, 0..255
   * @throws IllegalArgumentException if {@code flags} is out of range
   */
  public static Bytes frame(int flags, Bytes payload) {
    if ((flags & PacketHeader.COMPRESSED) != 0) {
      return compressed(flags, payload);
    }
    PacketHeader header = new PacketHeader(flags, payload.length(), 0);
    byte[] packet = new byte[header.size() + payload.length()];
    header.writeTo(packet);
    System.arraycopy(payload.array(), payload.offset(), packet, header.size(), payload.length());
    return Bytes.of(packet);
  }

  /**
   * One uncompressed packet whose RESERVED repeats the length of the body, as agent 2 wrote it
   * before 7.0.2.
   */
  public static Bytes frameRepeatingLength(int flags, Bytes payload) {
    PacketHeader header = new PacketHeader(flags, payload.length(), payload.length());
    byte[] packet = new byte[header.size() + payload.length()];
    header.writeTo(packet);
    System.arraycopy(payload.array(), payload.offset(), packet, header.size(), payload.length());
    return Bytes.of(packet);
  }

  private static Bytes compressed(int flags, Bytes payload) {
    int size = PacketHeader.size(flags);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(payload.array(), payload.offset(), payload.length());
      deflater.finish();
      byte[] packet = new byte[size + 64 + payload.length() / 4];
      int end = size;
      while (!deflater.finished()) {
        if (end == packet.length) {
          packet = Arrays.copyOf(packet, 2 * packet.length);
        }
        end += deflater.deflate(packet, end, packet.length - end);
      }
      new PacketHeader(flags, end - size, payload.length()).writeTo(packet);
      return Bytes.of(end == packet.length ? packet : Arrays.copyOf(packet, end));
    } finally {
      deflater.end();
    }
  }
}
