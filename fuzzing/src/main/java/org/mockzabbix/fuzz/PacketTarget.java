package org.mockzabbix.fuzz;

import java.nio.ByteBuffer;
import org.mockzabbix.wire.MalformedPacketException;
import org.mockzabbix.wire.PacketAssembler;
import org.mockzabbix.wire.PacketLimits;

/** Any bytes are a packet, the beginning of one, or malformed, in pieces of any size. */
public final class PacketTarget {

  private PacketTarget() {}

  /** The first byte is the size of the pieces. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int size = 1 + (input[0] & 0xFF);
    ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1);
    for (PacketLimits limits :
        new PacketLimits[] {PacketLimits.zabbix60(), PacketLimits.zabbix70()}) {
      String whole = assembled(bytes.duplicate(), bytes.remaining(), limits);
      String pieces = assembled(bytes.duplicate(), size, limits);
      boolean bothMalformed = whole.startsWith("malformed") && pieces.startsWith("malformed");
      if (!whole.equals(pieces) && !bothMalformed) {
        throw new AssertionError(
            "in pieces of %d bytes: %s; as a whole: %s".formatted(size, pieces, whole));
      }
    }
  }

  private static String assembled(ByteBuffer bytes, int size, PacketLimits limits) {
    PacketAssembler assembler = new PacketAssembler(limits);
    try {
      while (bytes.hasRemaining()) {
        ByteBuffer piece = bytes.slice(bytes.position(), Math.min(size, bytes.remaining()));
        bytes.position(bytes.position() + piece.remaining());
        if (assembler.feed(piece)) {
          return bytes.hasRemaining()
              ? "malformed: surplus bytes in a piece of their own"
              : assembler.packet().data().text();
        }
      }
      return assembler.endOfInput();
    } catch (MalformedPacketException e) {
      if (e.getMessage() == null || e.getMessage().isBlank()) {
        throw new AssertionError("a malformed packet has no reason", e);
      }
      return "malformed: " + e.getMessage();
    }
  }
}
