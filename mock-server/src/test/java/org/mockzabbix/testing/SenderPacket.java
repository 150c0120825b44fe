package org.mockzabbix.testing;

import org.mockzabbix.fixtures.Packets;

/** A {@code sender data} request with one value. */
public final class SenderPacket {

  public static final String JSON = Packets.senderData("web01", "app.ok", "1");

  private SenderPacket() {}

  public static byte[] bytes() {
    return Packets.frame(JSON);
  }
}
