package org.mockzabbix.assertion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.json.JsonTree;

/**
 * JSON that a value has to be: the order of members and the spelling of numbers do not matter, all
 * the rest does. Immutable.
 */
final class JsonValue {

  private static final Pattern OF_ITS_SOURCE =
      Pattern.compile("(?s) \\((?:start marker|for \\w+ starting) at .*");

  private final JsonNode expected;

  private JsonValue(JsonNode expected) {
    this.expected = expected;
  }

  /**
   * The JSON that a test expects.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonValue parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the expected JSON is none: there is no text");
    }
    try {
      return new JsonValue(JsonTree.read(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the expected JSON is none: " + words(e) + ": " + Wording.quoted(text), e);
    }
  }

  /** What the parser says, without the names it has for its source. */
  private static String words(JsonProcessingException e) {
    return OF_ITS_SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
  }

  /** The JSON that was sent as a value; empty if it is none. */
  static Optional<JsonNode> read(String value) {
    try {
      JsonNode node = JsonTree.read(value);
      return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** In what a value differs, at the first place where it does; empty if it does not. */
  Optional<String> differenceTo(String value) {
    Optional<JsonNode> actual = read(value);
    return actual.isEmpty()
        ? Optional.of("value is no JSON")
        : difference("", expected, actual.get());
  }

  private static Optional<String> difference(String where, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      return inMembers(where, expected, actual);
    }
    if (expected.isArray() && actual.isArray()) {
      return inElements(where, expected, actual);
    }
    return same(expected, actual)
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
    return Wording.count(array.size(), "element");
  }

  /** 1 is 1.0, as it is to whoever calculates with it. */
  static boolean same(JsonNode a, JsonNode b) {
    return (a.isNumber() && b.isNumber())
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private static String place(String where) {
    return where.isEmpty() ? "JSON" : "JSON at " + where;
  }

  private static String shown(JsonNode node) {
    return Wording.shortened(node.toString());
  }

  @Override
  public String toString() {
    return expected.toString();
  }
}
