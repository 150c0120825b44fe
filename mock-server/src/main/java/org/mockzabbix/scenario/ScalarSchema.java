package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarType;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.SizeFormat;

/**
 * Strings, numbers and booleans.
 *
 * @param json the JSON Schema
 * @param parsing returns the value, or empty if the node is not valid
 */
record ScalarSchema<T>(
    String expected, Map<String, Object> json, Function<ScalarNode, Optional<T>> parsing)
    implements Schema<T> {

  private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");
  private static final Pattern NUMBERS =
      Pattern.compile("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,3})?");

  /** Any string; numbers and booleans count as strings with their spelling in the file. */
  static final Schema<String> STRING =
      new ScalarSchema<>(
          "a string", Map.of("type", ANY_SCALAR), scalar -> Optional.of(scalar.text()));

  /** A string that is not blank. */
  static final Schema<String> NAME =
      new ScalarSchema<>(
          "a string that is not blank",
          Map.of("type", ANY_SCALAR, "pattern", "\\S"),
          scalar -> Optional.of(scalar.text()).filter(text -> !text.isBlank()));

  static final Schema<Boolean> BOOLEAN =
      new ScalarSchema<>(
          "true or false",
          Map.of("type", "boolean"),
          scalar ->
              scalar.type() == ScalarType.BOOLEAN
                  ? Optional.of(Boolean.valueOf(scalar.text()))
                  : Optional.empty());

  static final Schema<Double> NUMBER =
      number("a number, for example 0.42", Map.of("type", "number"), Double.MAX_VALUE, true);

  static final Schema<Double> PROBABILITY =
      number(
          "a number from 0 to 1", Map.of("type", "number", "minimum", 0, "maximum", 1), 1, false);

  /** A number of bytes; what receives it checks the range. */
  static final Schema<Long> SIZE =
      new ScalarSchema<>(
          "a size, for example " + SizeFormat.SPELLINGS,
          Map.of("type", List.of("string", "integer"), "pattern", '^' + SizeFormat.REGEX + '$'),
          scalar -> boxed(SizeFormat.parse(scalar.text())));

  /** A time; what receives it checks the range. */
  static final Schema<Duration> DURATION =
      new ScalarSchema<>(
          "a time, for example " + DurationFormat.SPELLINGS,
          Map.of("type", List.of("string", "integer"), "pattern", '^' + DurationFormat.REGEX + '$'),
          scalar -> DurationFormat.parse(scalar.text()));

  /** The time of a fault, or that an expectation may take. */
  static final Schema<Duration> TIMEOUT = duration(DurationRange.TIMEOUT);

  static final Schema<byte[]> HEX =
      bytes(
          "pairs of hexadecimal digits, for example \"5a425844 01\"",
          text -> HexFormat.of().parseHex(text.replaceAll("\\s", "")));

  static final Schema<byte[]> BASE64 =
      bytes("Base64, for example WkJYRAE=", Base64.getDecoder()::decode);

  static final Schema<Integer> PORT = integer(IntegerRange.ANY_PORT);
  static final Schema<Integer> COUNT = integer(0, Integer.MAX_VALUE);
  static final Schema<Integer> POSITIVE = integer(1, Integer.MAX_VALUE);
  static final Schema<Long> LONG = longInteger(Long.MIN_VALUE, Long.MAX_VALUE);

  static Schema<Duration> duration(DurationRange range) {
    return DURATION.map((time, node) -> range.check(node.location().subject(), time));
  }

  static Schema<Integer> integer(int min, int max) {
    return integer(new IntegerRange(min, max));
  }

  private static Schema<Integer> integer(IntegerRange range) {
    return longInteger(range.min(), range.max()).map((value, node) -> Math.toIntExact(value));
  }

  static Schema<Long> longInteger(long min, long max) {
    IntegerRange range = new IntegerRange(min, max);
    return new ScalarSchema<>(
        "an integer from " + min + " to " + max,
        Map.of("type", "integer", "minimum", min, "maximum", max),
        scalar -> parseLong(scalar.text()).filter(range::contains));
  }

  private static Optional<Long> parseLong(String text) {
    try {
      return text.startsWith("+") ? Optional.empty() : Optional.of(Long.valueOf(text));
    } catch (NumberFormatException notAnInteger) {
      return Optional.empty();
    }
  }

  private static Schema<Double> number(
      String expected, Map<String, Object> json, double max, boolean negative) {
    return new ScalarSchema<>(
        expected,
        json,
        scalar ->
            Optional.of(scalar.text())
                .filter(text -> NUMBERS.matcher(text).matches())
                .map(Double::valueOf)
                .filter(number -> number <= max && number >= (negative ? -max : 0)));
  }

  private static Schema<byte[]> bytes(String expected, Function<String, byte[]> decoding) {
    return new ScalarSchema<>(
        expected,
        Map.of("type", ANY_SCALAR),
        scalar -> {
          try {
            return Optional.of(decoding.apply(scalar.text()));
          } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
          }
        });
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ScalarNode scalar
        && (scalar.type() == ScalarType.BOOLEAN || !"boolean".equals(json.get("type")));
  }

  @Override
  public T read(ScenarioNode node) {
    Optional<T> value =
        node instanceof ScalarNode scalar ? parsing.apply(scalar) : Optional.empty();
    return value.orElseThrow(() -> node.mismatch(expected));
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    return new TreeMap<>(json); // in the same order in each run
  }
}
