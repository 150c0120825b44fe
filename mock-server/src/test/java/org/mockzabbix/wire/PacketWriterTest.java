package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketWriterTest {

  @Test
  void framesPlainData() {
    Bytes packet = PacketWriter.frame(0x01, Bytes.of("xhix").slice(1, 2));

    assertEquals("5a425844 01 02000000 00000000 6869".replace(" ", ""), packet.hex(99));
  }

  @Test
  void framesWithEightByteLengths() {
    Bytes packet = PacketWriter.frame(0x05, Bytes.of("hi"));

    assertEquals(
        "5a425844 05 0200000000000000 0000000000000000 6869".replace(" ", ""), packet.hex(99));
  }

  @Test
  void framesEmptyData() {
    assertEquals("5a425844010000000000000000", PacketWriter.frame(0x01, Bytes.empty()).hex(99));
  }

  @Test
  void keepsUnknownFlags() {
    assertEquals(0x81, PacketWriter.frame(0x81, Bytes.of("hi")).at(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x03, 0x07, 0xff})
  void compresses(int flags) throws Exception {
    Bytes payload = Bytes.of("agent.ping ".repeat(1000));

    Bytes frame = PacketWriter.frame(flags, payload);

    assertTrue(frame.length() < 200, () -> frame.toString());
    Packet packet = read(frame);
    assertEquals(payload, packet.data());
    assertEquals(
        new PacketHeader(flags, frame.length() - packet.header().size(), 11_000), packet.header());
  }

  @Test
  void compressesDataThatDoesNotShrink() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);

    Bytes frame = PacketWriter.frame(0x03, Bytes.of(noise));

    assertEquals(Bytes.of(noise), read(frame).data());
  }

  @Test
  void rejectsFlagsOutOfRange() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> PacketWriter.frame(0x100, Bytes.empty()));

    assertEquals("flags must be from 0 to 255, but was 256", e.getMessage());
  }

  private static Packet read(Bytes frame) throws MalformedPacketException {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix60());
    assertTrue(assembler.feed(ByteBuffer.wrap(frame.toArray())));
    return assembler.packet();
  }
}
