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
import org.junit.jupiter.params.provider.ValueSource;

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
          <req>                     | missing header: expected 'ZBXD', received '<req>': is the 13-byte header missing?
          agent.ping                | missing header: expected 'ZBXD', received 'agent.ping': is the 13-byte header missing?
          web01:k:1                 | missing header: expected 'ZBXD', received 'web01:k:1': is the 13-byte header missing?
          k[a b]                    | missing header: expected 'ZBXD', received 'k[a b]': is the 13-byte header missing?
          not a key                 | missing header: expected 'ZBXD', received 'not a key'
          Zb                        | missing header: expected 'ZBXD', received 'Zb': write ZBXD in capital letters
          b'ZBXD                    | missing header: expected 'ZBXD', received 'b'ZBXD': remove what precedes 'ZBXD'
          b'ZBX                     | missing header: expected 'ZBXD', received 'b'ZBX'
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
          2f | unsupported flags 0x2f: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD/')
          30 | unsupported flags 0x30: 0x01 (protocol) must be set: send the byte 0x01 instead of the digit '0' (received 'ZBXD0')
          31 | unsupported flags 0x31: accepted are 0x01 (protocol), 0x02 (compressed): send the byte 0x01 instead of the digit '1' (received 'ZBXD1')
          32 | unsupported flags 0x32: 0x01 (protocol) must be set: send the byte 0x03 instead of the digit '2' (received 'ZBXD2')
          33 | unsupported flags 0x33: accepted are 0x01 (protocol), 0x02 (compressed): send the byte 0x03 instead of the digit '3' (received 'ZBXD3')
          34 | unsupported flags 0x34: 0x01 (protocol) must be set (received 'ZBXD4')
          35 | unsupported flags 0x35: accepted are 0x01 (protocol), 0x02 (compressed) (received 'ZBXD5')
          5c | unsupported flags 0x5c: 0x01 (protocol) must be set: are escapes such as \\x01 sent as text? (received 'ZBXD\\\\')
          7b | unsupported flags 0x7b: accepted are 0x01 (protocol), 0x02 (compressed): are the flags and the lengths missing after 'ZBXD'? (received 'ZBXD{')
          5b | unsupported flags 0x5b: accepted are 0x01 (protocol), 0x02 (compressed): are the flags and the lengths missing after 'ZBXD'? (received 'ZBXD[')
          3c | unsupported flags 0x3c: 0x01 (protocol) must be set: are the flags and the lengths missing after 'ZBXD'? (received 'ZBXD<')
          0001     | unsupported flags 0x00: 0x01 (protocol) must be set: remove the NUL after 'ZBXD' (received 'ZBXD\\x00\\x01')
          0003     | unsupported flags 0x00: 0x01 (protocol) must be set: remove the NUL after 'ZBXD' (received 'ZBXD\\x00\\x03')
          0002     | unsupported flags 0x00: 0x01 (protocol) must be set (received 'ZBXD\\x00\\x02')
          0401     | unsupported flags 0x04: 0x01 (protocol) must be set (received 'ZBXD\\x04\\x01')
          """)
  void unsupportedFlags(String flags, String reason) {
    assertEquals(reason, refused(Frames.bytes("5a425844" + flags), ZABBIX_70));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02000000 6869",
        "02000000 00000000 6869",
        "00010000 FILL256",
        "00010000 00000000 FILL256",
        "09000000 00000000 686968696868686868",
        "49000000 00000000 FILL73"
      })
  void theFlagsAreMissing(String lengthsAndData) {
    String reason = refusedAfterMagic(lengthsAndData);

    assertTrue(reason.contains(": is the flags byte missing? (received 'ZBXD"), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02000000 68",
        "02000000 686968",
        "02000000 00000000 68",
        "02000000 00000000 686968",
        "02000000",
        "020000",
        "00000000",
        "00000000 00000000",
        "00000000 000000"
      })
  void theFlagsAreWrongButNotMissing(String lengthsAndData) {
    String reason = refusedAfterMagic(lengthsAndData);

    assertFalse(reason.contains("is the flags byte missing?"), reason);
  }

  private static String refusedAfterMagic(String lengthsAndData) {
    String filled =
        lengthsAndData.replace("FILL256", "78".repeat(256)).replace("FILL73", "78".repeat(73));
    return refused(Frames.bytes("5a425844" + filled), ZABBIX_70);
  }

  @Test
  void unsupportedFlags_whereLargePacketsAreAllowed() {
    assertEquals(
        "unsupported flags 0x37: accepted are 0x01 (protocol), 0x02 (compressed), 0x04 (large packet):"
            + " send the byte 0x07 instead of the digit '7' (received 'ZBXD7')",
        refused(Frames.bytes("5a425844 37"), ZABBIX_60));
    assertEquals(
        "unsupported flags 0x38: 0x01 (protocol) must be set (received 'ZBXD8')",
        refused(Frames.bytes("5a425844 38"), ZABBIX_60));
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

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "zabbix60, 01 64000000 00000000",
    "zabbix60, 01 64000000 00000040",
    "zabbix70, 01 64000000 00000040",
    "zabbix60, 03 64000000 64000000",
    "zabbix60, 05 6400000000000000 0000000004000000",
    "zabbix50, 01 64000000 ffffffff",
    "zabbix50, 03 64000000 64000000",
    "agent2, 01 64000000 ffffffff"
  })
  void lengthsAtTheLimits(String program, String header) throws Exception {
    PacketAssembler assembler = new PacketAssembler(limits(program).withMaxPacketSize(100));

    assertFalse(assembler.feed(ByteBuffer.wrap(Frames.bytes("5a425844" + header))));

    assertEquals("declared 100 bytes, the connection was closed after 0", assembler.endOfInput());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zabbix60 | 01 65000000 00000000                 | declared 101 bytes, the limit here is 100 (maxPacketSize)
          zabbix60 | 03 64000000 65000000                 | declared 101 bytes uncompressed (RESERVED), the limit here is 100 (maxPacketSize)
          zabbix60 | 03 65000000 65000000                 | declared 101 bytes, the limit here is 100 (maxPacketSize)
          zabbix70 | 01 64000000 01000040                 | declared 1073741825 bytes uncompressed (RESERVED), the protocol allows 1073741824
          zabbix70 | 03 00000040 01000040                 | declared 1073741825 bytes uncompressed (RESERVED), the protocol allows 1073741824: is the length big-endian? In little-endian order, 64 is 40 00 00 00
          zabbix60 | 05 6400000000000000 0100000004000000 | declared 17179869185 bytes uncompressed (RESERVED), the protocol allows 17179869184
          zabbix50 | 03 64000000 010000ff                 | declared 4278190081 bytes uncompressed (RESERVED), the protocol allows 1073741824
          zabbix50 | 01 65000000 00000000                 | declared 101 bytes, the limit here is 100 (maxPacketSize)
          agent2   | 03 64000000 010000ff                 | declared 4278190081 bytes uncompressed (RESERVED), the limit here is 100 (maxPacketSize)
          """)
  void lengthsOverTheLimits(String program, String header, String reason) {
    PacketLimits limits = limits(program).withMaxPacketSize(100);

    assertEquals(reason, refused(Frames.bytes("5a425844" + header), limits));
  }

  @ParameterizedTest
  @CsvSource({
    "zabbix70, 01 03 81 83 85 87 ff, 00 02 04 05 07 09 0b 11 41 7f 80 82 fe",
    "zabbix60, 01 03 05 07 81 83 85 87 ff, 00 02 04 06 09 0b 0d 7f 80 82 fe",
    "zabbix50, 01 03 81 83 89 fb, 00 02 04 05 07 09 7f 80 82 85 87 ff",
    "agent2, 01 03 09 0b 11 41 7b 81 83 fb, 00 02 04 05 07 08 0d 0f 7f 80 82 85 fe ff"
  })
  void flagsOfTheRealPrograms(String program, String accepted, String rejected) throws Exception {
    for (String flags : accepted.split(" ", -1)) {
      PacketAssembler assembler = new PacketAssembler(limits(program));
      assertFalse(assembler.feed(ByteBuffer.wrap(Frames.bytes("5a425844" + flags))));
    }
    for (String flags : rejected.split(" ", -1)) {
      String reason = refused(Frames.bytes("5a425844" + flags), limits(program));
      assertTrue(reason.startsWith("unsupported flags 0x" + flags + ": "), reason);
    }
  }

  private static PacketLimits limits(String program) {
    return switch (program) {
      case "zabbix50" -> PacketLimits.zabbix50();
      case "zabbix60" -> ZABBIX_60;
      case "zabbix70" -> ZABBIX_70;
      case "agent2" -> PacketLimits.agent2();
      default -> throw new AssertionError(program);
    };
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
  void tooLong_showsDataOfEightBytesAndMore() {
    assertEquals(
        "declared 6 bytes, received 7: 1 byte too many",
        refused(Frames.declaring(6, "1234567"), ZABBIX_70));
    assertEquals(
        "declared 6 bytes, received 8: 2 bytes too many (the data begins with '12345678')",
        refused(Frames.declaring(6, "12345678"), ZABBIX_70));
    assertEquals(
        "declared 6 bytes, received 96: 90 bytes too many (the data begins with '"
            + "x".repeat(96)
            + "')",
        refused(Frames.declaring(6, "x".repeat(96)), ZABBIX_70));
  }

  @Test
  void tooLong_becauseOfAnotherLength() {
    assertEquals(
        "declared 0 bytes, received 8: are the lengths swapped? The length of the data is the first"
            + " (the data begins with '12345678')",
        refused(Frames.bytes("5a425844 01 00000000 08000000 3132333435363738"), ZABBIX_70));
    assertEquals(
        "declared 8 bytes, received 16: are the lengths numbers of eight bytes? With these flags,"
            + " they have four (the data begins with '12345678')",
        refused(
            Frames.bytes("5a425844 01 08000000 00000000 0000000000000000 3132333435363738"),
            ZABBIX_70));
  }

  @Test
  void tooLong_twoHeaders() {
    String header = "5a425844 01 02000000 00000000";

    assertEquals(
        "declared 2 bytes, received 13: is the header sent twice? (the data begins with"
            + " 'ZBXD\\x01\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00')",
        refused(Frames.bytes(header + header), ZABBIX_70));
  }

  @Test
  void tooLong_compressedDataHasNoCharacters() {
    assertEquals(
        "declared 1 byte, received 2: 1 byte too many",
        refused(Frames.bytes("5a425844 03 01000000 05000000 c3a9"), ZABBIX_70));
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
          5a425844 01 01000000 00000000    | declared 1 byte, the connection was closed after 0
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

  @Test
  void cutOff() throws Exception {
    PacketAssembler assembler = new PacketAssembler(ZABBIX_70);
    assembler.feed(ByteBuffer.wrap(Frames.declaring(98, "1234567")));

    assertEquals("declared 98 bytes, the server was stopped after 7", assembler.cutOff());
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
    MalformedPacketException e =
        assertThrows(MalformedPacketException.class, () -> assembler.feed(ByteBuffer.wrap(sent)));
    assertEquals(e.getMessage(), e.reason());
    return e;
  }
}
