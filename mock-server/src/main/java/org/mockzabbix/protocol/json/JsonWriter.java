package org.mockzabbix.protocol.json;

import java.io.IOException;

/**
 * Writes JSON as Zabbix does: without white space, with members in the order in which they are
 * added. Escapes only quotes, backslashes and control characters. Not thread-safe.
 *
 * <pre>{@code new JsonWriter().object().put("response", "success").end().toString()}</pre>
 */
public final class JsonWriter {

  private static final String SHORT_ESCAPES = "\"\\\b\f\n\r\t";
  private static final String SHORT_LETTERS = "\"\\bfnrt";

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder open = new StringBuilder();
  private boolean first = true;

  /** Opens an object as the next value. */
  public JsonWriter object() {
    return opened('{', '}');
  }

  /** Opens an array as the next value. */
  public JsonWriter array() {
    return opened('[', ']');
  }

  /** Opens an object as the member {@code name}. */
  public JsonWriter object(String name) {
    return name(name).opened('{', '}');
  }

  /** Opens an array as the member {@code name}. */
  public JsonWriter array(String name) {
    return name(name).opened('[', ']');
  }

  /** Closes the object or array that was opened last. */
  public JsonWriter end() {
    int last = open.length() - 1;
    text.append(open.charAt(last));
    open.setLength(last);
    first = false;
    return this;
  }

  /** Writes the member {@code name} with a string. */
  public JsonWriter put(String name, String value) {
    return name(name).value(value);
  }

  /** Writes the member {@code name} with a number. */
  public JsonWriter put(String name, long value) {
    return name(name).raw(Long.toString(value));
  }

  /** Writes the member {@code name} with JSON text as its value. */
  public JsonWriter putRaw(String name, String json) {
    return name(name).raw(json);
  }

  /** Writes a string as the next value. */
  public JsonWriter value(String value) {
    separate();
    quote(value);
    return this;
  }

  /** Writes a number as the next value. */
  public JsonWriter value(long value) {
    return raw(Long.toString(value));
  }

  /** Writes JSON text as the next value. */
  public JsonWriter raw(String json) {
    separate();
    text.append(json);
    return this;
  }

  private JsonWriter name(String name) {
    separate();
    quote(name);
    text.append(':');
    first = true;
    return this;
  }

  private JsonWriter opened(char opening, char closing) {
    separate();
    text.append(opening);
    open.append(closing);
    first = true;
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  /** Most texts have nothing to escape, so that they are copied as a whole. */
  private void quote(String value) {
    text.append('"');
    int escaped = 0;
    while (escaped < value.length() && !isEscaped(value.charAt(escaped))) {
      escaped++;
    }
    if (escaped == value.length()) {
      text.append(value);
    } else {
      value.chars().forEach(c -> append((char) c));
    }
    text.append('"');
  }

  private static boolean isEscaped(char c) {
    return c < ' ' || c == '"' || c == '\\';
  }

  private void append(char c) {
    if (!isEscaped(c)) {
      text.append(c);
      return;
    }
    int escape = SHORT_ESCAPES.indexOf(c);
    if (escape >= 0) {
      text.append('\\').append(SHORT_LETTERS.charAt(escape));
    } else {
      text.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
    }
  }

  /** Returns the number of characters that {@link #moveTo} would move. */
  public int length() {
    return text.length();
  }

  /** Moves what was written so far to {@code out}, to continue with an empty buffer. */
  public void moveTo(Appendable out) throws IOException {
    out.append(text);
    text.setLength(0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
