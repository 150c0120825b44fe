package org.mockzabbix.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.json.JsonLimits;
import org.mockzabbix.scenario.ScenarioNode.ListNode;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarType;

/** Parses YAML or JSON into nodes with locations. Confined to one call. */
final class ScenarioParser {

  private static final int MAX_DEPTH = 100;

  /** The beginning of an object in JSON. In YAML, names have no quotes. */
  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*(?:[\"}]|$)");

  private final JsonParser parser;
  private final Predicate<JsonParser> isAlias;
  private int depth;

  private ScenarioParser(JsonParser parser, Predicate<JsonParser> isAlias) {
    this.parser = parser;
    this.isAlias = isAlias;
  }

  /**
   * Parses a document in YAML or JSON.
   *
   * @throws ScenarioException if it is neither
   */
  static ScenarioNode parse(String file, String text) {
    return parse(new Location(file, 1, ""), text);
  }

  /**
   * Parses a document in YAML or JSON. JSON needs no YAML library.
   *
   * @param start the location of the document, for errors
   * @throws ScenarioException if the text is neither
   */
  static ScenarioNode parse(Location start, String text) {
    boolean json = JSON.matcher(text).lookingAt();
    try (JsonParser parser = (json ? JsonLimits.anySize() : yaml(start)).createParser(text)) {
      if (parser.nextToken() == null) {
        return new ObjectNode(Map.of(), Map.of(), start);
      }
      Predicate<JsonParser> isAlias = json ? any -> false : ScenarioParser::isYamlAlias;
      ScenarioParser nodes = new ScenarioParser(parser, isAlias);
      ScenarioNode document = nodes.node(nodes.at(start));
      if (parser.nextToken() != null) {
        throw nodes.at(start).error("the file contains more than one document: keep one");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw json ? jsonError(start, e) : yamlError(start, e);
    } catch (IOException e) {
      throw new ScenarioException(start.file(), "cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Creates the YAML parser. It is optional, so that tests without YAML files need no further
   * library.
   */
  private static JsonFactory yaml(Location start) {
    return ServiceLoader.load(JsonFactory.class, ScenarioParser.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.getFormatName().equals("YAML"))
        .findFirst()
        .orElseThrow(
            () ->
                start.error(
                    "to read YAML, add com.fasterxml.jackson.dataformat:jackson-dataformat-yaml to"
                        + " the class path, or write the scenario in JSON"));
  }

  private static boolean isYamlAlias(JsonParser parser) {
    return parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
  }

  @SuppressWarnings("deprecation") // only this class has the problem and its place
  private static ScenarioException yamlError(Location start, JsonProcessingException e) {
    if (e instanceof MarkedYAMLException marked) {
      String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
      return new ScenarioException(
          start.file(),
          marked.getProblemMark().getLine() + 1,
          "cannot be read: " + context + marked.getProblem());
    }
    return located(start, e, "the YAML is not valid here");
  }

  private static ScenarioException jsonError(Location start, JsonProcessingException e) {
    return e instanceof JsonEOFException
        ? located(start, e, "the JSON text ends too early")
        : located(start, e, "the JSON is not valid at column " + e.getLocation().getColumnNr());
  }

  private static ScenarioException located(
      Location start, JsonProcessingException e, String problem) {
    int line = e.getLocation() == null ? start.line() : e.getLocation().getLineNr();
    return new ScenarioException(start.file(), line, "cannot be read: " + problem);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private Location at(Location location) {
    return location.atLine(line());
  }

  private ScenarioNode node(Location location) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> container(location);
      case VALUE_STRING -> string(location);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(ScalarType.NUMBER, location);
      case VALUE_TRUE, VALUE_FALSE -> bool(location);
      case VALUE_NULL -> new ScalarNode("", ScalarType.EMPTY, location);
      default -> throw location.error("cannot be read: the document is not valid here");
    };
  }

  private ScenarioNode container(Location location) throws IOException {
    depth++;
    if (depth > MAX_DEPTH) {
      throw location.error("lists and objects are nested more than " + MAX_DEPTH + " levels deep");
    }
    ScenarioNode node =
        parser.currentToken() == JsonToken.START_OBJECT ? object(location) : list(location);
    depth--;
    return node;
  }

  private ScenarioNode string(Location location) throws IOException {
    if (isAlias.test(parser)) {
      throw location.error(
          "*"
              + parser.getText()
              + " is an alias in YAML, which scenarios do not support: put a string with an"
              + " asterisk in quotes, and repeat what an alias refers to");
    }
    return scalar(ScalarType.STRING, location);
  }

  /**
   * Reads a boolean. The YAML parser also reports {@code yes} and {@code on}, which are strings
   * here.
   */
  private ScenarioNode bool(Location location) throws IOException {
    boolean plain = parser.getText().matches("(?i)true|false");
    return scalar(plain ? ScalarType.BOOLEAN : ScalarType.STRING, location);
  }

  private ScenarioNode scalar(ScalarType type, Location location) throws IOException {
    return new ScalarNode(parser.getText(), type, location);
  }

  private ScenarioNode object(Location location) throws IOException {
    Map<String, ScenarioNode> fields = new LinkedHashMap<>();
    Map<String, Location> names = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Location nameLocation = location.inside(name, line());
      if (names.put(name, nameLocation) != null) {
        throw nameLocation.error("the field \"" + name + "\" is set twice: remove one");
      }
      parser.nextToken();
      fields.put(name, node(at(nameLocation)));
    }
    return new ObjectNode(fields, names, location);
  }

  private ScenarioNode list(Location location) throws IOException {
    List<ScenarioNode> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(node(location.element(elements.size(), line())));
    }
    return new ListNode(elements, location);
  }
}
