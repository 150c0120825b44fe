package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of text without a header, where they are accepted. */
class PlainTextPacketTest {

  private final PacketAssembler assembler =
      new PacketAssembler(PacketLimits.agent().withPlainText());

  @ParameterizedTest
  @CsvSource({
    "agent.ping\\n, agent.ping",
    "agent.ping\\r\\n, agent.ping",
    "agent.ping\\n\\r\\n, agent.ping",
    "\\n, ''",
    "\\r\\n, ''",
    "Z\\n, Z",
    "ZBXE\\n, ZBXE",
    "ZBX\\n, ZBX",
    "a\\nb\\n, a\\nb"
  })
  void aLineEndCompletesTheText(String sent, String text) throws Exception {
    Bytes bytes = Bytes.of(unescaped(sent));

    assertTrue(feed(bytes.text()));

    assertEquals(
        new Packet(
            new PacketHeader(0x01, unescaped(text).length(), 0), bytes, Bytes.of(unescaped(text))),
        assembler.packet());
    assertEquals(new PacketHeader(0x01, unescaped(text).length(), 0), assembler.header());
  }

  @Test
  void theEndOfTheInputCompletesTheText() throws Exception {
    assertFalse(feed("agent."));
    assertFalse(feed("ping"));

    assertTrue(assembler.endText());

    assertEquals("agent.ping", assembler.packet().data().text());
    assertEquals("agent.ping", assembler.packet().bytes().text());
  }

  @Test
  void aLineInPieces() throws Exception {
    assertFalse(feed("Z"));
    assertFalse(feed("one"));
    assertTrue(feed("\n"));

    assertEquals("Zone", assembler.packet().data().text());
  }

  @Test
  void nothingIsNoText() throws Exception {
    assertFalse(feed(""));
    assertFalse(assembler.endText());

    assertThrows(IllegalStateException.class, assembler::packet);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Z", "ZB", "ZBX", "ZBXD"})
  void theBeginningOfAHeaderIsNoText(String sent) throws Exception {
    assertFalse(feed(sent));

    assertFalse(assembler.endText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}\n", "[1]\n", "\u0016\u0003\u0001\n"})
  void jsonAndTlsAreNoText(String sent) {
    assertThrows(MalformedPacketException.class, () -> feed(sent));
  }

  @Test
  void aPacketWithAHeaderIsAccepted() throws Exception {
    assertTrue(assembler.feed(ByteBuffer.wrap(Frames.declaring(3, "hi\n"))));

    assertEquals("hi\n", assembler.packet().data().text());
  }

  @Test
  void theLongestTextHas64KiB() throws Exception {
    assertFalse(feed("x".repeat(65_535)));
    assertTrue(feed("\n"));

    assertEquals(65_535, assembler.packet().data().length());
  }

  @Test
  void aLongerTextIsNoPacket() throws Exception {
    assertFalse(feed("x".repeat(65_536)));

    MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> feed("\n"));

    assertEquals("missing header: expected 'ZBXD', received 'xxxxxxxxxxxxxxxx...'", e.reason());
  }

  @Test
  void textIsRefusedElsewhere() {
    PacketAssembler server = new PacketAssembler(PacketLimits.agent());

    MalformedPacketException e =
        assertThrows(
            MalformedPacketException.class,
            () -> server.feed(ByteBuffer.wrap(Bytes.of("agent.ping\n").toArray())));

    assertEquals(
        "missing header: expected 'ZBXD', received 'agent.ping\\n': is the 13-byte header missing?",
        e.reason());
    assertFalse(server.endText());
  }

  private boolean feed(String text) throws MalformedPacketException {
    return assembler.feed(ByteBuffer.wrap(Bytes.of(text).toArray()));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
