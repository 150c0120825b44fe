package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "5a425844 01 0a000000 0b000000, 1, 10, 11",
    "5a425844 03 feffffff ffffffff, 3, 4294967294, 4294967295",
    "5a425844 05 0807060504030201 0100000000000080, 5, 72623859790382856, -9223372036854775807",
    "5a425844 00 01000000 02000000, 0, 1, 2",
    "5a425844 ff 0100000000000000 0200000000000000, 255, 1, 2"
  })
  void findsTheHeaderOfAPacket(String hex, int flags, long dataLength, long reserved) {
    PacketHeader header = new PacketHeader(flags, dataLength, reserved);
    Bytes bytes = Bytes.of(Frames.bytes(hex));

    assertEquals(Optional.of(header), PacketHeader.find(bytes));
    assertEquals(Optional.of(header), PacketHeader.find(bytes.plus(Bytes.of("data"))));
    assertEquals(Optional.of(header), PacketHeader.find(Bytes.of("xx").plus(bytes).from(2)));
    assertEquals(Optional.empty(), PacketHeader.find(bytes.slice(0, bytes.length() - 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5a4258", "5a425844", "5a425845 01 00000000 00000000 00"})
  void findsNoHeader(String hex) {
    assertEquals(Optional.empty(), PacketHeader.find(Bytes.of(Frames.bytes(hex))));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void rejectsFlagsOutOfRange(int flags) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new PacketHeader(flags, 0, 0));

    assertEquals("flags must be from 0 to 255, but was " + flags, e.getMessage());
  }
}
