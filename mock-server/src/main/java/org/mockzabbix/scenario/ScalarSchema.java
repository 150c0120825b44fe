package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarType;
import org.mockzabbix.setting.SettingType;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;

/** Strings, numbers and booleans. */
record ScalarSchema<T>(SettingType<T> type) implements Schema<T> {

  private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");
  private static final Pattern NUMBERS =
      Pattern.compile("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,3})?");

  static final Schema<Boolean> BOOLEAN = new ScalarSchema<>(SettingType.trueOrFalse());
  static final Schema<String> NAME = new ScalarSchema<>(SettingType.name());
  static final Schema<Duration> DURATION = new ScalarSchema<>(SettingType.duration());
  static final Schema<ZabbixVersion> VERSION = new ScalarSchema<>(SettingType.version());
  static final Schema<String> ADDRESS = new ScalarSchema<>(SettingType.address());
  static final Schema<Integer> PORT = new ScalarSchema<>(SettingType.port());
  static final Schema<Integer> POSITIVE = new ScalarSchema<>(SettingType.positive());
  static final Schema<Integer> COUNT = integer(0, Integer.MAX_VALUE);
  static final Schema<Long> LONG = longInteger(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Any string; numbers and booleans count as strings with their spelling in the file. */
  static final Schema<String> STRING = of("a string", Map.of("type", ANY_SCALAR), Optional::of);

  static final Schema<Double> NUMBER =
      number("a number, for example 0.42", Map.of("type", "number"), Double.MAX_VALUE, true);

  static final Schema<Double> PROBABILITY =
      number(
          "a number from 0 to 1", Map.of("type", "number", "minimum", 0, "maximum", 1), 1, false);

  /** The time of a fault or of an expectation. */
  static final Schema<Duration> TIMEOUT = duration(DurationRange.TIMEOUT);

  static final Schema<byte[]> HEX =
      bytes(
          "pairs of hexadecimal digits, for example \"5a425844 01\"",
          text -> HexFormat.of().parseHex(text.replaceAll("\\s", "")));

  static final Schema<byte[]> BASE64 =
      bytes("Base64, for example WkJYRAE=", Base64.getDecoder()::decode);

  private static <T> Schema<T> of(
      String expected, Map<String, Object> json, Function<String, Optional<T>> parsing) {
    return new ScalarSchema<>(SettingType.of(expected, json, parsing));
  }

  static Schema<Duration> duration(DurationRange range) {
    return DURATION.map((time, node) -> range.check(node.location().subject(), time));
  }

  static Schema<Integer> integer(int min, int max) {
    return new ScalarSchema<>(SettingType.integer(new IntegerRange(min, max)));
  }

  static Schema<Long> longInteger(long min, long max) {
    return new ScalarSchema<>(SettingType.longInteger(min, max));
  }

  private static Schema<Double> number(
      String expected, Map<String, Object> json, double max, boolean negative) {
    return of(
        expected,
        json,
        text ->
            Optional.of(text)
                .filter(number -> NUMBERS.matcher(number).matches())
                .map(Double::valueOf)
                .filter(number -> number <= max && number >= (negative ? -max : 0)));
  }

  private static Schema<byte[]> bytes(String expected, Function<String, byte[]> decoding) {
    return of(
        expected,
        Map.of("type", ANY_SCALAR),
        text -> {
          try {
            return Optional.of(decoding.apply(text));
          } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
          }
        });
  }

  /**
   * Returns a schema whose valid strings are the keys of {@code values}, in the order of the
   * documentation.
   */
  static <T> Schema<T> choice(Map<String, T> values) {
    return new ScalarSchema<>(SettingType.choice(values));
  }

  /** Returns a schema of values that are written as {@code spelling} returns them. */
  static <T> Schema<T> choice(Iterable<T> values, Function<? super T, String> spelling) {
    return new ScalarSchema<>(SettingType.choice(values, spelling));
  }

  /**
   * Returns a schema of all constants of an enum in camel case, for example {@code unknownHost}.
   */
  static <E extends Enum<E>> Schema<E> choice(Class<E> type) {
    return choice(List.of(type.getEnumConstants()), ScalarSchema::camelCase);
  }

  static String camelCase(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    for (String part : constant.name().split("_", -1)) {
      String rest = part.substring(1).toLowerCase(Locale.ROOT);
      char first = word.isEmpty() ? Character.toLowerCase(part.charAt(0)) : part.charAt(0);
      word.append(first).append(rest);
    }
    return word.toString();
  }

  @Override
  public String expected() {
    return type.expected();
  }

  @Override
  public boolean hasForm(ScenarioNode node) {
    return node instanceof ScalarNode scalar
        && (scalar.type() == ScalarType.BOOLEAN || !"boolean".equals(type.json().get("type")));
  }

  @Override
  public T read(ScenarioNode node) {
    if (!(node instanceof ScalarNode scalar) || !hasForm(node)) {
      throw node.mismatch(expected());
    }
    String text = scalar.text();
    return type.parsing()
        .apply(text)
        .orElseThrow(
            () -> node.mismatch(expected(), type.hint(text)).withNearest(type.nearest(text)));
  }

  @Override
  public Map<String, Object> json(Map<String, Object> shared) {
    return type.json();
  }

  @Override
  public Set<String> words() {
    return type.words();
  }
}
