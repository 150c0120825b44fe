package org.mockzabbix.server;

import java.util.function.UnaryOperator;

/** Changes the parameters of a valid item key, and quotes them again. Not thread-safe. */
final class KeyParameters {

  private final String key;
  private final UnaryOperator<String> change;
  private final StringBuilder changed = new StringBuilder();
  private int at;

  private KeyParameters(String key, UnaryOperator<String> change) {
    this.key = key;
    this.change = change;
  }

  /**
   * Returns the key with each parameter, and each element of an array, changed. A result that
   * cannot be quoted leaves its parameter as it was.
   */
  static String map(String key, UnaryOperator<String> change) {
    int bracket = key.indexOf('[');
    if (bracket < 0) {
      return key;
    }
    return new KeyParameters(key, change).mapFrom(bracket + 1);
  }

  private String mapFrom(int start) {
    changed.append(key, 0, start);
    at = start;
    while (at < key.length()) {
      char c = key.charAt(at);
      if (c == ' ' || c == ',' || c == '[' || c == ']') {
        changed.append(c);
        at++;
      } else if (c == '"') {
        quoted();
      } else {
        unquoted();
      }
    }
    return changed.toString();
  }

  private void quoted() {
    int start = at++;
    while (key.charAt(at) != '"') {
      at += key.startsWith("\\\"", at) ? 2 : 1;
    }
    at++;
    String raw = key.substring(start, at);
    append(raw, raw.substring(1, raw.length() - 1).replace("\\\"", "\""), true);
  }

  private void unquoted() {
    int start = at;
    while (at < key.length() && key.charAt(at) != ',' && key.charAt(at) != ']') {
      at++;
    }
    String raw = key.substring(start, at);
    append(raw, raw, false);
  }

  private void append(String raw, String parameter, boolean wasQuoted) {
    String result = change.apply(parameter);
    if (result.equals(parameter)) {
      changed.append(raw);
      return;
    }
    boolean special = !result.isEmpty() && "\" [".indexOf(result.charAt(0)) >= 0;
    boolean needsQuotes = special || result.indexOf(',') >= 0 || result.indexOf(']') >= 0;
    if (!needsQuotes && (!wasQuoted || result.endsWith("\\"))) {
      changed.append(result);
    } else if (result.endsWith("\\")) {
      changed.append(raw); // no quoted text can end so
    } else {
      changed.append('"').append(result.replace("\"", "\\\"")).append('"');
    }
  }
}
