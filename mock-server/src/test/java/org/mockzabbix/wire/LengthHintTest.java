package org.mockzabbix.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mistakes in the lengths of a header, and their borders. Each case begins with the flags. */
class LengthHintTest {

  private static final String NOTHING = "";
  private static final String MEBIBYTES_16 = "00000001";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          01 30303030 30303733                 | : the length field holds the text '0000', but must be a little-endian number
          01 20203733 00000000                 | : the length field holds the text '  73', but must be a little-endian number
          03 30303733 00000000                 | : the length field holds the text '0073', but must be a little-endian number
          05 3030303030303733 0000000000000000 | : the length field holds the text '00000073', but must be a little-endian number
          01 7b227265 71756573                 | : the length field holds the text '{"re': is the length missing?
          01 30303062 00000000                 | : the length field holds the text '000b': is the length missing?
          01 2f303030 00000000                 | : the length field holds the text '/000': is the length missing?
          01 7e7e7e7e 00000000                 | : the length field holds the text '~~~~': is the length missing?
          05 7b22726571756573 747b7b7b7b7b7b7b | : the length field holds the text '{"reques': is the length missing?
          """)
  void textInsteadOfTheLength(String header, String text) {
    assertEquals(new LengthHint(text, 5), hint(header));
  }

  @ParameterizedTest
  @CsvSource({
    "01 7f303030 00000000",
    "01 3030301f 00000000",
    "05 303030303030307f 0000000000000000"
  })
  void oneByteThatIsNoText_isALength(String header) {
    assertEquals(NOTHING, hint(header).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01 4900 7b22 72657175 | : is the length a number of two bytes? It must have four
          01 0049 7b22 72657175 | : is the length a number of two bytes? It must have four
          03 4500 789c ab562a4a | : is the length a number of two bytes? It must have four
          """)
  void oneLengthOfTwoBytes(String header, String text) {
    assertEquals(new LengthHint(text, 7), hint(header));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01 49000000 7b227265      | : is RESERVED missing? The header has 13 bytes
          01 49000000 20202020      | : is RESERVED missing? The header has 13 bytes
          03 45000000 789cab56      | : is RESERVED missing? The header has 13 bytes
          03 45000000 789cab56 2a   | : is RESERVED missing? The header has 13 bytes
          03 45000000 789c0000 7800 | : is RESERVED missing? The header has 13 bytes
          """)
  void dataInsteadOfReserved(String header, String text) {
    assertEquals(new LengthHint(text, 9), hint(header));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "a byte that is no text,           01 ff49 7b22 72657100",
    "a byte that is no text,           01 49000000 7b22721f",
    "text in a compressed packet,      03 ff49 7b22 72657175",
    "text in a compressed packet,      03 49000000 7b2272ff",
    "a zlib stream without the flag,   01 45000000 789cab56",
    "RESERVED before a zlib stream,    03 45000000 789c0000 789c",
    "RESERVED and no data,             03 45000000 789c0000",
    "RESERVED and too little data,     03 45000000 789c0000 78",
    "text after a length of two bytes, 05 ff49 7b2272657175 7b22726571756573",
    "text after a length of two bytes, 05 4900000000000000 7b22726571756573"
  })
  void noDataInTheHeader(String reason, String header) {
    assertEquals(new LengthHint(NOTHING, header.startsWith("05") ? 21 : 13), hint(header));
  }

  @ParameterizedTest
  @CsvSource({
    "01 49000000 00000000 0000000000000000 7b",
    "01 02000000 00000000 0000000000000000 6869",
    "01 02000000 00000000 0500000000000000 6869",
    "03 02000000 00000000 0500000000000000 6869",
    "01 00000000 00000000 0500000000000000"
  })
  void lengthsOfEightBytes(String packet) {
    assertEquals(
        new LengthHint(
            ": are the lengths numbers of eight bytes? With these flags, they have four", 21),
        hint(packet));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "nothing after the zeros,   01 49000000 00000000 0000000000000000",
    "a byte that is not zero,   01 49000000 00000000 0000000000000001 7b",
    "a byte too few,            01 02000000 00000000 0500000000000000 68",
    "a byte too many,           01 02000000 00000000 0500000000000000 686921",
    "a second length too great, 01 02000000 00000000 0500000001000000 6869",
    "a second length too great, 01 02000000 00000000 0500000000000001 6869",
    "a RESERVED of four bytes,  01 02000000 01000000 0500000000000000 6869",
    "the flag of such lengths,  05 0200000000000000 0000000000000000 0500000000000000 6869"
  })
  void noLengthsOfEightBytes(String reason, String packet) {
    assertEquals(NOTHING, hint(packet).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000000 00000005, 5",
    "01 00000000 00000005, 0",
    "03 00000000 00000005, 5",
    "01 00000000 00ffffff, 0",
    "01 00000000 00000100, 256"
  })
  void oneBigEndianLengthOfEightBytes(String header, int arrived) {
    assertEquals(
        new LengthHint(
            ": is the length a big-endian number of eight bytes? It must be little-endian", 13),
        hint(header, arrived));
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000000 00000005, 4",
    "01 00000000 00000005, 6",
    "01 00000000 00000000, 0",
    "01 00000000 00000000, 1",
    "05 0000000000000000 0000000500000000, 0",
    "05 0000000000000000 0000000500000000, 5"
  })
  void noBigEndianLengthOfEightBytes(String header, int arrived) {
    assertEquals(NOTHING, hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000000 49000000, 73",
    "01 00000000 49000000, 0",
    "01 00000000 01000000, 0",
    "01 00000000 ffffff00, 0",
    "03 00000000 49000000, 73",
    "03 49000000 45000000, 69",
    "03 49000000 01000000, 1",
    "05 0000000000000000 4900000000000000, 73",
    "05 0000000000000000 4900000000000000, 0"
  })
  void swappedLengths(String header, int arrived) {
    assertEquals(
        ": are the lengths swapped? The length of the data is the first",
        hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000000 49000000, 72",
    "01 00000000 49000000, 74",
    "01 49000000 45000000, 69",
    "03 49000000 45000000, 68",
    "03 45000000 45000000, 69",
    "03 05000000 00000000, 0",
    "05 0000000000000000 0000000100000000, 0"
  })
  void lengthsThatAreNotSwapped(String header, int arrived) {
    assertEquals(NOTHING, hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000049 00000000, 73, 73 is 49 00 00 00",
    "01 00000049 00000000, 72, 73 is 49 00 00 00",
    "01 00000049 00000000, 0, 73 is 49 00 00 00",
    "01 00030201 00000000, 0, 197121 is 01 02 03 00",
    "01 00ffffff 00000000, 0, 16777215 is ff ff ff 00",
    "01 00010000 00000000, 65536, 65536 is 00 00 01 00",
    "03 00000049 01000000, 0, 73 is 49 00 00 00",
    "05 0000000000000049 0000000000000000, 73, 73 is 49 00 00 00 00 00 00 00",
    "05 0000000000030201 0000000000000000, 0, 197121 is 01 02 03 00 00 00 00 00"
  })
  void aBigEndianLength(String header, int arrived, String correct) {
    assertEquals(
        ": is the length big-endian? In little-endian order, " + correct,
        hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "01 00000049 00000000, 74",
    "01 00010000 00000000, 65535",
    "01 00010000 00000000, 0",
    "01 00010100 00000000, 65792",
    "01 ffffff00 00000000, 0",
    "01 01000001 00000000, 0",
    "01 01000000 00000000, 0",
    "01 ff0000ff 00000000, 0"
  })
  void aLengthThatIsNotBigEndian(String header, int arrived) {
    assertEquals(NOTHING, hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}, {1} bytes of data")
  @CsvSource({
    "03 45000000 00000049, 69, 73 is 49 00 00 00",
    "03 45000000 00ffffff, 0, 16777215 is ff ff ff 00",
    "07 4500000000000000 0000000000000049, 69, 73 is 49 00 00 00 00 00 00 00"
  })
  void aBigEndianReserved(String header, int arrived, String correct) {
    assertEquals(
        ": is RESERVED big-endian? In little-endian order, " + correct,
        hint(header, arrived).text());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "01 45000000 00000049",
    "03 45000000 00000100",
    "03 45000000 01000000",
    "03 45000000 010000ff",
    "03 45000000 ffffff00"
  })
  void aReservedThatIsNotBigEndian(String header) {
    assertEquals(NOTHING, hint(header, 69).text());
  }

  /** A length of 16 MiB is too great to be true, and the same bytes are a plausible 1. */
  @Test
  void sixteenMebibytesAreOneByteInTheOtherOrder() {
    assertEquals(
        ": is the length big-endian? In little-endian order, 1 is 01 00 00 00",
        hint("01" + MEBIBYTES_16 + "00000000").text());
    assertEquals(
        ": is RESERVED big-endian? In little-endian order, 1 is 01 00 00 00",
        hint("03 45000000" + MEBIBYTES_16).text());
  }

  private static LengthHint hint(String hex) {
    return hint(hex, 0);
  }

  /** The hint for the packet of these bytes after 'ZBXD', and of so many bytes 0xff. */
  private static LengthHint hint(String hex, int arrived) {
    Bytes data = Bytes.of(Frames.bytes("ff".repeat(arrived)));
    Bytes received = Bytes.of(Frames.bytes("5a425844" + hex)).plus(data);
    return LengthHint.of(PacketHeader.find(received).orElseThrow(), received);
  }
}
