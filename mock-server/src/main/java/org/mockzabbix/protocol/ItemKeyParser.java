package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.protocol.ItemKey.Parameter;

/** Parses one item key from left to right. Not thread-safe. */
final class ItemKeyParser {

  private final String key;
  private int at;

  ItemKeyParser(String key) {
    this.key = key;
  }

  ItemKey parse() {
    while (at < key.length() && isNameCharacter(key.charAt(at))) {
      at++;
    }
    String name = key.substring(0, at);
    if (name.isEmpty()) {
      throw invalid();
    }
    if (at == key.length()) {
      return ItemKey.of(name, List.of(), false);
    }
    expect('[');
    List<Parameter> parameters = parameters();
    if (at != key.length()) {
      throw invalid();
    }
    return ItemKey.of(name, parameters, true);
  }

  static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-".indexOf(c) >= 0;
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(parameter());
    while (current() == ',') {
      at++;
      parameters.add(parameter());
    }
    expect(']');
    return parameters;
  }

  private Parameter parameter() {
    skipSpaces();
    return switch (current()) {
      case '"' -> new Parameter(quoted(), false);
      case '[' -> new Parameter(array(), true);
      default -> new Parameter(unquoted(), false);
    };
  }

  /**
   * Returns the text between the brackets of an array, including the quotes of its elements. Arrays
   * do not nest.
   */
  private String array() {
    int start = ++at;
    element();
    while (current() == ',') {
      at++;
      element();
    }
    String inside = key.substring(start, at);
    expect(']');
    skipSpaces();
    return inside;
  }

  private void element() {
    skipSpaces();
    if (current() == '[') {
      throw invalid();
    }
    if (current() == '"') {
      quoted();
    } else {
      unquoted();
    }
  }

  private String quoted() {
    StringBuilder text = new StringBuilder();
    at++;
    while (current() != '"') {
      if (at == key.length()) {
        throw invalid();
      }
      boolean escape = current() == '\\' && at + 1 < key.length() && key.charAt(at + 1) == '"';
      at += escape ? 1 : 0;
      text.append(key.charAt(at));
      at++;
    }
    at++;
    skipSpaces();
    return text.toString();
  }

  private String unquoted() {
    int start = at;
    while (at < key.length() && current() != ',' && current() != ']') {
      at++;
    }
    return key.substring(start, at);
  }

  private void skipSpaces() {
    while (current() == ' ') {
      at++;
    }
  }

  private char current() {
    return at < key.length() ? key.charAt(at) : 0;
  }

  private void expect(char expected) {
    if (current() != expected) {
      throw invalid();
    }
    at++;
  }

  private IllegalArgumentException invalid() {
    return new IllegalArgumentException(
        ItemKey.INVALID + " (\"" + key + "\" at character " + (at + 1) + ")");
  }
}
