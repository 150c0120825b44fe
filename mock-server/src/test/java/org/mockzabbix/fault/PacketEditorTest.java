package org.mockzabbix.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketHeader;
import org.mockzabbix.wire.PacketWriter;

/** How each edit changes the bytes of a response; {@link PacketFault}s send them. */
class PacketEditorTest {

  private static final Bytes DATA = Bytes.of("{\"response\":\"success\"}");
  private static final Bytes PACKET = PacketWriter.frame(PacketHeader.PROTOCOL, DATA);
  private static final Bytes LARGE =
      PacketWriter.frame(PacketHeader.PROTOCOL | PacketHeader.LARGE, DATA);

  private static PacketHeader headerOf(Bytes bytes) {
    return PacketHeader.find(bytes).orElseThrow();
  }

  @Test
  void responseWithoutAHeader_staysAsItIs() {
    Bytes text = Bytes.of("OK");

    assertEquals(text, PacketEditor.compress().apply(text));
    assertEquals(Bytes.empty(), PacketEditor.declareLength(5).apply(Bytes.empty()));
  }

  @Test
  void setByte_changesOnlyThatByte() {
    Bytes edited = PacketEditor.setByte(0, 'X').apply(PACKET);

    assertEquals('X', edited.at(0));
    assertEquals(PACKET.from(1), edited.from(1));
  }

  @ParameterizedTest
  @CsvSource({"5, 27", "-2, 20", "-100, 0", "9223372036854775807, 4294967295"})
  void declareLength_staysInTheRangeOfTheHeader(long difference, long length) {
    Bytes edited = PacketEditor.declareLength(difference).apply(PACKET);

    assertEquals(length, headerOf(edited).dataLength());
    assertEquals(DATA, edited.from(headerOf(edited).size()));
  }

  @Test
  void declareLength_ofALargeHeader_hasEightBytes() {
    Bytes edited = PacketEditor.declareLength(Long.MAX_VALUE).apply(LARGE);

    assertEquals(Long.MAX_VALUE, headerOf(edited).dataLength());
  }

  @Test
  void compress_compressesOnce() {
    UnaryOperator<Bytes> compress = PacketEditor.compress();

    Bytes once = compress.apply(PACKET);

    assertTrue(headerOf(once).compressed());
    assertEquals(DATA.length(), headerOf(once).reserved());
    assertEquals(once, compress.apply(once));
  }

  @Test
  void enlargeHeader_keepsLengthAndData() {
    Bytes edited = PacketEditor.enlargeHeader().apply(PACKET);

    assertTrue(headerOf(edited).large());
    assertEquals(DATA.length(), headerOf(edited).dataLength());
    assertEquals(DATA, edited.from(headerOf(edited).size()));
  }

  @Test
  void random_dependsOnTheSeedOnly() {
    Bytes random = PacketEditor.random(8, 42).apply(PACKET);

    assertEquals(8, random.length());
    assertEquals(random, PacketEditor.random(8, 42).apply(Bytes.empty()));
    assertNotEquals(random, PacketEditor.random(8, 43).apply(PACKET));
  }
}
