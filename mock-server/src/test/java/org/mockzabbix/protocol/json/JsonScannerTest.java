package org.mockzabbix.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON to a Zabbix server, and what it says when it is not. */
class JsonScannerTest {

  private static final int REST_THAT_IS_QUOTED_AT_MOST = 254;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }",
        "{\"a\":1}",
        "{ \"a\" : 1 , \"b\" : [ ] }\t\r\n ",
        "{\"a\":[1,\"b\",true,false,null,{},[]]}",
        "{\"a\":[ 1 , 2 ]}",
        "{\"\":\"\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\\uD83D\\uDE00\"}",
        "{\"h\\u006fst\":1}",
        "{\"a\":\"\u007f\"}"
      })
  void passes(String json) {
    assertDoesNotThrow(() -> open(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "7",
        "-7",
        "10",
        "1.5",
        "0.5",
        "-0.5",
        "1.",
        "-1.",
        "1e5",
        "1E+5",
        "1.e-5",
        "1.25e007",
        "123456789012345678901234567890"
      })
  void passes_number(String number) {
    assertDoesNotThrow(() -> open("{\"a\":" + number + "}"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        // objects and members
        arguments("{", "invalid object name at: ''"),
        arguments("{a:1}", "invalid object name at: 'a:1}'"),
        arguments("{1:1}", "invalid object name at: '1:1}'"),
        arguments("{,}", "invalid object name at: ',}'"),
        arguments("{\"a\":1,}", "invalid object name at: '}'"),
        arguments("{\"a\":1, }", "invalid object name at: '}'"),
        arguments("{\"a\"}", "invalid object name/value separator at: '}'"),
        arguments("{\"a\" 1}", "invalid object name/value separator at: '1}'"),
        arguments("{\"a\"", "invalid object name/value separator at: ''"),
        arguments("{\"a\":", "unexpected end of object value"),
        arguments("{\"a\": ", "unexpected end of object value"),
        arguments("{\"a\":}", "invalid JSON object value starting character at: '}'"),
        arguments("{\"a\":x}", "invalid JSON object value starting character at: 'x}'"),
        arguments("{\"a\":+1}", "invalid JSON object value starting character at: '+1}'"),
        arguments("{\"a\":.5}", "invalid JSON object value starting character at: '.5}'"),
        arguments("{\"a\":'b'}", "invalid JSON object value starting character at: ''b'}'"),
        arguments("{\"a\":1", "invalid object format, expected closing character '}' at: ''"),
        arguments("{\"a\":1]", "invalid object format, expected closing character '}' at: ']'"),
        arguments(
            "{\"a\":1 \"b\":2}",
            "invalid object format, expected closing character '}' at: '\"b\":2}'"),
        arguments("{}x", "invalid character following JSON object at: 'x'"),
        arguments("{} {}", "invalid character following JSON object at: '{}'"),
        // arrays
        arguments("{\"a\":[", "unexpected end of object value"),
        arguments("{\"a\":[1,", "unexpected end of object value"),
        arguments("{\"a\":[1,]}", "invalid JSON object value starting character at: ']}'"),
        arguments("{\"a\":[,1]}", "invalid JSON object value starting character at: ',1]}'"),
        arguments("{\"a\":[1", "invalid array format, expected closing character ']' at: ''"),
        arguments("{\"a\":[1}", "invalid array format, expected closing character ']' at: '}'"),
        arguments(
            "{\"a\":[1 2]}", "invalid array format, expected closing character ']' at: '2]}'"),
        // literals
        arguments("{\"a\":tru}", "invalid literal value at: 'tru}'"),
        arguments("{\"a\":falsy}", "invalid literal value at: 'falsy}'"),
        arguments("{\"a\":nul", "invalid literal value at: 'nul'"),
        arguments("{\"a\":TRUE}", "invalid JSON object value starting character at: 'TRUE}'"),
        arguments(
            "{\"a\":truer}", "invalid object format, expected closing character '}' at: 'r}'"),
        // numbers
        arguments("{\"a\":-}", "invalid numeric value format at: '-}'"),
        arguments("{\"a\":-.5}", "invalid numeric value format at: '-.5}'"),
        arguments("{\"a\":01}", "invalid numeric value format at: '01}'"),
        arguments("{\"a\":-01.5}", "invalid numeric value format at: '-01.5}'"),
        arguments(
            "{\"a\":1.2.3}", "invalid object format, expected closing character '}' at: '.3}'"),
        arguments("{\"a\":1e", "unexpected end of numeric value"),
        arguments("{\"a\":1e-", "unexpected end of numeric value"),
        arguments("{\"a\":1e}", "invalid power value of number in E notation at: '}'"),
        arguments("{\"a\":1e+x}", "invalid power value of number in E notation at: 'x}'"),
        // strings
        arguments("{\"a", "unexpected end of string data"),
        arguments("{\"a\":\"b", "unexpected end of string data"),
        arguments("{\"a\":\"b\\\"", "unexpected end of string data"),
        arguments("{\"a\":\"b\\", "invalid escape sequence in string at: '\\'"),
        arguments("{\"a\":\"\\x41\"}", "invalid escape sequence in string data at: '\\x41\"}'"),
        arguments("{\"a\":\"\\'\"}", "invalid escape sequence in string data at: '\\'\"}'"),
        arguments("{\"a\":\"\\u00g0\"}", "invalid escape sequence in string at: '\\u00g0\"}'"),
        arguments("{\"a\":\"\\u00\"}", "invalid escape sequence in string at: '\\u00\"}'"),
        arguments("{\"a\":\"\\u0", "invalid escape sequence in string at: '\\u0'"),
        arguments("{\"a\\q\":1}", "invalid escape sequence in string data at: '\\q\":1}'"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(String json, String why) {
    assertEquals(why, refusal(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041"})
  void refuses_loneSurrogate(String escape) {
    String rest = escape + "\"}";

    assertEquals(
        "invalid escape sequence in string at: '" + rest + "'", refusal("{\"a\":\"" + rest));
  }

  @ParameterizedTest
  @EnumSource(names = {"ZABBIX_5", "ZABBIX_6"})
  void passes_loneSurrogateBefore70_whichCannotBeDecoded(JsonDialect dialect) throws Exception {
    byte[] text = "{\"a\":\"b\\ud83d\\u00e9\",\"c\":\"\\ud83d\\ude00\"}".getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(text, 0, text.length, dialect);

    assertTrue(scanner.firstMember());
    scanner.skipValue();
    assertFalse(scanner.isDecodable());
    assertTrue(scanner.nextMember());
    assertTrue(scanner.isDecodable());
    scanner.skipValue();
    assertTrue(scanner.isDecodable());
    assertFalse(scanner.nextMember());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud8", "\\ud83g", "\\u"})
  void refuses_anIncompleteEscapeInAllVersions(String escape) {
    byte[] text = ("{\"a\":\"" + escape + "\"}").getBytes(UTF_8);

    for (JsonDialect dialect : JsonDialect.values()) {
      JsonScanner scanner = new JsonScanner(text, 0, text.length, dialect);
      InvalidJsonException invalid =
          assertThrows(InvalidJsonException.class, scanner::checkDocument);

      assertEquals(
          "invalid escape sequence in string at: '" + escape + "\"}'", invalid.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"a\":x}`, 5",
        "`{\"a\":\"b\\x\"}`, 7",
        "`{\"a\":1}x`, 7",
        // the end of the text
        "`{\"a\":`, 5",
        "`{\"a\":\"b\0c\"}`, 7",
        "`{\"a\":\0}`, 5",
        "`{\"a\":1e`, 7"
      })
  void theErrorHasAPosition(String json, int position) {
    InvalidJsonException invalid = assertThrows(InvalidJsonException.class, () -> open(json));

    assertEquals(position, invalid.position());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x08, 0x09, 0x0a, 0x0d, 0x1f})
  void refuses_rawControlCharacterInString(int control) {
    String rest = (char) control + "b\"}";

    assertEquals(
        "invalid control character in string data at: '" + rest + "'",
        refusal("{\"a\":\"a" + rest));
  }

  @Test
  void refuses_rawControlCharacterInName() {
    assertEquals(
        "invalid control character in string data at: '\tb\":1}'", refusal("{\"a\tb\":1}"));
  }

  @Test
  void nulEndsTheText() {
    assertDoesNotThrow(() -> open("{\"a\":1}\0garbage"));
    assertDoesNotThrow(() -> open("{\"a\":1} \0"));
    assertEquals("unexpected end of string data", refusal("{\"a\":\"b\0c\"}"));
    assertEquals("unexpected end of object value", refusal("{\"a\":\0 1}"));
    assertEquals("invalid object name at: ''", refusal("{\0\"a\":1}"));
    assertEquals("invalid character following JSON object at: 'x'", refusal("{}x\0y"));
    assertEquals("invalid escape sequence in string at: '\\'", refusal("{\"a\":\"\\\0\"}"));
  }

  @Test
  void bytesThatAreNotUtf8Pass() {
    byte[] json = HexFormat.of().parseHex("7b2261223a22" + "ff80c3e282f8" + "227d");

    assertDoesNotThrow(() -> JsonCursor.open(json, 0, json.length));
  }

  @Test
  void nesting_65ArraysInAMemberPass() {
    assertDoesNotThrow(() -> open(nested(65)));
  }

  @Test
  void nesting_66ArraysInAMemberFail() {
    assertEquals("JSON depth exceeds 64 at: '[" + "]".repeat(66) + "}'", refusal(nested(66)));
  }

  @Test
  void nesting_objectsCountLikeArrays() {
    String deepest = "{\"a\":".repeat(65) + "{}" + "}".repeat(65);
    String tooDeep = "{\"a\":".repeat(66) + "{}" + "}".repeat(66);

    assertDoesNotThrow(() -> open(deepest));
    assertEquals("JSON depth exceeds 64 at: '{}" + "}".repeat(66) + "'", refusal(tooDeep));
  }

  @Test
  void nesting_aScalarInTheDeepestArrayIsTooDeep() {
    String json = "{\"a\":" + "[".repeat(65) + "1" + "]".repeat(65) + "}";

    assertEquals("JSON depth exceeds 64 at: '1" + "]".repeat(65) + "}'", refusal(json));
  }

  @Test
  void nesting_isNoMatterOfMembersSideBySide() {
    assertDoesNotThrow(() -> open("{\"a\":[" + "[],".repeat(1000) + "[]]}"));
    assertDoesNotThrow(() -> open("{\"a\":[" + "[1],".repeat(1000) + "[1]]}"));
    assertDoesNotThrow(() -> open("{\"a\":[" + "{\"b\":1},".repeat(1000) + "{}]}"));
  }

  @Test
  void restOfTheText_isFollowedByDotsBeyond128Bytes() {
    String exactly = "x".repeat(128);
    String more = "x".repeat(129);

    assertEquals(
        "invalid character following JSON object at: '" + exactly + "'", refusal("{}" + exactly));
    assertEquals(
        "invalid character following JSON object at: '" + more + "...'", refusal("{}" + more));
  }

  @Test
  void restOfTheText_isNotFollowedByDotsIn50() {
    byte[] text = ("{}" + "x".repeat(129)).getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(text, 0, text.length, JsonDialect.ZABBIX_5);

    InvalidJsonException e =
        assertThrows(InvalidJsonException.class, () -> scanner.checkDocument());

    assertEquals(
        "invalid character following JSON object at: '" + "x".repeat(129) + "'", e.getMessage());
  }

  @Test
  void restOfTheText_isNotCopiedWhenItIsLong() {
    String rest = "x".repeat(REST_THAT_IS_QUOTED_AT_MOST);

    assertEquals(
        "invalid character following JSON object at: '" + rest + "...'",
        refusal("{}" + "x".repeat(100_000)));
  }

  @Test
  void checksNothingOutsideItsRange() {
    byte[] bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);

    assertDoesNotThrow(() -> JsonCursor.open(bytes, 2, bytes.length - 2));
  }

  @Test
  void endOfTheRangeIsTheEndOfTheText() {
    byte[] bytes = "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8);

    InvalidJsonException invalid =
        assertThrows(InvalidJsonException.class, () -> JsonCursor.open(bytes, 0, 7));

    assertEquals("unexpected end of string data", invalid.getMessage());
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static JsonCursor open(String json) throws InvalidJsonException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return JsonCursor.open(bytes, 0, bytes.length);
  }

  private static String refusal(String json) {
    return assertThrows(InvalidJsonException.class, () -> open(json)).getMessage();
  }

  /** As measured with servers of 5.0.8, 6.0.14 and 7.0.9. */
  @ParameterizedTest
  @CsvSource({"ZABBIX_5, é?", "ZABBIX_6, éé", "ZABBIX_7, éé"})
  void messagesAreCutBetweenCharactersSince60(JsonDialect dialect, String end) {
    byte[] text = ("{\"a\":\"\\x" + "é".repeat(200)).getBytes(UTF_8);
    JsonScanner scanner = new JsonScanner(text, 0, text.length, dialect);

    String info = assertThrows(InvalidJsonException.class, scanner::checkDocument).info();

    assertTrue(info.endsWith(end), info);
  }
}
