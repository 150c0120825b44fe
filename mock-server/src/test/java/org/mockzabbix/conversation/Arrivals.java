package org.mockzabbix.conversation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.mockzabbix.net.Arrival;
import org.mockzabbix.net.Origin;
import org.mockzabbix.net.Treatment;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/** What a listener would tell of, for tests. */
final class Arrivals {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312);

  private static final Origin ORIGIN =
      new Origin(
          7,
          PEER,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_051),
          NOON,
          Treatment.WELL);

  private Arrivals() {}

  static Arrival.Complete packet(int flags, String text) {
    return packet(flags, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A packet that is not compressed. */
  static Arrival.Complete packet(int flags, Bytes body) {
    PacketHeader header = new PacketHeader(flags, body.length(), 0);
    byte[] wire = new byte[13 + body.length()];
    System.arraycopy(header.encode().toArray(), 0, wire, 0, 13);
    System.arraycopy(body.toArray(), 0, wire, 13, body.length());
    Bytes bytes = Bytes.of(wire);
    return new Arrival.Complete(ORIGIN, new Packet(header, bytes, bytes.slice(13, body.length())));
  }

  static Arrival.Unreadable unreadable(String reason, String received) {
    Bytes bytes = Bytes.of(received.getBytes(StandardCharsets.UTF_8));
    return new Arrival.Unreadable(ORIGIN, reason, bytes, bytes.length());
  }

  static Arrival.Empty empty(Arrival.Ending ending) {
    return new Arrival.Empty(ORIGIN, ending);
  }
}
