package org.mockzabbix.fault;

import java.util.function.BiFunction;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketHeader;

/** Takes replies apart into header and body, and puts bytes together. */
final class Framed {

  private static final int SHORTEST_HEADER = 13;

  private Framed() {}

  /** What {@code change} makes of header and body; a reply without a header stays as it is. */
  static Bytes change(Bytes reply, BiFunction<PacketHeader, Bytes, Bytes> change) {
    if (!hasHeader(reply)) {
      return reply;
    }
    int flags = reply.at(4);
    int width = (flags & PacketHeader.LARGE) == 0 ? Integer.BYTES : Long.BYTES;
    PacketHeader header =
        new PacketHeader(flags, number(reply, 5, width), number(reply, 5 + width, width));
    int size = header.size();
    return change.apply(header, reply.slice(size, reply.length() - size));
  }

  private static boolean hasHeader(Bytes reply) {
    if (reply.length() < SHORTEST_HEADER || !reply.slice(0, 4).equals(Bytes.of("ZBXD"))) {
      return false;
    }
    return reply.length() >= new PacketHeader(reply.at(4), 0, 0).size();
  }

  private static long number(Bytes bytes, int at, int width) {
    long number = 0;
    for (int i = width - 1; i >= 0; i--) {
      number = (number << 8) | bytes.at(at + i);
    }
    return number;
  }

  static Bytes join(Bytes first, Bytes second) {
    byte[] joined = new byte[first.length() + second.length()];
    System.arraycopy(first.array(), first.offset(), joined, 0, first.length());
    System.arraycopy(second.array(), second.offset(), joined, first.length(), second.length());
    return Bytes.of(joined);
  }
}
