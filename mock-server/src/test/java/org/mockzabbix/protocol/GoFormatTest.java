package org.mockzabbix.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.protocol.json.GoJson;

/** How Zabbix agent 2 prints values in its error texts, as measured with Go 1.19. */
class GoFormatTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, ``",
        "`a b`, `a b`",
        "`\u0007\b\f\n\r\t\u000b`, `\\a\\b\\f\\n\\r\\t\\v`",
        "`\\\"'`, `\\\\\\\"'`",
        "`\u0000\u001f\u007f`, `\\x00\\x1f\\x7f`",
        "`\u0080\u00a0\u00ad`, `\\u0080\\u00a0\\u00ad`",
        "`\u2028\u2029\ufeff\ue000\u0378`, `\\u2028\\u2029\\ufeff\\ue000\\u0378`",
        "`\uffff\udb40\udc01`, `\\uffff\\U000e0001`",
        "`é€😀\ufffd`, `é€😀\ufffd`"
      })
  void quotesAText(String text, String quoted) {
    assertEquals('"' + quoted + '"', GoFormat.quoted(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\\nb\"                    | \"a\\nb\"",
        "3                            | %!q(float64=3)",
        "true                         | %!q(bool=true)",
        "false                        | %!q(bool=false)",
        "[]                           | []",
        "[3, \"a\", null, [false]]    | [%!q(float64=3) \"a\" <nil> [%!q(bool=false)]]",
        "{}                           | map[]",
        "{\"b\":1, \"a\":{\"\\t\":[]}} | map[\"a\":map[\"\\t\":[]] \"b\":%!q(float64=1)]"
      })
  void quotesAValue(String json, String quoted) {
    assertEquals(quoted, GoFormat.quoted(value(json)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0, -0",
    "1.50, 1.5",
    "-250, -250",
    "999999, 999999",
    "1000000, 1e+06",
    "-123456789, -1.23456789e+08",
    "1e9, 1e+09",
    "1e10, 1e+10",
    "12345678901234567890, 1.2345678901234567e+19",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "0.00012, 0.00012",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.5e-10, 1.5e-10"
  })
  void quotesANumber(String number, String quoted) {
    assertEquals("%!q(float64=" + quoted + ")", GoFormat.quoted(value(number)));
  }

  @ParameterizedTest
  @CsvSource({"[], []interface {}", "{}, map[string]interface {}", "true, bool"})
  void namesTheTypeOfAValue(String json, String type) {
    assertEquals(type, GoFormat.type(value(json)));
  }

  @ParameterizedTest
  @CsvSource({
    "<b>, \\u003cb\\u003e",
    "a&b, a\\u0026b",
    "\u2027\u2028\u2029\u202a, \u2027\\u2028\\u2029\u202a",
    "é😀 \"/=', é😀 \"/='"
  })
  void escapesJsonForHtml(String json, String escaped) {
    assertEquals(escaped, GoFormat.htmlEscaped(json));
  }

  private static GoJson.Value value(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return Objects.requireNonNull(GoJson.parse(bytes, 0, bytes.length), json);
  }
}
