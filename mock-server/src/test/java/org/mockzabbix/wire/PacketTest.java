package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {

  @ParameterizedTest
  @CsvSource({"0x01, 4", "0x03, 4", "0x05, 8", "0x07, 8"})
  void findsAPacketInsideAnArray(String flags, int width) {
    Bytes packet = PacketWriter.frame(Integer.decode(flags), Bytes.of("hi"));
    Bytes inside = Bytes.of("x").plus(packet).plus(Bytes.of("x")).slice(1, packet.length());

    Packet found = Packet.find(inside).orElseThrow();

    assertEquals(packet, found.bytes());
    assertEquals("hi", found.data().text());
    assertEquals(new MarkedBytes(5, width, "length"), found.lengthInHeader());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5a425844",
        "5a425844 01 02000000 00000000 68",
        "5a425844 01 02000000 00000000 686921",
        "5a425844 03 02000000 02000000 6869",
        "7b7d"
      })
  void findsNoPacket(String hex) {
    assertEquals(Optional.empty(), Packet.find(Bytes.of(Frames.bytes(hex))));
  }

  @Test
  void emptyReason() {
    assertEquals("the packet is empty", empty("5a425844 01 00000000 00000000"));
    assertEquals(
        "the packet is empty: is the length a big-endian number of eight bytes? It must be"
            + " little-endian",
        empty("5a425844 01 00000000 00000005"));
    assertEquals(
        "the packet is empty: are the lengths swapped? The length of the data is the first",
        empty("5a425844 01 00000000 05000000"));
  }

  private static String empty(String hex) {
    return Packet.find(Bytes.of(Frames.bytes(hex))).orElseThrow().emptyReason();
  }
}
