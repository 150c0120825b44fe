package org.mockzabbix.parity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.mockzabbix.fixtures.Packets;

/** Packets whose bytes, flags or lengths are odd. */
final class OddPackets {

  private static final int LENGTH = 5;
  private static final int RESERVED = 9;

  private final Choices choices;
  private final OddJson json;

  OddPackets(Choices choices, OddJson json) {
    this.choices = choices;
    this.json = json;
  }

  /** Returns a packet with this JSON and one oddity. */
  Probe of(String name, String text) {
    byte[] frame = Packets.packet(choices.oneIn(3) ? 3 : 1, text);
    return switch (choices.below(14)) {
      case 0 -> Probe.raw(name, Arrays.copyOf(frame, choices.below(frame.length)));
      case 1 -> Probe.raw(name, Probe.bytes(text));
      case 2 -> Probe.raw(name, flipped(frame, RESERVED + 4));
      case 3 -> Probe.raw(name, flipped(frame, frame.length));
      case 4 -> Probe.request(name, 1, text.substring(0, choices.below(text.length())));
      case 5 -> Probe.request(name, 1, choices.pick(" ", "\n", "\uFEFF", "x", "[", "{}") + text);
      case 6 -> Probe.request(name, 1, text + choices.pick(" ", "\n", "x", "}", ",{}", "\\u0000"));
      case 7 -> Probe.raw(name, resized(frame, LENGTH));
      case 8 -> Probe.raw(name, resized(frame, RESERVED));
      case 9 -> Probe.raw(name, large(choices.pick("\5", "\7", "\4").charAt(0), text));
      case 10 -> Probe.raw(name, flags(frame, choices.below(256)));
      case 11 -> Probe.request(name, 1, text.replace(",", choices.pick(",\0", ",\n ", ",\t")));
      case 12 -> Probe.request(name, 1, "{" + "\"a\":[".repeat(70) + "]".repeat(70) + "}");
      default -> Probe.request(name, 1, json.broken(text));
    };
  }

  private byte[] flipped(byte[] frame, int below) {
    frame[choices.below(below)] ^= (byte) (1 << choices.below(8));
    return frame;
  }

  /** Returns a packet with these flags, and up to 7 as they say. */
  static Probe withFlags(String name, int flags, String text) {
    if (flags < 4) {
      return Probe.request(name, flags, text);
    }
    return Probe.raw(name, flags < 8 ? large(flags, text) : flags(Packets.packet(1, text), flags));
  }

  private static byte[] flags(byte[] frame, int flags) {
    frame[4] = (byte) flags;
    return frame;
  }

  private byte[] resized(byte[] frame, int at) {
    ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(at, Math.max(0, header.getInt(at) + choices.below(9) - 4));
    return frame;
  }

  /** Returns a packet with lengths of eight bytes. */
  private static byte[] large(int flags, String text) {
    byte[] small = Packets.packet(flags, text);
    ByteBuffer header = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
    return ByteBuffer.allocate(small.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(small, 0, LENGTH)
        .putLong(header.getInt(LENGTH))
        .putLong(header.getInt(RESERVED))
        .put(small, Packets.HEADER_LENGTH, small.length - Packets.HEADER_LENGTH)
        .array();
  }
}
