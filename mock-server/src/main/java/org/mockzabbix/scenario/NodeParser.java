package org.mockzabbix.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Parses YAML or JSON into nodes that know their lines. Confined to one call. */
final class NodeParser {

  private static final int[] NO_ALIASES = {};
  private static final int DEEPEST = 100;

  private final String file;
  private final JsonParser parser;
  private final int[] yaml; // the text, as the parser counts it: where a star begins an alias
  private int depth;

  private NodeParser(String file, JsonParser parser, int[] yaml) {
    this.file = file;
    this.parser = parser;
    this.yaml = yaml;
  }

  /**
   * Parses a whole document: JSON if it begins with an opening brace, else YAML.
   *
   * @throws ScenarioException if it is neither
   */
  static Node parse(String file, String text) {
    boolean json = text.stripLeading().startsWith("{");
    JsonFactory factory = json ? new JsonFactory() : yaml(file);
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        return new Node.Fields(
            Map.of(), Map.of(), 1); // an empty file describes a server without settings
      }
      int[] yaml = json ? NO_ALIASES : text.codePoints().toArray();
      Node document = new NodeParser(file, parser, yaml).node();
      JsonToken behind = parser.nextToken();
      if (behind != null) {
        throw new ScenarioException(
            file, parser.currentTokenLocation().getLineNr(), "there is more than one document");
      }
      return document;
    } catch (JsonProcessingException e) {
      ParserWords words = ParserWords.of(e);
      throw new ScenarioException(file, words.line(), "cannot be read: " + words.what());
    } catch (IOException e) {
      throw new ScenarioException(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** YAML comes as an extra jar, so that a test that needs none has none. */
  private static JsonFactory yaml(String file) {
    return ServiceLoader.load(JsonFactory.class, NodeParser.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.getFormatName().equals("YAML"))
        .findFirst()
        .orElseThrow(
            () ->
                new ScenarioException(
                    file,
                    1,
                    "to read YAML, put jackson-dataformat-yaml on the class path, or write the"
                        + " scenario in JSON"));
  }

  private Node node() throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> deeper(line);
      case VALUE_STRING -> text(line);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Node.Scalar.Type.NUMBER, line);
      case VALUE_TRUE, VALUE_FALSE -> truth(line);
      case VALUE_NULL -> new Node.Scalar("", Node.Scalar.Type.NOTHING, line);
      default -> throw new ScenarioException(file, line, "cannot be read here");
    };
  }

  private Node deeper(int line) throws IOException {
    depth++;
    if (depth > DEEPEST) {
      throw new ScenarioException(
          file,
          line,
          "lists and objects are more than " + DEEPEST + " deep: no scenario needs that");
    }
    Node node = parser.currentToken() == JsonToken.START_OBJECT ? fields(line) : items(line);
    depth--;
    return node;
  }

  private Node text(int line) throws IOException {
    int at = (int) parser.currentTokenLocation().getCharOffset();
    if (at >= 0 && at < yaml.length && yaml[at] == '*') {
      throw new ScenarioException(
          file,
          line,
          "*"
              + parser.getText()
              + " is an alias to YAML, and not read here: put a text with a star in quotes, and"
              + " write out what an alias would repeat");
    }
    return scalar(Node.Scalar.Type.TEXT, line);
  }

  /** YAML has other words for it, such as {@code yes}; to scenarios they are texts. */
  private Node truth(int line) throws IOException {
    boolean plain = parser.getText().matches("(?i)true|false");
    return scalar(plain ? Node.Scalar.Type.TRUTH : Node.Scalar.Type.TEXT, line);
  }

  private Node scalar(Node.Scalar.Type type, int line) throws IOException {
    return new Node.Scalar(parser.getText(), type, line);
  }

  private Node fields(int line) throws IOException {
    Map<String, Node> byName = new LinkedHashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameLine = parser.currentTokenLocation().getLineNr();
      lines.put(name, nameLine);
      parser.nextToken();
      if (byName.put(name, node()) != null) {
        throw new ScenarioException(file, nameLine, "the field \"" + name + "\" is there twice");
      }
    }
    return new Node.Fields(byName, lines, line);
  }

  private Node items(int line) throws IOException {
    List<Node> nodes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(node());
    }
    return new Node.Items(nodes, line);
  }
}
