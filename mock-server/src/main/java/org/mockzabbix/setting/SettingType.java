package org.mockzabbix.setting;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.SizeFormat;

/**
 * A type of values that are written as one text, in scenario files and on the command line. Types
 * are created when they are used, because those of all settings would delay the start of a server.
 *
 * @param expected the valid texts, in the words of an error, for example {@code true or false}
 * @param json the JSON Schema
 * @param words the valid texts; empty if they are not listed
 * @param parsing returns the value of a text, or empty if the text is not valid
 */
public record SettingType<T>(
    String expected,
    Map<String, Object> json,
    Set<String> words,
    Function<String, Optional<T>> parsing) {

  /** Returns the type of a boolean. */
  public static SettingType<Boolean> trueOrFalse() {
    return of(
        "true or false",
        Map.of("type", "boolean"),
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** Returns the type of a string that is not blank. */
  public static SettingType<String> name() {
    return of(
        "a string that is not blank",
        Map.of("type", List.of("string", "number", "boolean"), "pattern", "\\S"),
        text -> Optional.of(text).filter(name -> !name.isBlank()));
  }

  /** Returns the type of a number of bytes; the setter checks the range. */
  public static SettingType<Long> size() {
    return of(
        "a size, for example " + SizeFormat.SPELLINGS,
        Map.of("type", List.of("string", "integer"), "pattern", '^' + SizeFormat.REGEX + '$'),
        text -> boxed(SizeFormat.parse(text)));
  }

  /** Returns the type of a time; the setter checks the range. */
  public static SettingType<Duration> duration() {
    return of(
        "a time, for example " + DurationFormat.SPELLINGS,
        Map.of("type", List.of("string", "integer"), "pattern", '^' + DurationFormat.REGEX + '$'),
        DurationFormat::parse);
  }

  /** Returns the type of a port; 0 for any free port. */
  public static SettingType<Integer> port() {
    return integer(IntegerRange.ANY_PORT);
  }

  /** Returns the type of an address with a port. */
  public static SettingType<String> address() {
    return of(
        "an address, for example 127.0.0.1:10051 or [::1]:10051",
        Map.of("type", "string", "pattern", ":[0-9]{1,5}$"),
        text -> Optional.of(text).filter(HostAndPort::isValid));
  }

  /** Returns the type of an integer of at least 1. */
  public static SettingType<Integer> positive() {
    return integer(new IntegerRange(1, Integer.MAX_VALUE));
  }

  /** Returns the type of a Zabbix version. */
  public static SettingType<ZabbixVersion> version() {
    return choice(List.of(ZabbixVersion.values()), ZabbixVersion::dialect);
  }

  /** Returns a type without a list of valid texts. */
  public static <T> SettingType<T> of(
      String expected, Map<String, Object> json, Function<String, Optional<T>> parsing) {
    return new SettingType<>(expected, new TreeMap<>(json), Set.of(), parsing); // in a fixed order
  }

  /** Returns the type of the integers in a range. */
  public static SettingType<Integer> integer(IntegerRange range) {
    return integer(
        range,
        text -> {
          Optional<Long> value = parseLong(text, range);
          return value.isPresent() ? Optional.of(value.get().intValue()) : Optional.empty();
        });
  }

  /** Returns the type of the integers from {@code min} to {@code max}. */
  public static SettingType<Long> longInteger(long min, long max) {
    IntegerRange range = new IntegerRange(min, max);
    return integer(range, text -> parseLong(text, range));
  }

  private static <T> SettingType<T> integer(
      IntegerRange range, Function<String, Optional<T>> parsing) {
    return of(
        "an integer from " + range.min() + " to " + range.max(),
        Map.of("type", "integer", "minimum", range.min(), "maximum", range.max()),
        parsing);
  }

  private static Optional<Long> parseLong(String text, IntegerRange range) {
    try {
      long value = Long.parseLong(text);
      boolean valid = range.contains(value) && !text.startsWith("+");
      return valid ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException notAnInteger) {
      return Optional.empty();
    }
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  /** Returns the type of values that are written as {@code spelling} returns them. */
  public static <T> SettingType<T> choice(
      Iterable<T> values, Function<? super T, String> spelling) {
    Map<String, T> bySpelling = new LinkedHashMap<>();
    for (T value : values) {
      bySpelling.put(spelling.apply(value), value);
    }
    return choice(bySpelling);
  }

  /** Returns the type whose valid texts are the keys of {@code values}, in this order. */
  public static <T> SettingType<T> choice(Map<String, T> values) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "string");
    json.put("enum", List.copyOf(values.keySet()));
    return new SettingType<>(
        (values.size() == 1 ? "" : "one of ") + String.join(", ", values.keySet()),
        json,
        values.keySet(),
        text -> Optional.ofNullable(values.get(text)));
  }

  /**
   * Returns the value of a text.
   *
   * @throws IllegalArgumentException if the text is not valid
   */
  public T parse(String text) {
    Optional<T> value = parsing.apply(text);
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "must be " + expected + ", but was " + Quoting.quote(text) + hint(text));
    }
    return value.get();
  }

  /**
   * Returns the end of the error about an invalid text, with the valid text that its author
   * probably meant. Empty if no valid text is similar.
   */
  public String hint(String text) {
    return text.isEmpty() ? "" : ClosestName.hint(text, words);
  }

  /** Returns the valid text that the author of an invalid one probably meant. */
  public Optional<String> nearest(String text) {
    return text.isEmpty() ? Optional.empty() : ClosestName.of(text, words);
  }
}
