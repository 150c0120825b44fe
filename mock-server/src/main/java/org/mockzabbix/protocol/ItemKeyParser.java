package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.protocol.ItemKey.Parameter;

/** Parses one item key from left to right. Not thread-safe. */
final class ItemKeyParser {

  private static final byte NAME_CHARACTER = 1;
  private static final byte DELIMITER = 2;

  /** The classes of bytes, because each received key is checked. */
  private static final byte[] CLASSES = classes();

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 0; c < 128; c++) {
      boolean inName = Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0;
      classes[c] = inName ? NAME_CHARACTER : "\"[]\\".indexOf(c) >= 0 ? DELIMITER : 0;
    }
    return classes;
  }

  private static final String BAD_NAME =
      "a name consists of letters, digits, dots, underscores and hyphens";
  private static final String NO_BRACKET = "the closing bracket is missing";
  private static final String SURPLUS_IN_PARAMETER =
      "a comma or the closing bracket must follow a quoted parameter or an array";

  private final String key;
  private int at;

  ItemKeyParser(String key) {
    this.key = key;
  }

  /** Returns the parsed key. */
  ItemKey parse() throws InvalidItemKeyException {
    while (at < key.length() && isNameCharacter(key.charAt(at))) {
      at++;
    }
    String name = key.substring(0, at);
    if (name.isEmpty()) {
      throw key.isEmpty() ? new InvalidItemKeyException("it is empty") : invalid(BAD_NAME);
    }
    if (at == key.length()) {
      return ItemKey.of(name, List.of(), false);
    }
    expect('[', BAD_NAME);
    List<Parameter> parameters = parameters();
    if (at != key.length()) {
      throw invalid("text after the closing bracket");
    }
    return ItemKey.of(name, parameters, true);
  }

  /** Returns whether the key is only a name, as most keys are. */
  static boolean isName(String key) {
    int i = 0;
    while (i < key.length() && isNameCharacter(key.charAt(i))) {
      i++;
    }
    return i > 0 && i == key.length();
  }

  /**
   * Returns whether the bytes are a name, with or without parameters, and without quotes, arrays
   * and escapes. Such a key is valid.
   */
  static boolean isPlainKey(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && CLASSES[bytes[at] & 0xff] == NAME_CHARACTER) {
      at++;
    }
    if (at == end || at == start) {
      return at > start;
    }
    return bytes[at] == '[' && bytes[end - 1] == ']' && arePlainParameters(bytes, at + 1, end - 1);
  }

  private static boolean arePlainParameters(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      if (CLASSES[bytes[at] & 0xff] == DELIMITER) {
        return false;
      }
    }
    return true;
  }

  static boolean isNameCharacter(char c) {
    return c < CLASSES.length && CLASSES[c] == NAME_CHARACTER;
  }

  private List<Parameter> parameters() throws InvalidItemKeyException {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(parameter());
    while (current() == ',') {
      at++;
      parameters.add(parameter());
    }
    expect(']', at == key.length() ? NO_BRACKET : SURPLUS_IN_PARAMETER);
    return parameters;
  }

  private Parameter parameter() throws InvalidItemKeyException {
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
  private String array() throws InvalidItemKeyException {
    int start = ++at;
    element();
    while (current() == ',') {
      at++;
      element();
    }
    String inside = key.substring(start, at);
    expect(']', at == key.length() ? NO_BRACKET : SURPLUS_IN_PARAMETER);
    skipSpaces();
    return inside;
  }

  private void element() throws InvalidItemKeyException {
    skipSpaces();
    if (current() == '[') {
      throw invalid("an array inside an array");
    }
    if (current() == '"') {
      quoted();
    } else {
      unquoted();
    }
  }

  private String quoted() throws InvalidItemKeyException {
    StringBuilder text = new StringBuilder();
    at++;
    while (current() != '"') {
      if (at == key.length()) {
        throw invalid("the closing quote is missing");
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

  private void expect(char expected, String reason) throws InvalidItemKeyException {
    if (current() != expected) {
      throw invalid(reason);
    }
    at++;
  }

  private InvalidItemKeyException invalid(String reason) {
    return new InvalidItemKeyException(reason + " (character " + (at + 1) + ')');
  }
}
