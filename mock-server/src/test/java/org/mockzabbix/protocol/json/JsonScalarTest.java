package org.mockzabbix.protocol.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScalarTest {

  static Stream<Arguments> scalars() {
    return Stream.of(
        arguments("\"\"", ""),
        arguments("\"plain\"", "plain"),
        arguments("\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d"),
        arguments("\"\\\\\"", "\\"),
        arguments("\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t"),
        arguments("\"\\u0041\\u00e9\\u20AC\"", "Aé€"),
        arguments("\"\\ud83d\\uDE00!\"", "😀!"),
        arguments("\"é€😀\"", "é€😀"),
        arguments("\"a\\u0000b\"", "a"),
        arguments("\"\\u0000\"", ""),
        arguments("\"\\\\u0000\"", "\\u0000"),
        arguments("\"\\ud83dx\"", "?x"),
        arguments("\"\\ude00\\n\"", "?\n"),
        arguments("\"\\ud83d\\u0000\"", "?"),
        arguments("\"\\u001f\\u007f\"", "\u001f\u007f"),
        arguments("12.50", "12.50"),
        arguments("-1E+5", "-1E+5"),
        arguments("true", "true"),
        arguments("false", "false"),
        arguments("null", ""),
        arguments("\"null\"", "null"));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void decodes(String json, String text) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertEquals(text, JsonScalar.decode(bytes, 0, bytes.length));
  }

  static Stream<Arguments> badBytes() {
    return Stream.of(
        arguments("80", "?"), // a continuation byte alone
        arguments("ff", "?"),
        arguments("fe", "?"),
        arguments("c3", "?"), // a sequence without its end
        arguments("c328", "?("),
        arguments("e282", "?"),
        arguments("e28228", "?("),
        arguments("f09f98", "?"),
        arguments("c080", "?"), // overlong
        arguments("c1bf", "?"),
        arguments("e08080", "?"),
        arguments("e09fbf", "?"),
        arguments("f08080af", "?"),
        arguments("f08fbfbf", "?"),
        arguments("eda080", "?"), // a surrogate
        arguments("edbfbf", "?"),
        arguments("f4908080", "?"), // beyond U+10FFFF
        arguments("f5808080", "?"),
        arguments("f888808080", "?"), // five bytes
        arguments("fc8480808080", "?"), // six bytes
        arguments("fc848080808080", "??"),
        arguments("8080", "??"),
        arguments("fffe", "??"),
        arguments("e282e282ac", "?€"),
        arguments("61ff62", "a?b"),
        arguments("c3a9ffc3a9", "é?é"),
        arguments("c2c2a9", "?©"),
        arguments("e0a080", "\u0800"), // first and last good ones of their length
        arguments("ed9fbf", "\ud7ff"),
        arguments("ee8080", "\ue000"),
        arguments("efbfbf", "\uffff"),
        arguments("f0908080", "\ud800\udc00"),
        arguments("f48fbfbf", "\udbff\udfff"),
        arguments("c280", "\u0080"),
        arguments("dfbf", "\u07ff"));
  }

  @ParameterizedTest
  @MethodSource("badBytes")
  void eachBadSequenceBecomesAQuestionMark(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex("22" + hex + "22");

    assertEquals(text, JsonScalar.decode(bytes, 0, bytes.length));
    assertEquals(text, Utf8.withQuestionMarks(HexFormat.of().parseHex(hex)));
  }

  @Test
  void anEscapeDoesNotCompleteARawSequence() {
    byte[] bytes = HexFormat.of().parseHex("22" + "c3" + "5c7530306139" + "22"); // C3 \\u00a9

    assertEquals("?©", JsonScalar.decode(bytes, 0, bytes.length));
  }

  @Test
  void decodes_everyCharacterOfTheUnicodeStandard() {
    String all =
        IntStream.rangeClosed(0x20, Character.MAX_CODE_POINT)
            .filter(c -> c != '"' && c != '\\' && (c < 0xd800 || c > 0xdfff))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    byte[] bytes = ('"' + all + '"').getBytes(StandardCharsets.UTF_8);

    assertEquals(all, JsonScalar.decode(bytes, 0, bytes.length));
  }

  static Stream<Arguments> hashed() {
    return Stream.concat(
        scalars().map(scalar -> arguments(scalar.get()[0])), randomStrings(200).map(Arguments::of));
  }

  /** Seeded, so that a failure can be seen again. */
  private static Stream<String> randomStrings(int count) {
    Random random = new Random(20261121);
    return Stream.generate(() -> randomText(random))
        .limit(count)
        .map(text -> new JsonWriter().value(text).toString());
  }

  private static String randomText(Random random) {
    int alphabet = random.nextBoolean() ? 0x80 : 0xd800;
    return random
        .ints(random.nextInt(20), 1, alphabet)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @ParameterizedTest
  @MethodSource("hashed")
  void hash_isThatOfTheDecodedString(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String text = JsonScalar.decode(bytes, 0, bytes.length);

    assertEquals(text.hashCode(), JsonScalar.hash(bytes, 0, bytes.length));
  }

  @Test
  void hash_ofBytesThatAreNotUtf8() {
    byte[] bytes = HexFormat.of().parseHex("22" + "61ff62" + "22");

    assertEquals("a?b".hashCode(), JsonScalar.hash(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "\"\"",
        "\"a\\\"b\"",
        "\"\\\\ud83d\"",
        "\"\\u0041\"",
        "\"\\ud83d\\ude00\"",
        "\"a\\nb\\ud83d\\ude00\""
      })
  void isDecodable(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertTrue(JsonScalar.isDecodable(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ud83d\\u0000\"",
        "\"\\ude00\\ud83d\"",
        "\"a\\\\\\ud83d\""
      })
  void isDecodable_exceptWithHalfASurrogatePair(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertFalse(JsonScalar.isDecodable(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @CsvSource({
    "\\u0000, true",
    "\\uD83d, true",
    "\\u00g0, false",
    "\\u00é0, false",
    "\\u004, false",
    "\\n0041, false",
    "uu0041, false"
  })
  void isUnit_isAnEscapeOfFourHexadecimalDigits(String escape, boolean isUnit) {
    byte[] bytes = escape.getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(isUnit, JsonScalar.isUnit(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"host\"', true",
    "'\"h\\u006fst\"', true",
    "'\"hos\\u0074\\u0000\"', true",
    "'\"Host\"', false",
    "'\"hos\"', false",
    "'\"hosts\"', false",
    "'\"h\\u006fsts\"', false",
    "'\"\"', false"
  })
  void equals_comparesTheDecodedString(String json, boolean equal) {
    byte[] bytes = ("\\\\" + json + "\\\\").getBytes(StandardCharsets.UTF_8);

    assertEquals(equal, JsonScalar.equals("host", bytes, 2, bytes.length - 2));
  }

  @Test
  void leadingInteger_readsAsTheFunctionAtoi() {
    assertEquals(OptionalLong.of(4), leadingInteger("4"));
    assertEquals(OptionalLong.of(-1), leadingInteger("\"-1\""));
    assertEquals(OptionalLong.of(5), leadingInteger("\" +5x\""));
    assertEquals(OptionalLong.of(1), leadingInteger("1.5"));
    assertEquals(OptionalLong.of(-2147483648), leadingInteger("2147483648"));
    assertEquals(OptionalLong.of(0), leadingInteger("4294967296"));
    assertEquals(OptionalLong.of(-1), leadingInteger("9223372036854775808"));
    assertEquals(OptionalLong.empty(), leadingInteger("\"abc\""));
    assertEquals(OptionalLong.empty(), leadingInteger("null"));
  }

  private static OptionalLong leadingInteger(String scalar) {
    byte[] text = scalar.getBytes(StandardCharsets.UTF_8);
    return JsonScalar.leadingInteger(text, 0, text.length);
  }

  @Test
  void plainInteger_readsPlainDigits() {
    assertEquals(0, plainInteger("0"));
    assertEquals(7, plainInteger("007"));
    assertEquals(7, plainInteger("\"7\""));
    assertEquals(1_000_000_000_000_000_000L, plainInteger("1000000000000000000"));
    assertEquals(9_223_372_036_854_775_806L, plainInteger("9223372036854775806"));
    assertEquals(Long.MAX_VALUE, plainInteger("9223372036854775807"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "9999999999999999999",
        "09223372036854775808",
        "18446744073709551615"
      })
  void plainInteger_ofTheUpperHalfIsTheLargest(String text) {
    assertEquals(Long.MAX_VALUE, plainInteger(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        " 1",
        "1 ",
        "+1",
        "-1",
        "1.0",
        "1e3",
        "0x1",
        "abc",
        "١",
        "18446744073709551616",
        "99999999999999999999",
        "184467440737095516150"
      })
  void plainInteger_isNothingElse(String text) {
    assertEquals(JsonScalar.NO_NUMBER, plainInteger(text));
  }

  private static long plainInteger(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return JsonScalar.plainInteger(text, 0, text.length);
  }
}
