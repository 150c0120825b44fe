package org.mockzabbix;

import org.mockzabbix.fixtures.Packets;

/** A {@code sender data} request with one value. */
final class SenderPacket {

  static final String JSON = Packets.senderData("web01", "app.ok", "1");

  private SenderPacket() {}

  static byte[] bytes() {
    return Packets.frame(JSON);
  }
}
