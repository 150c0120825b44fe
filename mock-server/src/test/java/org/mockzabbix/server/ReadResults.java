package org.mockzabbix.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.mockzabbix.net.ConnectionInfo;
import org.mockzabbix.net.ReadResult.ConnectionEnd;
import org.mockzabbix.net.ReadResult.InvalidBytes;
import org.mockzabbix.net.ReadResult.NoBytes;
import org.mockzabbix.net.ReadResult.PacketRead;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.MarkedBytes;
import org.mockzabbix.wire.Packet;
import org.mockzabbix.wire.PacketHeader;

/** A connection and what was read from it, for tests. */
final class ReadResults {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  static final ConnectionInfo CONNECTION =
      new ConnectionInfo(
          7,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_312),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 10_051));

  private ReadResults() {}

  /** A packet that is not compressed. */
  static PacketRead packet(int flags, String text) {
    Bytes data = Bytes.of(text);
    PacketHeader header = new PacketHeader(flags, data.length(), 0);
    Bytes wire = header.encode().plus(data);
    return new PacketRead(NOON, new Packet(header, wire, wire.slice(13, data.length())));
  }

  static InvalidBytes invalid(String reason, String received) {
    Bytes bytes = Bytes.of(received);
    return new InvalidBytes(NOON, reason, new MarkedBytes(0, 1, "header"), bytes, bytes.length());
  }

  static NoBytes noBytes(ConnectionEnd ending) {
    return new NoBytes(NOON, ending);
  }
}
