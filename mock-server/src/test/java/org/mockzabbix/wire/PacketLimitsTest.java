package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.mockzabbix.wire.PacketLimits.OtherFlags;

class PacketLimitsTest {

  @Test
  void presets_areThoseOfTheRealPrograms() {
    assertEquals(
        new PacketLimits(134_217_728, 17_179_869_184L, OtherFlags.LARGE_ACCEPTED, true, false),
        PacketLimits.zabbix60());
    assertEquals(
        new PacketLimits(134_217_728, 1_073_741_824, OtherFlags.REJECTED, false, false),
        PacketLimits.zabbix70());
    assertEquals(
        new PacketLimits(134_217_728, 1_073_741_824, OtherFlags.LARGE_UNKNOWN, false, false),
        PacketLimits.zabbix50());
    assertEquals(PacketLimits.zabbix70(), PacketLimits.agent());
    assertEquals(
        new PacketLimits(134_217_728, 4_294_967_295L, OtherFlags.IGNORED, false, false),
        PacketLimits.agent2());
  }

  @Test
  void copies_changeOneLimit() {
    assertEquals(
        new PacketLimits(5, 17_179_869_184L, OtherFlags.LARGE_ACCEPTED, true, false),
        PacketLimits.zabbix60().withMaxPacketSize(5));
    assertEquals(
        new PacketLimits(134_217_728, 17_179_869_184L, OtherFlags.LARGE_ACCEPTED, true, true),
        PacketLimits.zabbix60().withPlainText());
  }

  @Test
  void maxPacketSize_outOfRange() {
    PacketLimits limits = PacketLimits.zabbix70();

    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> limits.withMaxPacketSize(0));
    IllegalArgumentException tooMuch =
        assertThrows(IllegalArgumentException.class, () -> limits.withMaxPacketSize(1_073_741_825));

    assertEquals("maxPacketSize must be from 1 byte to 1G, but was 0 bytes", none.getMessage());
    assertEquals(
        "maxPacketSize must be from 1 byte to 1G, but was 1073741825 bytes", tooMuch.getMessage());
  }

  @Test
  void protocolLimit_notPositive() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PacketLimits(1, 0, OtherFlags.REJECTED, true, false));

    assertEquals("protocolLimit must be at least 1 byte, but was 0 bytes", e.getMessage());
  }
}
