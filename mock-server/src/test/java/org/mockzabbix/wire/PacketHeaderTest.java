package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacketHeaderTest {

  @Test
  void encodesPlainHeader() {
    PacketHeader header = new PacketHeader(0x01, 0x0a, 0);

    assertEquals("5a425844010a00000000000000", header.encode().hex(99));
    assertEquals(13, header.size());
    assertFalse(header.compressed());
    assertFalse(header.large());
  }

  @Test
  void encodesCompressedHeader_withTheGreatestLengths() {
    PacketHeader header = new PacketHeader(0x03, 0xffff_fffeL, 0xffff_ffffL);

    assertEquals("5a42584403feffffffffffffff", header.encode().hex(99));
    assertTrue(header.compressed());
  }

  @Test
  void encodesLargeHeader() {
    PacketHeader header = new PacketHeader(0x07, 0x0102_0304_0506_0708L, 1);

    assertEquals("5a4258440708070605040302010100000000000000", header.encode().hex(99));
    assertEquals(21, header.size());
    assertTrue(header.large());
  }

  @Test
  void rejectsFlagsOutOfRange() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new PacketHeader(256, 0, 0));

    assertEquals("flags must be from 0 to 255, but was 256", e.getMessage());
  }
}
