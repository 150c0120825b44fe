package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketAssemblerTest {

  private static final int MIB = 1 << 20;

  @Test
  void readsPlainPacket() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    byte[] wire = Frames.bytes("5a425844 01 02000000 00000000 6869");

    boolean complete = assembler.feed(ByteBuffer.wrap(wire));

    assertTrue(complete);
    Packet packet = assembler.packet();
    assertEquals(new PacketHeader(0x01, 2, 0), packet.header());
    assertEquals(Bytes.of(wire), packet.bytes());
    assertEquals("hi", packet.data().text());
    assertSame(packet.bytes().array(), packet.data().array());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "plain,                   5a425844 01 02000000 00000000 6869, hi",
    "empty body,              5a425844 01 00000000 00000000, ''",
    "compressed,              5a425844 03 12000000 0a000000 789c4b4c4fcd2bd12bc8cc4b0700157903ec, agent.ping",
    "length also in RESERVED, 5a425844 01 01000000 01000000 31, 1",
    "flags 0x81,              5a425844 81 02000000 00000000 6869, hi",
    "flags 0xff,              5a425844 ff 1200000000000000 0a00000000000000"
        + " 789c4b4c4fcd2bd12bc8cc4b0700157903ec, agent.ping",
    "flags 0xff in 7.0 too,   5a425844 ff 0a00000000000000 0200000000000000 789ccbc80400013b00d2, hi",
  })
  void acceptsInBothVersions(String name, String hex, String payload) throws Exception {
    for (PacketLimits limits :
        new PacketLimits[] {PacketLimits.zabbix60(), PacketLimits.zabbix70()}) {
      PacketAssembler assembler = new PacketAssembler(limits);

      assertTrue(assembler.feed(ByteBuffer.wrap(Frames.bytes(hex))));

      assertEquals(payload, assembler.packet().data().text());
    }
  }

  @Test
  void acceptsEightByteLengthsIfAllowed() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix60());
    byte[] wire = Frames.bytes("5a425844 05 0200000000000000 0000000000000000 6869");

    assertTrue(assembler.feed(ByteBuffer.wrap(wire)));

    assertEquals("hi", assembler.packet().data().text());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x03, 0x05, 0x07})
  void packetCutAnywhere_isComplete(int flags) throws Exception {
    Bytes frame = PacketWriter.frame(flags, Bytes.of("{\"request\":\"sender data\",\"data\":[]}"));
    for (int first = 0; first <= frame.length(); first++) {
      for (int second = first; second <= frame.length(); second++) {
        PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix60());

        feed(
            assembler,
            frame.slice(0, first),
            frame.slice(first, second - first),
            frame.slice(second, frame.length() - second));

        assertEquals(frame, assembler.packet().bytes());
        assertEquals("{\"request\":\"sender data\",\"data\":[]}", assembler.packet().data().text());
      }
    }
  }

  private static void feed(PacketAssembler assembler, Bytes... pieces) throws Exception {
    boolean complete = false;
    for (Bytes piece : pieces) {
      if (!complete) {
        complete = assembler.feed(ByteBuffer.wrap(piece.toArray()));
      }
    }
    assertTrue(complete);
  }

  @Test
  void keepsOnlyTheBytesOfThePacket() throws Exception {
    PacketAssembler whole = new PacketAssembler(PacketLimits.zabbix70());
    PacketAssembler inPieces = new PacketAssembler(PacketLimits.zabbix70());
    byte[] wire = Frames.declaring(1000, "x".repeat(1000));

    whole.feed(ByteBuffer.wrap(wire));
    for (byte b : wire) {
      inPieces.feed(ByteBuffer.wrap(new byte[] {b}));
    }

    assertEquals(1013, whole.packet().bytes().array().length);
    assertEquals(1013, inPieces.packet().bytes().array().length);
  }

  @Test
  void declaredLength_allocatesNothing() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    byte[] start = Frames.declaring(127 * MIB, "0123456789");

    assertFalse(assembler.feed(ByteBuffer.wrap(start)));

    assertEquals(23, assembler.capacity());
  }

  @Test
  void growsAtMostToTwiceTheReceivedBytes() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    byte[] body = new byte[2 * MIB];
    assembler.feed(ByteBuffer.wrap(Frames.declaring(body.length, "")));

    for (int at = 0; at < body.length; at += 1000) {
      assembler.feed(ByteBuffer.wrap(body, at, Math.min(1000, body.length - at)));
      assertTrue(
          assembler.capacity() <= 2 * assembler.receivedCount(),
          () -> "at " + assembler.capacity());
    }

    assertEquals(13 + body.length, assembler.capacity());
  }

  @Test
  void nothing_allocatesNothing() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assembler.feed(ByteBuffer.wrap(Frames.declaring(1000, "0123456789")));

    assertFalse(assembler.feed(ByteBuffer.allocate(0)));

    assertEquals(23, assembler.capacity());
  }

  @Test
  void growsToTwiceItsSize_soThatFewBytesAreCopiedOften() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assembler.feed(ByteBuffer.wrap(Frames.declaring(1000, "")));
    Set<Integer> capacities = new TreeSet<>();

    for (int i = 0; i < 1000; i++) {
      assembler.feed(ByteBuffer.allocate(1));
      capacities.add(assembler.capacity());
    }

    assertEquals(Set.of(26, 52, 104, 208, 416, 832, 1013), capacities);
  }

  @Test
  void receivedIsAtMost64KiB() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());

    assembler.feed(ByteBuffer.wrap(Frames.declaring(100_000, "x".repeat(70_000))));

    assertEquals(70_013, assembler.receivedCount());
    assertEquals(65_536, assembler.received().length());
    assertEquals("5a42584401", assembler.received().slice(0, 5).hex(5));
  }

  @Test
  void received_includesTheSurplus() {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    byte[] wire = Frames.declaring(2, "hi there");

    assertThrows(MalformedPacketException.class, () -> assembler.feed(ByteBuffer.wrap(wire)));

    assertEquals(Bytes.of(wire), assembler.received());
    assertEquals(21, assembler.receivedCount());
  }

  @Test
  void feed_afterTheEnd() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assembler.feed(ByteBuffer.wrap(Frames.declaring(2, "hi")));

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> assembler.feed(ByteBuffer.allocate(0)));

    assertEquals("the packet is already complete", e.getMessage());
  }

  @Test
  void packet_beforeTheEnd() throws Exception {
    PacketAssembler assembler = new PacketAssembler(PacketLimits.zabbix70());
    assembler.feed(ByteBuffer.wrap(Frames.declaring(2, "h")));

    assertEquals(
        "the packet is not complete",
        assertThrows(IllegalStateException.class, assembler::packet).getMessage());
    assertEquals(
        "the packet is not complete",
        assertThrows(IllegalStateException.class, assembler::header).getMessage());
  }
}
