package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.RequestDecoder;
import org.mockzabbix.protocol.ZabbixVersion;

class LineFormatTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.5Z");

  private static ItemValue row(String row) {
    String text = "{\"request\":\"sender data\",\"data\":[" + row + "]}";
    byte[] data = text.getBytes(UTF_8);
    Request request = RequestDecoder.decode(data, 0, data.length, ZabbixVersion.V7_0);
    return ItemValue.of(
        request.values().get(0),
        null,
        Outcome.PROCESSED,
        new ItemValue.Context(ItemValue.Source.SENDER, null, 7, 7, 0, NOON));
  }

  private static ItemValue legacy(String host, String key, String value) {
    return ItemValue.of(
        new Request.LegacyData(new ItemName(host, key), value, false).values().get(0),
        null,
        Outcome.PROCESSED,
        new ItemValue.Context(ItemValue.Source.LEGACY_SENDER, null, 8, 8, 0, NOON));
  }

  private static String line(LineFormat format, ItemValue item) {
    StringBuilder line = new StringBuilder();
    format.append(line, item);
    return line.toString();
  }

  @Test
  void ltsv() {
    ItemValue item = row("{\"host\":\"web01\",\"key\":\"k[a,b]\",\"value\":\"1\",\"clock\":17}");

    assertEquals("host:web01\tkey:k[a,b]\tvalue:1\tclock:17", line(LineFormat.LTSV, item));
  }

  @Test
  void ltsv_clockIsZeroIfNoneWasSent() {
    ItemValue item = row("{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\"}");

    assertEquals("host:h\tkey:k\tvalue:v\tclock:0", line(LineFormat.LTSV, item));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          a\\tb,    a\\tb
          a\\nb,    a\\nb
          a\\rb,    a\\rb
          a\\\\b,   a\\\\b
          a:b ü😀,  a:b ü😀
          """)
  void ltsv_escapes(String json, String shown) {
    String member = "\"" + json + "\"";
    ItemValue item =
        row("{\"host\":" + member + ",\"key\":" + member + ",\"value\":" + member + "}");

    assertEquals(
        "host:" + shown + "\tkey:" + shown + "\tvalue:" + shown + "\tclock:0",
        line(LineFormat.LTSV, item));
  }

  @Test
  void ltsv_escapesNul() {
    ItemValue item = legacy("h\0", "\0k", "v\0v");

    assertEquals("host:h\\0\tkey:\\0k\tvalue:v\\0v\tclock:0", line(LineFormat.LTSV, item));
  }

  @Test
  void json_everythingThatWasSent() {
    ItemValue item = row("{\"host\":\"h\",\"key\":\"k\",\"value\":1.50,\"clock\":\"17\",\"ns\":5}");

    assertEquals(
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"1.50\",\"type\":\"number\",\"clock\":17,\"ns\":5,"
            + "\"source\":\"sender\",\"exchange\":7,\"receivedAt\":\"2026-01-02T12:00:00.500Z\"}",
        line(LineFormat.JSON, item));
  }

  @Test
  void json_leavesOutWhatWasNotSent() {
    ItemValue item = legacy("h", "k", "v");

    assertEquals(
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"type\":\"string\","
            + "\"source\":\"legacy sender\",\"exchange\":8,"
            + "\"receivedAt\":\"2026-01-02T12:00:00.500Z\"}",
        line(LineFormat.JSON, item));
  }

  @Test
  void json_escapes() {
    ItemValue item = legacy("\"\\", "\t\n\r", "\0\u001b\u007fü😀");

    assertTrue(
        line(LineFormat.JSON, item)
            .startsWith(
                "{\"host\":\"\\\"\\\\\",\"key\":\"\\t\\n\\r\",\"value\":\"\\u0000\\u001b\u007fü😀\""),
        line(LineFormat.JSON, item));
  }

  @Test
  void text_isOneHarmlessLine() {
    ItemValue item = legacy("h", "k", "a\nb\u001b[2Jü");

    String line = line(LineFormat.TEXT, item);

    assertTrue(line.matches("\\d\\d:\\d\\d:\\d\\d\\.500 h k = \"a\\\\nb\\\\u001b\\[2Jü\""), line);
  }
}
