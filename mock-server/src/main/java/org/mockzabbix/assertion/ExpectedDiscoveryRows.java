package org.mockzabbix.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mockzabbix.text.Quoting;

/**
 * The rows of low-level discovery that a value must contain, in any order. The value is an array of
 * objects with macros. The form of Zabbix before 4.2 is also accepted: an object whose {@code data}
 * is that array.
 *
 * @param rows the expected rows, by macro
 * @param extent whether the value may contain more
 */
record ExpectedDiscoveryRows(List<SortedMap<String, String>> rows, RequiredRows extent) {

  /** The rows and macros that a value must contain. */
  enum RequiredRows {
    /** At least the expected rows and macros. */
    SOME,
    /** Exactly the expected rows and macros. */
    ALL
  }

  static ExpectedDiscoveryRows some(Map<String, String> row) {
    return new ExpectedDiscoveryRows(List.of(new TreeMap<>(row)), RequiredRows.SOME);
  }

  static ExpectedDiscoveryRows all(List<Map<String, String>> rows) {
    return new ExpectedDiscoveryRows(
        rows.stream().<SortedMap<String, String>>map(TreeMap::new).toList(), RequiredRows.ALL);
  }

  ExpectedDiscoveryRows {
    for (SortedMap<String, String> row : rows) {
      row.forEach((macro, value) -> Objects.requireNonNull(value, macro + " must not be null"));
      row.keySet().stream()
          .filter(macro -> !macro.startsWith("{#") || !macro.endsWith("}"))
          .findFirst()
          .ifPresent(
              macro -> {
                throw new IllegalArgumentException(
                    "a discovery macro must have the form {#NAME}, but was "
                        + Quoting.quote(macro));
              });
    }
    rows = List.copyOf(rows);
  }

  /** Returns the rows in words, for example <code>discovery row {#FSNAME}="/"</code>. */
  @Override
  public String toString() {
    if (extent == RequiredRows.SOME) {
      return "discovery row " + words(rows.get(0));
    }
    return rows.isEmpty()
        ? "no discovery rows"
        : "discovery rows "
            + rows.stream().map(ExpectedDiscoveryRows::words).collect(Collectors.joining(" and "))
            + " only";
  }

  private static String words(Map<String, String> row) {
    return row.entrySet().stream()
        .map(macro -> macro.getKey() + "=" + Quoting.quote(macro.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Returns a value without difference, if all others have the same rows. */
  Optional<String> sample() {
    if (extent == RequiredRows.SOME) {
      return Optional.empty();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> row.forEach(array.addObject()::put));
    return Optional.of(array.toString());
  }

  /** Returns whether a value contains these rows. */
  boolean areIn(String value) {
    return ExpectedJson.isPerhapsContainer(value) && differenceTo(value).isEmpty();
  }

  /** Returns the first difference of a value; empty if it has none. */
  Optional<String> differenceTo(String value) {
    Optional<List<Map<String, String>>> sent =
        ExpectedJson.read(value).flatMap(ExpectedDiscoveryRows::rowsOf);
    if (sent.isEmpty()) {
      return Optional.of("value is not discovery data");
    }
    return extent == RequiredRows.SOME ? missingFrom(sent.get()) : differenceToAll(sent.get());
  }

  /** Describes the first expected row that is absent from the value; empty if all are present. */
  private Optional<String> missingFrom(List<Map<String, String>> sent) {
    return rows.stream()
        .filter(
            row -> sent.stream().noneMatch(other -> other.entrySet().containsAll(row.entrySet())))
        .findFirst()
        .map(ExpectedDiscoveryRows::absent);
  }

  private Optional<String> differenceToAll(List<Map<String, String>> sent) {
    Map<Map<String, String>, Integer> unexpected = new LinkedHashMap<>(); // with their numbers
    sent.forEach(row -> unexpected.merge(row, 1, Integer::sum));
    for (SortedMap<String, String> row : rows) {
      if (!unexpected.containsKey(row)) {
        return Optional.of(absent(row));
      }
      unexpected.computeIfPresent(row, (same, number) -> number == 1 ? null : number - 1);
    }
    return unexpected.keySet().stream()
        .findFirst()
        .map(row -> "discovery row " + words(new TreeMap<>(row)) + " was not expected");
  }

  private static String absent(Map<String, String> row) {
    return "discovery row " + words(row) + " is absent";
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

  /** Returns the macros of a row. The content of nested objects and arrays is their JSON. */
  private static Map<String, String> macrosOf(JsonNode row) {
    Map<String, String> macros = new TreeMap<>();
    row.fieldNames().forEachRemaining(macro -> macros.put(macro, text(row.get(macro))));
    return macros;
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
