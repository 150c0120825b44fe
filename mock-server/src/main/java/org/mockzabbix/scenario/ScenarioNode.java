package org.mockzabbix.scenario;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mockzabbix.text.Quoting;

/** A node of the YAML or JSON document, with its location. */
sealed interface ScenarioNode {

  Location location();

  /**
   * Returns the node in the words of an error, for example {@code "web01"}, {@code 7} or {@code a
   * list}.
   */
  String description();

  /** Returns the node as JSON text on one line. A number in a spelling of YAML is a string. */
  String json();

  /** Returns an error about this node. */
  default ScenarioException error(String message) {
    return location().error(message);
  }

  /** Returns an error about a node that is not {@code expected}. */
  default ScenarioException mismatch(String expected) {
    return mismatch(expected, "");
  }

  /** Returns an error about a node that is not {@code expected}, with a remedy at the end. */
  default ScenarioException mismatch(String expected, String remedy) {
    String rule = location().subject() + " must be " + expected;
    return error(rule + ", but was " + description() + remedy);
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A string, number, boolean or null with its spelling in the file. */
  record ScalarNode(String text, ScalarType type, Location location) implements ScenarioNode {

    private static final int LONGEST_NUMBER = 80;
    private static final Pattern JSON_NUMBER =
        Pattern.compile("-?(0|[1-9]\\d{0,99})(\\.\\d{1,99})?([eE][+-]?\\d{1,3})?");

    @Override
    public String json() {
      return switch (type) {
        case STRING -> quoted(text);
        case NUMBER -> JSON_NUMBER.matcher(text).matches() ? text : quoted(text);
        case BOOLEAN -> text.toLowerCase(Locale.ROOT);
        case EMPTY -> "null";
      };
    }

    @Override
    public String description() {
      return switch (type) {
        case STRING -> Quoting.quote(text);
        case NUMBER, BOOLEAN -> Quoting.escape(text, LONGEST_NUMBER);
        case EMPTY -> "empty";
      };
    }
  }

  /** The type of a scalar in the document. */
  enum ScalarType {
    STRING,
    NUMBER,
    BOOLEAN,
    EMPTY
  }

  /** A list. */
  record ListNode(List<ScenarioNode> elements, Location location) implements ScenarioNode {
    public ListNode {
      elements = List.copyOf(elements);
    }

    @Override
    public String json() {
      return elements.stream().map(ScenarioNode::json).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String description() {
      return "a list";
    }
  }

  /**
   * An object.
   *
   * @param fields the values by name, in the order of the file
   * @param names the locations of the names
   */
  record ObjectNode(
      Map<String, ScenarioNode> fields, Map<String, Location> names, Location location)
      implements ScenarioNode {

    @Override
    public String description() {
      return "an object";
    }

    @Override
    public String json() {
      return fields.entrySet().stream()
          .map(field -> quoted(field.getKey()) + ':' + field.getValue().json())
          .collect(Collectors.joining(",", "{", "}"));
    }

    boolean has(String name) {
      return fields.containsKey(name);
    }

    /** Returns an error about a field of this object. */
    ScenarioException error(String name, String message) {
      return names.getOrDefault(name, location).error(message);
    }
  }
}
