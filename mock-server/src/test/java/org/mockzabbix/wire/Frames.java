package org.mockzabbix.wire;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets for tests, from hexadecimal digits with spaces. */
final class Frames {

  private Frames() {}

  /** The bytes of {@code hex}, which may contain spaces. */
  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** A plain packet that declares {@code declared} bytes and has {@code body}. */
  static byte[] declaring(long declared, String body) {
    return join(new PacketHeader(0x01, declared, 0).encode(), Bytes.of(body));
  }

  /** A compressed packet that declares {@code plainSize} and has {@code body}. */
  static byte[] compressed(long plainSize, byte[] body) {
    return join(new PacketHeader(0x03, body.length, plainSize).encode(), Bytes.of(body));
  }

  static byte[] join(Bytes first, Bytes second) {
    return ByteBuffer.allocate(first.length() + second.length())
        .put(first.toArray())
        .put(second.toArray())
        .array();
  }
}
