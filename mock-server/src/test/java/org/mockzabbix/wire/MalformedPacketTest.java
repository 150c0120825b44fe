package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exact reasons why bytes are not a packet. */
class MalformedPacketTest {

  private static final PacketLimits ZABBIX_60 = PacketLimits.zabbix60();
  private static final PacketLimits ZABBIX_70 = PacketLimits.zabbix70();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '`',
      textBlock =
          """
          {"request":"sender data"} | missing header: expected 'ZBXD', received '{"request":"send...': is the 13-byte header missing?
          [1]                       | missing header: expected 'ZBXD', received '[1]': is the 13-byte header missing?
          GET / HTTP/1.1            | missing header: expected 'ZBXD', received 'GET / HTTP/1.1': this looks like an HTTP request
          OPTIONS * HTTP/1.1        | missing header: expected 'ZBXD', received 'OPTIONS * HTTP/1...': this looks like an HTTP request
          GETTER                    | missing header: expected 'ZBXD', received 'GETTER'
          ZBXE                      | missing header: expected 'ZBXD', received 'ZBXE'
          zbxd                      | missing header: expected 'ZBXD', received 'zbxd': write ZBXD in capital letters
          a\\b~                     | missing header: expected 'ZBXD', received 'a\\\\b~'
          0123456789abcdef          | missing header: expected 'ZBXD', received '0123456789abcdef'
          0123456789abcdefg         | missing header: expected 'ZBXD', received '0123456789abcdef...'
          """)
  void missingHeader(String sent, String reason) {
    assertEquals(reason, refused(Bytes.of(sent).toArray(), ZABBIX_70));
  }

  @Test
  void missingHeader_controlCharactersAreEscaped() {
    assertEquals(
        "missing header: expected 'ZBXD', received '\\r\\n\\t\\x00\\xff'",
        refused(Frames.bytes("0d0a0900ff"), ZABBIX_70));
  }

  @Test
  void missingHeader_isReportedAtTheFirstWrongByte() {
    assertEquals(
        "missing header: expected 'ZBXD', received 'ZBX!'",
        refused(Bytes.of("ZBX!").toArray(), ZABBIX_70));
    assertEquals(
        "missing header: expected 'ZBXD', received 'X'",
        refused(Bytes.of("X").toArray(), ZABBIX_70));
  }

  @Test
  void tls() {
    assertEquals(
        "the client used TLS, but this port expects unencrypted packets: received"
            + " '\\x16\\x03\\x01\\x00\\x05\\x01\\x00\\x00\\x01\\x00'",
        refused(Frames.bytes("16030100050100000100"), ZABBIX_70));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00 | unsupported flags 0x00: 0x01 (protocol) must be set (received 'ZBXD\\x00')
          02 | unsupported flags 0x02: 0x01 (protocol) must be set: the flags of compressed data are 0x03 (received 'ZBXD\\x02')
          80 | unsupported flags 0x80: 0x01 (protocol) must be set (received 'ZBXD\\x80')
          05 | unsupported flags 0x05: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD\\x05')
          09 | unsupported flags 0x09: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD\\t')
          7f | unsupported flags 0x7f: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD\\x7f')
          """)
  void unsupportedFlags(String flags, String reason) {
    assertEquals(reason, refused(Frames.bytes("5a425844" + flags), ZABBIX_70));
  }

  @Test
  void unsupportedFlags_whereLargePacketsAreAllowed() {
    assertEquals(
        "unsupported flags 0x09: accepted are 0x01 (protocol), 0x02 (compressed), 0x04 (large packet)"
            + " (received 'ZBXD\\t')",
        refused(Frames.bytes("5a425844 09"), ZABBIX_60));
  }

  @Test
  void exactLimit_isAccepted() throws Exception {
    PacketAssembler assembler = new PacketAssembler(ZABBIX_70.withMaxPacketSize(1 << 30));

    assertFalse(assembler.feed(ByteBuffer.wrap(Frames.declaring(1 << 30, ""))));

    assertEquals(
        "declared 1073741824 bytes, the connection was closed after 0: is the length big-endian? In"
            + " little-endian order, 64 is 40 00 00 00",
        assembler.endOfInput());
  }

  @Test
  void tooLarge_forTheProtocol() {
    assertEquals(
        "declared 1073741825 bytes, the protocol allows 1073741824",
        refused(Frames.declaring((1 << 30) + 1, ""), ZABBIX_70));
    assertEquals(
        "declared 4294967295 bytes, the protocol allows 1073741824",
        refused(Frames.bytes("5a425844 01 ffffffff 00000000"), ZABBIX_70));
    assertEquals(
        "declared 17179869185 bytes, the protocol allows 17179869184",
        refused(Frames.bytes("5a425844 05 0100000004000000 0000000000000000"), ZABBIX_60));
    assertEquals(
        "declared 18446744073709551615 bytes, the protocol allows 17179869184",
        refused(Frames.bytes("5a425844 05 ffffffffffffffff 0000000000000000"), ZABBIX_60));
  }

  @Test
  void tooLarge_reservedOfAnUncompressedPacket() throws Exception {
    PacketAssembler overTheCapAlone = new PacketAssembler(ZABBIX_70);

    boolean complete =
        overTheCapAlone.feed(ByteBuffer.wrap(Frames.bytes("5a425844 01 01000000 00000040 31")));

    assertTrue(complete);
    assertEquals(
        "declared 1073741825 bytes uncompressed (RESERVED), the protocol allows 1073741824",
        refused(Frames.bytes("5a425844 01 01000000 01000040 31"), ZABBIX_70));
  }

  @Test
  void tooLarge_forMaxPacketSize() {
    PacketLimits limits = ZABBIX_70.withMaxPacketSize(100);

    assertEquals(
        "declared 101 bytes, the limit here is 100 (maxPacketSize)",
        refused(Frames.declaring(101, ""), limits));
    assertEquals(
        "declared 101 bytes uncompressed (RESERVED), the limit here is 100 (maxPacketSize): are"
            + " the lengths swapped? The length of the data is the first",
        refused(Frames.compressed(101, new byte[0]), limits));
  }

  @Test
  void tooLarge_bigEndian() {
    assertEquals(
        "declared 1644167168 bytes, the protocol allows 1073741824: is the length big-endian? In"
            + " little-endian order, 98 is 62 00 00 00 (the data begins with '"
            + "x".repeat(96)
            + "...')",
        refused(Frames.declaring(0x6200_0000, "x".repeat(98)), ZABBIX_70));
  }

  @Test
  void tooLarge_isDrainedIfTheRealProgramReadsIt() {
    PacketLimits limits = ZABBIX_60.withMaxPacketSize(100);

    assertEquals(91, malformed(Frames.declaring(101, "x".repeat(10)), limits).bytesToDrain());
    assertEquals(0, malformed(Frames.declaring(101, "x".repeat(101)), limits).bytesToDrain());
    assertEquals(0, malformed(Frames.declaring(101, "x".repeat(120)), limits).bytesToDrain());
    assertEquals(
        5, malformed(Frames.bytes("5a425844 03 05000000 65000000"), limits).bytesToDrain());
  }

  @Test
  void tooLarge_isNotDrainedIfTheRealProgramCloses() {
    byte[] overSixteenGiB = Frames.bytes("5a425844 05 0100000004000000 0000000000000000");

    assertEquals(0, malformed(overSixteenGiB, ZABBIX_60).bytesToDrain());
    assertEquals(
        0, malformed(Frames.declaring(101, ""), ZABBIX_70.withMaxPacketSize(100)).bytesToDrain());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abcd    | 3 | declared 3 bytes, received 4: 1 byte too many
          abcdefg | 2 | declared 2 bytes, received 7: 5 bytes too many
          äbc     | 3 | declared 3 bytes, received 4: is the length counted in characters instead of bytes?
          äbcd    | 3 | declared 3 bytes, received 5: 2 bytes too many
          a😀b    | 3 | declared 3 bytes, received 6: is the length counted in characters instead of bytes?
          a😀b    | 4 | declared 4 bytes, received 6: is the length counted in characters instead of bytes?
          a😀b    | 5 | declared 5 bytes, received 6: 1 byte too many
          """)
  void tooLong(String body, int declared, String reason) {
    assertEquals(reason, refused(Frames.declaring(declared, body), ZABBIX_70));
  }

  @Test
  void tooLong_compressed() {
    byte[] frame = Frames.compressed(2, Frames.bytes("789ccbc80400013b00d2"));
    byte[] withSurplus = Frames.join(Bytes.of(frame), Bytes.of("!"));

    assertEquals(
        "declared 10 bytes, received 11: 1 byte too many", refused(withSurplus, ZABBIX_70));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5a4258                           | missing header: the connection was closed after 'ZBX'
          5a425844                         | missing flags: the connection was closed after 'ZBXD'
          5a425844 01                      | missing data length: the connection was closed after 5 of the header's 13 bytes
          5a425844 05 00000000 00000000    | missing data length: the connection was closed after 13 of the header's 21 bytes
          5a425844 01 62000000 00000000    | declared 98 bytes, the connection was closed after 0
          5a425844 01 62000000 00000000 31 | declared 98 bytes, the connection was closed after 1
          5a425844 01 0e000000 00000000 31 | declared 14 bytes, the connection was closed after 1: does the length count the header too?
          """)
  void endOfInput(String sent, String reason) throws Exception {
    PacketAssembler assembler = new PacketAssembler(ZABBIX_60);
    assertFalse(assembler.feed(ByteBuffer.wrap(Frames.bytes(sent))));

    assertEquals(reason, assembler.endOfInput());
  }

  @Test
  void reset() throws Exception {
    PacketAssembler assembler = new PacketAssembler(ZABBIX_70);
    assembler.feed(ByteBuffer.wrap(Frames.declaring(98, "x".repeat(93))));

    assertEquals(
        "declared 98 bytes, the connection was reset after 93 (the data begins with '"
            + "x".repeat(93)
            + "')",
        assembler.reset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5a42                             | PT10S   | missing header: received 'ZB', and the rest did not arrive within 10 s
          5a425844                         | PT1.5S  | missing flags: received 'ZBXD', and the rest did not arrive within 1500 ms
          5a425844 01                      | PT0.02S | missing data length: received 5 of the header's 13 bytes, and the rest did not arrive within 20 ms
          5a425844 01 62000000 00000000 31 | PT10S   | declared 98 bytes, received 1, and the rest did not arrive within 10 s
          5a425844 01 0d000000 00000000    | PT10S   | declared 13 bytes, received 0, and the rest did not arrive within 10 s: does the length count the header too?
          """)
  void timedOut(String sent, Duration timeout, String reason) throws Exception {
    PacketAssembler assembler = new PacketAssembler(ZABBIX_70);
    assertFalse(assembler.feed(ByteBuffer.wrap(Frames.bytes(sent))));

    assertEquals(reason, assembler.timedOut(timeout));
  }

  private static String refused(byte[] sent, PacketLimits limits) {
    return String.valueOf(malformed(sent, limits).getMessage());
  }

  private static MalformedPacketException malformed(byte[] sent, PacketLimits limits) {
    PacketAssembler assembler = new PacketAssembler(limits);
    return assertThrows(
        MalformedPacketException.class, () -> assembler.feed(ByteBuffer.wrap(sent)));
  }
}
