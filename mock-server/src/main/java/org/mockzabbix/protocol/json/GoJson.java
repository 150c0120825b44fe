package org.mockzabbix.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as the package {@code encoding/json} of Go does, and so Zabbix agent 2.
 *
 * <p>It differs from the reader of the programs in C: a document can be a scalar, a lone surrogate
 * is valid, and depth hardly matters. Not thread-safe.
 */
public final class GoJson {

  /** Go allows 10,000; a stack has room for fewer. */
  private static final int MAX_DEPTH = 1_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final String SHORT_LETTERS = "\"\\/bfnrt";
  private static final String SHORT_ESCAPES = "\"\\/\b\f\n\r\t";

  private final String text;
  private int at;

  private GoJson(String text) {
    this.text = text;
  }

  /** A JSON value. */
  public sealed interface Value {

    /** Returns whether Go can represent all numbers in this value. */
    default boolean isFinite() {
      return true;
    }
  }

  /** A string. */
  public record Text(String text) implements Value {}

  /** A number, as it was written. */
  public record Decimal(String text) implements Value {
    /** Returns the number; infinite if it is too large, which Go refuses. */
    public double value() {
      return Double.parseDouble(text);
    }

    @Override
    public boolean isFinite() {
      return Double.isFinite(value());
    }
  }

  /** The value {@code true} or {@code false}. */
  public record Bool(boolean value) implements Value {}

  /** The value {@code null}. */
  public record Null() implements Value {}

  /** An array. */
  public record Array(List<Value> elements) implements Value {
    /** Copies the list. */
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean isFinite() {
      return elements.stream().allMatch(Value::isFinite);
    }
  }

  /** An object, with its members in the order of the text; a name can occur twice. */
  public record Members(List<Map.Entry<String, Value>> entries) implements Value {
    /** Copies the list. */
    public Members {
      entries = List.copyOf(entries);
    }

    @Override
    public boolean isFinite() {
      return entries.stream().map(Map.Entry::getValue).allMatch(Value::isFinite);
    }

    /** Returns the members by name, sorted; of two with the same name, the last one counts. */
    public Map<String, Value> sorted() {
      Map<String, Value> sorted = new TreeMap<>();
      entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      return sorted;
    }
  }

  private static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;

    private InvalidException() {
      super("not JSON", null, false, false);
    }
  }

  /** Returns the value that {@code bytes[start, end)} consists of; null if they are not JSON. */
  public static @Nullable Value parse(byte[] bytes, int start, int end) {
    GoJson reader = new GoJson(decoded(bytes, start, end));
    try {
      Value value = reader.value(0);
      return reader.at == reader.text.length() ? value : null;
    } catch (InvalidException notJson) {
      return null;
    }
  }

  /** Returns the text with a replacement character for each byte that is not UTF-8. */
  private static String decoded(byte[] bytes, int start, int end) {
    StringBuilder text = new StringBuilder();
    int from = start;
    for (int bad; (bad = Utf8.firstInvalid(bytes, from, end)) >= 0; from = bad + 1) {
      text.append(new String(bytes, from, bad - from, StandardCharsets.UTF_8)).append('\uFFFD');
    }
    return text.append(new String(bytes, from, end - from, StandardCharsets.UTF_8)).toString();
  }

  private Value value(int depth) throws InvalidException {
    skipSpace();
    Value value =
        switch (current()) {
          case '{' -> members(nested(depth));
          case '[' -> array(nested(depth));
          case '"' -> new Text(string());
          case 't' -> literal("true", new Bool(true));
          case 'f' -> literal("false", new Bool(false));
          case 'n' -> literal("null", new Null());
          default -> number();
        };
    skipSpace();
    return value;
  }

  private static int nested(int depth) throws InvalidException {
    if (depth == MAX_DEPTH) {
      throw new InvalidException();
    }
    return depth + 1;
  }

  private Value members(int depth) throws InvalidException {
    List<Map.Entry<String, Value>> entries = new ArrayList<>();
    if (isEmpty('}')) {
      return new Members(entries);
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      entries.add(Map.entry(name, value(depth)));
    } while (continues('}'));
    return new Members(entries);
  }

  private Value array(int depth) throws InvalidException {
    List<Value> elements = new ArrayList<>();
    if (isEmpty(']')) {
      return new Array(elements);
    }
    do {
      elements.add(value(depth));
    } while (continues(']'));
    return new Array(elements);
  }

  private boolean isEmpty(char closing) {
    at++;
    skipSpace();
    boolean empty = current() == closing;
    at += empty ? 1 : 0;
    return empty;
  }

  private boolean continues(char closing) throws InvalidException {
    if (current() == closing) {
      at++;
      return false;
    }
    expect(',');
    return true;
  }

  private Value literal(String word, Value value) throws InvalidException {
    if (!text.startsWith(word, at)) {
      throw new InvalidException();
    }
    at += word.length();
    return value;
  }

  private Value number() throws InvalidException {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw new InvalidException();
    }
    at = number.end();
    return new Decimal(number.group());
  }

  private String string() throws InvalidException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (current() != '"') {
      char c = current();
      if (c < ' ') { // also at the end of the text
        throw new InvalidException();
      }
      at++;
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return withoutLoneSurrogates(string);
  }

  private char escaped() throws InvalidException {
    char letter = current();
    at++;
    if (letter == 'u') {
      return unicode();
    }
    int index = SHORT_LETTERS.indexOf(letter);
    if (index < 0) {
      throw new InvalidException();
    }
    return SHORT_ESCAPES.charAt(index);
  }

  private char unicode() throws InvalidException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(current(), 16);
      if (digit < 0 || current() > 'f') {
        throw new InvalidException();
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private static String withoutLoneSurrogates(StringBuilder string) {
    return string
        .codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private void skipSpace() {
    while (" \t\r\n".indexOf(current()) >= 0) {
      at++;
    }
  }

  private char current() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void expect(char expected) throws InvalidException {
    if (current() != expected) {
      throw new InvalidException();
    }
    at++;
  }
}
