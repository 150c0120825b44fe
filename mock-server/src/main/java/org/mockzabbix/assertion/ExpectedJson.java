package org.mockzabbix.assertion;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;
import org.mockzabbix.protocol.json.JsonTree;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * The JSON that a value must be. The order of members does not matter, and numbers are compared as
 * numbers. Immutable.
 */
final class ExpectedJson {

  private static final int MAX_SHOWN_LENGTH = 120;

  private final JsonNode expected;

  private ExpectedJson(JsonNode expected) {
    this.expected = expected;
  }

  /**
   * Parses the JSON that a test expects.
   *
   * @throws IllegalArgumentException if the text is not valid JSON
   */
  static ExpectedJson parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the expected JSON must not be blank");
    }
    try {
      return new ExpectedJson(JsonTree.read(text));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new IllegalArgumentException(
          "the expected JSON is not valid at line %d, column %d: %s: %s"
              .formatted(at.getLineNr(), at.getColumnNr(), mistake(e), Quoting.quote(text)),
          e);
    }
  }

  private static String mistake(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "unexpected end";
    }
    if (!(e instanceof JsonParseException)) {
      return "unexpected text after the end";
    }
    String message = e.getOriginalMessage();
    boolean isAboutSource = message.startsWith("Unexpected close marker");
    return isAboutSource ? "unexpected closing bracket" : message;
  }

  /** Parses a received value; empty if it is not valid JSON. */
  static Optional<JsonNode> read(String value) {
    try {
      JsonNode node = JsonTree.read(value);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** Returns a value without difference. */
  String sample() {
    return expected.toString();
  }

  /** Returns whether a value is equal to this JSON. */
  boolean isEqualTo(String value) {
    return (!expected.isContainerNode() || isPerhapsContainer(value))
        && differenceTo(value).isEmpty();
  }

  /** Returns whether a value may be an object or an array. Faster than to parse it. */
  static boolean isPerhapsContainer(String value) {
    int first = 0;
    while (first < value.length() && Character.isWhitespace(value.charAt(first))) {
      first++;
    }
    return first < value.length() && (value.charAt(first) == '{' || value.charAt(first) == '[');
  }

  /** Returns the first difference of a value; empty if it has none. */
  Optional<String> differenceTo(String value) {
    Optional<JsonNode> actual = read(value);
    return actual.isEmpty()
        ? Optional.of("value is not JSON")
        : difference("", expected, actual.get());
  }

  private static Optional<String> difference(String where, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      return inMembers(where, expected, actual);
    }
    if (expected.isArray() && actual.isArray()) {
      return inElements(where, expected, actual);
    }
    return isSame(expected, actual)
        ? Optional.empty()
        : Optional.of(place(where) + " is " + shown(actual) + " instead of " + shown(expected));
  }

  private static Optional<String> inMembers(String where, JsonNode expected, JsonNode actual) {
    TreeSet<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    actual.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String member = where + '/' + name;
      if (!actual.has(name)) {
        return Optional.of(place(member) + " is absent");
      }
      if (!expected.has(name)) {
        return Optional.of(place(member) + " was not expected");
      }
      Optional<String> found = difference(member, expected.get(name), actual.get(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inElements(String where, JsonNode expected, JsonNode actual) {
    if (expected.size() != actual.size()) {
      return Optional.of(
          place(where) + " has " + elements(actual) + " instead of " + expected.size());
    }
    Iterator<JsonNode> others = actual.iterator();
    int index = 0;
    for (JsonNode element : expected) {
      Optional<String> found = difference(where + '/' + index++, element, others.next());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String elements(JsonNode array) {
    return Plurals.count(array.size(), "element");
  }

  /** Compares numbers regardless of their spelling, for example 1 and 1.0. */
  private static boolean isSame(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber())
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private static String place(String where) {
    return where.isEmpty() ? "JSON" : "JSON at " + where;
  }

  private static String shown(JsonNode node) {
    return Quoting.escape(node.toString(), MAX_SHOWN_LENGTH);
  }

  /** Returns the JSON in words, for example {@code JSON {"a":1}}. */
  @Override
  public String toString() {
    return "JSON " + shown(expected);
  }
}
