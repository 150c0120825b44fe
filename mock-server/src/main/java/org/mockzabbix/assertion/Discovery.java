package org.mockzabbix.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Rows of low-level discovery that a value has to bring: an array of objects with macros, by itself
 * or as {@code data} of an object, as it was before Zabbix 4.2. Their order does not matter.
 *
 * @param rows the expected rows, by macro
 * @param extent whether more may be there
 */
record Discovery(List<SortedMap<String, String>> rows, Extent extent) {

  /** What is expected beside the named rows and macros. */
  enum Extent {
    /** Other rows, and other macros in a row, do not matter. */
    SOME,
    /** These rows with these macros, and nothing else. */
    ALL
  }

  static Discovery some(Map<String, String> row) {
    return new Discovery(List.of(new TreeMap<>(row)), Extent.SOME);
  }

  static Discovery all(List<Map<String, String>> rows) {
    return new Discovery(
        rows.stream().<SortedMap<String, String>>map(TreeMap::new).toList(), Extent.ALL);
  }

  Discovery {
    for (SortedMap<String, String> row : rows) {
      row.keySet().stream()
          .filter(macro -> !macro.startsWith("{#") || !macro.endsWith("}"))
          .findFirst()
          .ifPresent(
              macro -> {
                throw new IllegalArgumentException(
                    "a discovery macro is written {#NAME} but was " + macro);
              });
    }
    rows = List.copyOf(rows);
  }

  String words() {
    if (extent == Extent.SOME) {
      return "discovery row " + words(rows.get(0));
    }
    return rows.isEmpty()
        ? "no discovery rows"
        : "discovery rows "
            + rows.stream().map(Discovery::words).collect(Collectors.joining(" and "))
            + " only";
  }

  private static String words(Map<String, String> row) {
    return row.entrySet().stream()
        .map(macro -> macro.getKey() + "=" + Wording.quoted(macro.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** In what a value differs; empty if it does not. */
  Optional<String> differenceTo(String value) {
    Optional<List<Map<String, String>>> sent = JsonValue.read(value).flatMap(Discovery::rowsOf);
    if (sent.isEmpty()) {
      return Optional.of("value is no discovery data");
    }
    List<Map<String, String>> unexpected = new ArrayList<>(sent.get());
    for (SortedMap<String, String> row : rows) {
      Optional<Map<String, String>> found =
          unexpected.stream().filter(other -> accepts(row, other)).findFirst();
      if (found.isEmpty()) {
        return Optional.of("discovery row " + words(row) + " is absent");
      }
      unexpected.remove(found.get());
    }
    return extent == Extent.SOME || unexpected.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "discovery row " + words(new TreeMap<>(unexpected.get(0))) + " was not expected");
  }

  private boolean accepts(Map<String, String> expected, Map<String, String> sent) {
    return extent == Extent.ALL
        ? sent.equals(expected)
        : sent.entrySet().containsAll(expected.entrySet());
  }

  private static Optional<List<Map<String, String>>> rowsOf(JsonNode json) {
    JsonNode array = json.isObject() && json.has("data") ? json.get("data") : json;
    if (!array.isArray()) {
      return Optional.empty();
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode row : array) {
      if (!row.isObject()) {
        return Optional.empty();
      }
      rows.add(macrosOf(row));
    }
    return Optional.of(rows);
  }

  /** Numbers as they are spelled; what is nested as JSON. */
  private static Map<String, String> macrosOf(JsonNode row) {
    Map<String, String> macros = new TreeMap<>();
    row.fieldNames().forEachRemaining(macro -> macros.put(macro, text(row.get(macro))));
    return macros;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
