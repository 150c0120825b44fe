package org.mockzabbix.protocol.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON to Zabbix agent 2, as measured with {@code encoding/json} of Go 1.19. */
class GoJsonTest {

  private static final GoJson.Value ONE = new GoJson.Decimal("1");
  private static final GoJson.Value TRUE = new GoJson.Bool(true);

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("true", TRUE),
        arguments("false", new GoJson.Bool(false)),
        arguments("null", new GoJson.Null()),
        arguments(" \t\r\n1 \t\r\n", ONE),
        arguments("\"a b\"", new GoJson.Text("a b")),
        arguments("\"\"", new GoJson.Text("")),
        arguments("[]", array()),
        arguments("[ ]", array()),
        arguments("[1]", array(ONE)),
        arguments("[ 1 , [true] , 1 ]", array(ONE, array(TRUE), ONE)),
        arguments("{}", new GoJson.Members(List.of())),
        arguments("{ }", new GoJson.Members(List.of())),
        arguments("{\"a\":1}", new GoJson.Members(List.of(Map.entry("a", ONE)))),
        arguments(
            "{ \"b\" : 1 , \"a\" : [] , \"b\" : true }",
            new GoJson.Members(
                List.of(Map.entry("b", ONE), Map.entry("a", array()), Map.entry("b", TRUE)))));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void reads(String json, GoJson.Value value) {
    assertEquals(value, parse(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "-7", "10", "1.5", "0.50", "1e5", "1E+5", "-1.25e-007"})
  void readsANumberAsItWasWritten(String number) {
    assertEquals(new GoJson.Decimal(number), parse(number));
  }

  @ParameterizedTest
  @CsvSource({"1.50, 1.5", "-1e3, -1000", "1e400, Infinity", "-1e400, -Infinity"})
  void theValueOfANumberThatIsTooLargeIsInfinite(String number, double value) {
    assertEquals(value, new GoJson.Decimal(number).value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "1 1",
        "{}x",
        "{}{}",
        "{}\0",
        // scalars
        "tru",
        "nul",
        "falsy",
        "True",
        "01",
        "+1",
        ".5",
        "1.",
        "-",
        "1e",
        "NaN",
        // strings
        "\"a",
        "\"a\\",
        "'a'",
        "\"\t\"",
        "\"\u001f\"",
        "\"\\x\"",
        "\"\\a\"",
        "\"\\u12\"",
        "\"\\u004\"",
        "\"\\u004g\"",
        "\"\\u00\uff11\uff11\"",
        // arrays and objects
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "{a:1}",
        "{1:1}",
        "{a\":1}",
        "{\"a\"}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1]",
        "{\"a\":1 \"b\":1}",
        "\ufeff{}"
      })
  void refuses(String text) {
    assertNull(parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\\\"\\\\\\/`, `\"\\/`",
        "`\\b\\f\\n\\r\\t`, `\b\f\n\r\t`",
        "`\\u0041\\u00e9\\u20AC\\u00ff`, Aé€ÿ",
        "`\\u0000`, `\0`",
        "`\\ud83d\\uDE00`, 😀",
        "`\u007f'/`, `\u007f'/`"
      })
  void readsEscapes(String escaped, String text) {
    assertEquals(new GoJson.Text(text), parse('"' + escaped + '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "\\ud7ff, \ud7ff",
    "\\ud800, \ufffd",
    "\\udbffx, \ufffdx",
    "\\udc00, \ufffd",
    "\\udfff, \ufffd",
    "\\ude00\\ud83d, \ufffd\ufffd",
    "\\ue000, \ue000"
  })
  void readsALoneSurrogateAsAReplacementCharacter(String escaped, String text) {
    assertEquals(new GoJson.Text(text), parse('"' + escaped + '"'));
  }

  @ParameterizedTest
  @CsvSource({
    "\u00ff, \ufffd",
    "a\u00e2\u0082b, a\ufffd\ufffdb",
    "\u00f0\u009f\u0098, \ufffd\ufffd\ufffd",
    "\u00ed\u00a0\u0080, \ufffd\ufffd\ufffd",
    "\u00c0\u00afé, \ufffd\ufffd\ufffd",
    "\u00e2\u0082\u00ac\u00ff\u00e2\u0082\u00ac, €\ufffd€"
  })
  void readsEachByteThatIsNotUtf8AsAReplacementCharacter(String bytes, String text) {
    byte[] json = ('"' + bytes + '"').getBytes(ISO_8859_1);

    assertEquals(new GoJson.Text(text), GoJson.parse(json, 0, json.length));
  }

  @Test
  void readsOnlyItsRange() {
    byte[] bytes = "xx[1]yy".getBytes(UTF_8);

    assertEquals(array(ONE), GoJson.parse(bytes, 2, 5));
    assertNull(GoJson.parse(bytes, 2, 6));
  }

  /** Go reads ten times as many. */
  @ParameterizedTest
  @CsvSource({"[, ]", "{\"a\":, }"})
  void readsThousandLevelsAndNoMore(String opening, String closing) {
    String value = opening.equals("[") ? "" : "{}";
    int levels = opening.equals("[") ? 1000 : 999;

    assertNotNull(parse(opening.repeat(levels) + value + closing.repeat(levels)));
    assertNull(parse(opening.repeat(levels + 1) + value + closing.repeat(levels + 1)));
  }

  @Test
  void sortsMembersByName_theLastOfTwoCounts() {
    GoJson.Members members = (GoJson.Members) value("{\"b\":1,\"c\":1,\"a\":1,\"b\":true}");

    assertEquals("[a, b, c]", members.sorted().keySet().toString());
    assertEquals(TRUE, members.sorted().get("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e308", "\"1e400\"", "true", "null", "[1,[-1e308]]", "{\"a\":{\"b\":1}}"})
  void isFinite(String json) {
    assertTrue(value(json).isFinite());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "[1,[1e400]]", "{\"a\":{\"b\":1e400,\"b\":1}}"})
  void isFinite_notWithANumberThatIsTooLarge(String json) {
    assertFalse(value(json).isFinite());
  }

  private static GoJson.Value value(String json) {
    return Objects.requireNonNull(parse(json), json);
  }

  private static GoJson.@Nullable Value parse(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return GoJson.parse(bytes, 0, bytes.length);
  }

  private static GoJson.Value array(GoJson.Value... elements) {
    return new GoJson.Array(List.of(elements));
  }
}
