package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.wire.Bytes;

/** Isolated, because it changes the default locale for a moment. */
@Isolated
class ResponseTest {

  @Test
  void processed_isOnePacketInTheServersOrder() {
    Bytes bytes = Bytes.of(new Processed(1, 0, 1, 0.000055).toBytes(1));

    String json =
        "{\"response\":\"success\","
            + "\"info\":\"processed: 1; failed: 0; total: 1; seconds spent: 0.000055\"}";
    assertEquals(90, json.length());
    assertEquals(Bytes.of(concat(header("01", "5a"), json)), bytes);
  }

  @Test
  void processed_flagsAreEchoed() {
    Bytes bytes = Bytes.of(new Processed(1, 0, 1, 0).toBytes(0x81));

    assertEquals("5a425844" + "81", bytes.hex(5).replace("...", ""));
  }

  @Test
  void failed_escapesItsInfo() {
    Bytes bytes = Bytes.of(Response.failed("cannot open \"data\" token").toBytes(1));

    String json = "{\"response\":\"failed\",\"info\":\"cannot open \\\"data\\\" token\"}";
    assertEquals(Bytes.of(concat(header("01", "39"), json)), bytes);
  }

  @Test
  void failed_lengthCountsBytes() {
    Bytes bytes = Bytes.of(Response.failed("é€😀").toBytes(1));

    String json = "{\"response\":\"failed\",\"info\":\"é€😀\"}";
    assertEquals(31 + 9, json.getBytes(UTF_8).length);
    assertEquals(Bytes.of(concat(header("01", "28"), json)), bytes);
  }

  @Test
  void none_isNoByte() {
    assertEquals(Bytes.empty(), Bytes.of(Response.none().toBytes(1)));
  }

  @Test
  void headerless_isTheTextAlone() {
    assertEquals(Bytes.of("OK"), Bytes.of(Response.headerless("OK").toBytes(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000",
    "0.000055, 0.000055",
    "0.0000004, 0.000000",
    "0.0000005, 0.000001",
    "0.0000015, 0.000002",
    "0.999999, 0.999999",
    "0.9999996, 1.000000",
    "1.5, 1.500000",
    "75.000001, 75.000001",
    "123456, 123456.000000",
    "-0.5, 0.000000"
  })
  void info_secondsSpentHaveSixDecimals(double seconds, String text) {
    assertEquals(
        "processed: 2; failed: 1; total: 3; seconds spent: " + text,
        new Processed(2, 1, 3, seconds).info());
  }

  @Test
  void info_isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertEquals(
          "processed: 1234; failed: 0; total: 1234; seconds spent: 1.500000",
          new Processed(1234, 0, 1234, 1.5).info());
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String header(String flags, String length) {
    return "5a425844" + flags + length + "000000" + "00000000";
  }

  private static byte[] concat(String hex, String json) {
    byte[] header = HexFormat.of().parseHex(hex);
    byte[] body = json.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(header, header.length + body.length);
    System.arraycopy(body, 0, all, header.length, body.length);
    return all;
  }
}
