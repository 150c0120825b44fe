package org.mockzabbix.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.transcript.ExchangeJson;

class LineFormatTest {

  private static final Exchange EXCHANGE = RecordedExchanges.of("{\"request\":\"x\"}");
  private static final String PEER = HostAndPort.of(EXCHANGE.peer()).toString();

  private static ItemValue row(String row) {
    return request("sender data", row);
  }

  private static ItemValue request(String name, String row) {
    String text = "{\"request\":\"" + name + "\",\"data\":[" + row + "]}";
    return RecordedExchanges.of(text).items().get(0);
  }

  private static ItemValue legacy(String host, String key, String value) {
    return ItemValue.of(
        new Request.LegacyData(new ItemName(host, key), value).values().get(0),
        null,
        Outcome.PROCESSED,
        new ItemValue.Context(
            ItemValue.Source.LEGACY_SENDER, null, 8, 8, 0, RecordedExchanges.NOON, 10051, null));
  }

  private static String line(LineFormat format, ItemValue item) {
    StringBuilder line = new StringBuilder();
    format.writer(false, exchange -> ExchangeJson.ofServer()).append(line, item, EXCHANGE);
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
  void ltsv_marksAnItemThatIsNotSupported() {
    ItemValue item =
        request("agent data", "{\"host\":\"h\",\"key\":\"k\",\"value\":\"no\",\"state\":1}");

    assertEquals(
        "host:h\tkey:k\tvalue:no\tclock:0\tstate:notSupported", line(LineFormat.LTSV, item));
  }

  @Test
  void json_everythingThatWasSent() {
    ItemValue item =
        request(
            "agent data",
            "{\"host\":\"h\",\"key\":\"log[/x]\",\"value\":\"cannot open\",\"state\":1,\"clock\":17,"
                + "\"ns\":5,\"id\":3,\"lastlogsize\":4,\"mtime\":5,\"timestamp\":6,\"source\":\"s\","
                + "\"severity\":1,\"eventid\":7}");

    assertEquals(
        "{\"host\":\"h\",\"key\":\"log[/x]\",\"value\":\"cannot open\",\"type\":\"string\","
            + "\"state\":\"notSupported\",\"clock\":17,\"ns\":5,\"id\":3,\"lastlogsize\":4,"
            + "\"mtime\":5,\"timestamp\":6,\"eventSource\":\"s\",\"severity\":1,\"eventid\":7,"
            + "\"outcome\":\"processed\",\"time\":\"2026-01-02T12:00:00.500Z\",\"peer\":\""
            + PEER
            + "\",\"source\":\"active agent\",\"exchange\":1}",
        line(LineFormat.JSON, item));
  }

  @Test
  void json_leavesOutWhatWasNotSent() {
    ItemValue item = legacy("h", "k", "v");

    assertEquals(
        "{\"host\":\"h\",\"key\":\"k\",\"value\":\"v\",\"type\":\"string\",\"outcome\":\"processed\","
            + "\"time\":\"2026-01-02T12:00:00.500Z\",\"peer\":\""
            + PEER
            + "\",\"source\":\"legacy sender\",\"exchange\":8}",
        line(LineFormat.JSON, item));
  }

  @Test
  void json_escapes() {
    ItemValue item = legacy("\"\\", "\t\n\r", "\0\u001b\u007fü😀");

    assertTrue(
        line(LineFormat.JSON, item)
            .startsWith(
                "{\"host\":\"\\\"\\\\\",\"key\":\"\\t\\n\\r\",\"value\":\"\\u0000\\u001b\\u007fü😀\""),
        line(LineFormat.JSON, item));
  }

  @Test
  void text_isOneHarmlessLine() {
    ItemValue item = legacy("h", "k", "a\nb\u001b[2Jü");

    String line = line(LineFormat.TEXT, item);

    assertTrue(line.endsWith(" h            k                    \"a\\nb\\u001b[2Jü\""), line);
  }

  @ParameterizedTest
  @EnumSource(LineFormat.class)
  void noFormatPrintsAnInvisibleCharacter(LineFormat format) throws Exception {
    int[] invisible = {
      0x01, 0x07, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x061c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029,
      0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xe0041
    };
    String text = "a" + new String(invisible, 0, invisible.length) + "b";

    String line = line(format, legacy(text, text, text));

    String rest = line.replaceAll("[\\t -~]", "");
    assertEquals("", rest);
    assertTrue(line.contains("a\\u0001\\u0007\\u001b\\u007f\\u0080\\u0085\\u009b\\u061c"), line);
    assertTrue(line.contains("\\u2069\\ufeff\\udb40\\udc41b"), line);
  }

  @Test
  void json_hasTheSameValueAfterParsing() throws Exception {
    String value = "\u001b]0;x\u0007\u0085\u2028\u202e\u061c\"\\\\n\t\0ü😀" + (char) 0xd83d;

    JsonNode parsed = new ObjectMapper().readTree(line(LineFormat.JSON, legacy("h", "k", value)));

    assertEquals(value, parsed.get("value").asText());
  }
}
