package org.mockzabbix.scenario;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mockzabbix.text.Quoting;

/** A node of the YAML or JSON document, with its location. */
sealed interface ScenarioNode {

  /** The longest text of a node in a message, in characters. */
  int LONGEST_QUOTE = 80;

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

  /** Returns an error about a node that says something else than the node of an earlier file. */
  default ScenarioException contradiction(ScenarioNode earlier) {
    return error(
        location().subject()
            + " is "
            + Quoting.escape(json(), LONGEST_QUOTE)
            + ", but "
            + Quoting.escape(earlier.json(), LONGEST_QUOTE)
            + " in "
            + earlier.location().file()
            + ":"
            + earlier.location().line()
            + ": remove one of them");
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** A string, number, boolean or null with its spelling in the file. */
  record ScalarNode(String text, ScalarType type, Location location) implements ScenarioNode {

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
        case NUMBER, BOOLEAN -> Quoting.escape(text, LONGEST_QUOTE);
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

    /** Returns the schema's choice of two nodes for each field that both objects have. */
    interface FieldMerger {
      ScenarioNode merge(String name, ScenarioNode first, ScenarioNode second);
    }

    /** Returns an object with the fields of both objects. */
    ObjectNode merge(ObjectNode other, FieldMerger merger) {
      Map<String, ScenarioNode> all = new LinkedHashMap<>(fields);
      Map<String, Location> allNames = new HashMap<>(other.names);
      allNames.putAll(names);
      other.fields.forEach(
          (name, value) ->
              all.merge(name, value, (first, second) -> merger.merge(name, first, second)));
      return new ObjectNode(all, allNames, location);
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
