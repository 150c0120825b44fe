package org.mockzabbix.wire;

import java.util.Arrays;

/**
 * A packet without a header, as old Zabbix servers and many small tools send it to an agent: a line
 * of text. It ends with a line end, or at the end of the input.
 */
final class PlainTextPacket {

  /** The longest text, in bytes. An item key has at most 2,048 characters. */
  private static final int LONGEST = 64 << 10;

  private PlainTextPacket() {}

  /**
   * Returns whether the bytes begin a text. Neither the beginning of a header nor that of JSON or
   * of TLS does.
   */
  static boolean isBegunBy(byte[] bytes, int count) {
    if (count == 0 || count > LONGEST || "{[\u0016".indexOf(bytes[0]) >= 0) {
      return false;
    }
    int compared = Math.min(count, PacketHeader.MAGIC.length);
    return !Arrays.equals(bytes, 0, compared, PacketHeader.MAGIC, 0, compared);
  }

  static boolean isCompleteIn(byte[] bytes, int count) {
    return bytes[count - 1] == '\n';
  }

  /** Returns the packet, with the header that it would have. */
  static Packet of(Bytes bytes) {
    int length = bytes.length();
    while (length > 0 && (bytes.at(length - 1) == '\n' || bytes.at(length - 1) == '\r')) {
      length--;
    }
    Bytes text = bytes.slice(0, length);
    return new Packet(new PacketHeader(PacketHeader.PROTOCOL, length, 0), bytes, text);
  }
}
