package org.mockzabbix.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the members of an object or the elements of an array in a validated JSON text, keeping
 * positions instead of building a tree. Not thread-safe; several cursors may share one text.
 *
 * <p>Members come in the order of the text. If a name occurs twice, {@link #find} returns the first
 * member, as a Zabbix server does.
 */
public final class JsonCursor {

  private static final int NOT_YET = -1;

  private final byte[] text;
  private final int end;
  private final int first;
  private int at;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd; // NOT_YET until it is needed: finding the end of a long array takes time

  /** Opens the container that begins at {@code start}; a scalar counts as an empty container. */
  private JsonCursor(byte[] text, int start, int end) {
    this.text = text;
    this.end = end;
    boolean container = start < end && (text[start] == '{' || text[start] == '[');
    this.first = container ? start + 1 : end;
    this.at = first;
  }

  /**
   * Validates {@code text[start, end)}, which may begin with white space, and returns a cursor
   * before its first member.
   *
   * @throws InvalidJsonException with the error text of a Zabbix server, if the text is invalid
   */
  public static JsonCursor open(byte[] text, int start, int end) throws InvalidJsonException {
    int first = start;
    while (first < end && isSpace(text[first])) {
      first++;
    }
    if (first == end) {
      throw new InvalidJsonException("the packet is empty", null, start, JsonDialect.ZABBIX_7);
    }
    new JsonScanner(text, first, end, JsonDialect.ZABBIX_7).checkDocument();
    return new JsonCursor(text, first, end);
  }

  /**
   * Validates {@code text[start, end)} as {@link #open} does, but accepts an array, too.
   *
   * @throws InvalidJsonException with the error text of a Zabbix agent, if the text is invalid
   */
  public static JsonCursor openObjectOrArray(byte[] text, int start, int end)
      throws InvalidJsonException {
    int first = start;
    while (first < end && isSpace(text[first])) {
      first++;
    }
    if (first == end || text[first] != '[') {
      return open(text, start, end);
    }
    JsonScanner scanner = new JsonScanner(text, first, end, JsonDialect.ZABBIX_7);
    scanner.skipValue();
    scanner.expectEnd();
    return new JsonCursor(text, first, end);
  }

  /** Returns a cursor before the first member or element of a container in validated text. */
  public static JsonCursor reopen(byte[] text, int start, int end) {
    return new JsonCursor(text, start, end);
  }

  /** Returns whether JSON allows this character between tokens. */
  public static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Moves this cursor back before the first member or element. */
  public void rewind() {
    at = first;
    valueEnd = 0; // no current value must be skipped
  }

  /**
   * Moves to the next member, and returns true. Returns false at the end, or if this is not an
   * object.
   */
  public boolean nextMember() {
    stepOverValue();
    skipSpaceAndComma();
    if (at >= end || text[at] != '"') {
      return false;
    }
    nameStart = at;
    nameEnd = skipString(at);
    at = nameEnd;
    skipSpace();
    if (text[at] != ':') {
      return false; // a string in an array, not a name
    }
    at++;
    takeValue();
    return true;
  }

  /**
   * Moves to the next element of an array, and returns true. Returns false at the end. In an
   * object, each name counts as an element, as in a Zabbix server that expects an array.
   */
  public boolean nextElement() {
    stepOverValue();
    skipSpaceAndComma();
    if (at >= end || text[at] == ']' || text[at] == '}') {
      return false;
    }
    takeValue();
    return true;
  }

  /** Returns whether the name of the current member is {@code ascii}, with escapes or without. */
  public boolean nameIs(String ascii) {
    return JsonScalar.equals(ascii, text, nameStart, nameEnd);
  }

  /** Returns the name of the current member. */
  public String name() {
    return JsonScalar.decode(text, nameStart, nameEnd);
  }

  /** Returns the index at which the current value begins in the text. */
  public int valueStart() {
    return valueStart;
  }

  /** Returns the index at which the current value ends in the text, exclusive. */
  public int valueEnd() {
    if (valueEnd == NOT_YET) {
      valueEnd = skipValue(valueStart);
    }
    return valueEnd;
  }

  /** Returns the type of the current value. */
  public JsonType type() {
    return JsonType.startingWith(text[valueStart]);
  }

  /** Returns the current value as a Zabbix server reads it: as text, regardless of its type. */
  public String text() {
    return JsonScalar.decode(text, valueStart, valueEnd());
  }

  /**
   * Returns whether a Zabbix server can decode the current value: {@link JsonScanner#isDecodable}.
   */
  public boolean isDecodable() {
    return JsonScalar.isDecodable(text, valueStart, valueEnd());
  }

  /** Returns the current value exactly as it is in the text, including quotes. */
  public String spelled() {
    return new String(text, valueStart, valueEnd() - valueStart, StandardCharsets.UTF_8);
  }

  /**
   * Returns the text from the current value to the end of the document, cut after {@code max}
   * bytes. Error texts of a Zabbix server quote it.
   */
  public String restOfText(int max) {
    return restOfText(text, valueStart, end, max);
  }

  /** Returns the text from {@code start} to {@code end}, cut after {@code max} bytes. */
  public static String restOfText(byte[] text, int start, int end, int max) {
    int enough = Math.min(end, start + max + 3); // includes all bytes of the last character
    int restEnd = start;
    while (restEnd < enough && text[restEnd] != 0) {
      restEnd++;
    }
    return Utf8.cut(
        Utf8.withQuestionMarkForEachByte(Arrays.copyOfRange(text, start, restEnd)), max);
  }

  /** Returns whether nothing, not even white space, is between the brackets of this container. */
  public boolean isEmptyWithoutSpace() {
    return first < end && (text[first] == ']' || text[first] == '}');
  }

  /** Returns the text from the first character of this container that is not white space. */
  public String restOfContainer(int max) {
    int from = first;
    while (from < end && isSpace(text[from])) {
      from++;
    }
    return restOfText(text, from, end, max);
  }

  /** Returns a cursor before the first member or element of the current value. */
  public JsonCursor enter() {
    return new JsonCursor(text, valueStart, end);
  }

  /**
   * Moves to the first member called {@code name}, and returns true. Returns false if it is
   * missing.
   */
  public boolean find(String name) {
    rewind();
    // A server finds no member behind a name that it cannot decode.
    while (nextMember() && JsonScalar.isDecodable(text, nameStart, nameEnd)) {
      if (nameIs(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the text of the first member called {@code name}; null if it is missing or a container.
   */
  public @Nullable String textOf(String name) {
    return find(name) && type().isScalar() ? text() : null;
  }

  /**
   * Returns the member called {@code name} as an integer; empty if it is missing or not written in
   * plain digits.
   */
  public OptionalLong numberOf(String name) {
    long number = find(name) ? JsonScalar.plainInteger(text, valueStart, valueEnd()) : -1;
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /**
   * Returns a cursor for each element of the array called {@code name}; empty if the array is
   * missing.
   */
  public List<JsonCursor> elementsOf(String name) {
    List<JsonCursor> elements = new ArrayList<>();
    if (find(name)) {
      JsonCursor array = enter();
      while (array.nextElement()) {
        elements.add(array.enter());
      }
    }
    return elements;
  }

  private void takeValue() {
    skipSpace();
    valueStart = at;
    valueEnd = NOT_YET;
  }

  private void stepOverValue() {
    at = Math.max(at, valueEnd());
    skipSpace();
    if (at < end && text[at] == ':') { // the skipped string was the name of a member
      at++;
      skipSpace();
      at = skipValue(at);
    }
  }

  private int skipValue(int i) {
    byte b = text[i];
    if (b == '"') {
      return skipString(i);
    }
    return b == '{' || b == '[' ? skipContainer(i) : skipPlain(i);
  }

  private int skipString(int i) {
    byte[] bytes = text;
    int j = i + 1;
    while (bytes[j] != '"') {
      j += bytes[j] == '\\' ? 2 : 1;
    }
    return j + 1;
  }

  private int skipContainer(int i) {
    int depth = 0;
    int j = i;
    do {
      byte b = text[j];
      if (b == '"') {
        j = skipString(j);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      j++;
    } while (depth > 0);
    return j;
  }

  private int skipPlain(int i) {
    int j = i;
    while (text[j] != ',' && text[j] != '}' && text[j] != ']' && !isSpace(text[j])) {
      j++;
    }
    return j;
  }

  private void skipSpace() {
    while (at < end && isSpace(text[at])) {
      at++;
    }
  }

  private void skipSpaceAndComma() {
    while (at < end && (isSpace(text[at]) || text[at] == ',')) {
      at++;
    }
  }
}
