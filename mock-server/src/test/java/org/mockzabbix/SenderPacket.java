package org.mockzabbix;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.mockzabbix.fixtures.Packets;

/** One value as a sender sends it. */
final class SenderPacket {

  static final String JSON =
      "{\"request\":\"sender data\",\"data\":"
          + "[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"}]}";

  private SenderPacket() {}

  static byte[] bytes() {
    return Packets.frame(1, JSON.getBytes(UTF_8));
  }
}
