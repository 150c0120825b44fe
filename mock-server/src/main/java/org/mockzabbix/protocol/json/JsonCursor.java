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
 * <p>Members are met in the order they were sent. Where a name occurs twice the first one counts,
 * as in a Zabbix server.
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
  private int
      valueEnd; // NOT_YET until somebody asks or steps on: arrays are long, and often entered

  /** Opens the container that begins at {@code start}; a scalar there reads as an empty one. */
  private JsonCursor(byte[] text, int start, int end) {
    this.text = text;
    this.end = end;
    boolean container = start < end && (text[start] == '{' || text[start] == '[');
    this.first = container ? start + 1 : end;
    this.at = first;
  }

  /**
   * Validates {@code text[start, end)} and opens it.
   *
   * @throws InvalidJsonException in the words of a Zabbix server
   */
  public static JsonCursor open(byte[] text, int start, int end) throws InvalidJsonException {
    if (start == end) {
      throw new InvalidJsonException("the packet is empty");
    }
    new JsonScanner(text, start, end).checkDocument();
    return new JsonCursor(text, start, end);
  }

  /** Opens a container of a text that was validated before. */
  public static JsonCursor reopen(byte[] text, int start, int end) {
    return new JsonCursor(text, start, end);
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** Goes back before the first member or element. */
  public void rewind() {
    at = first;
    valueEnd = 0; // nothing to step over
  }

  /** Steps to the next member; false at the end, or if this is not an object. */
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
    if (at >= end || text[at] != ':') {
      return false; // the element of an array, not a member
    }
    at++;
    takeValue();
    return true;
  }

  /**
   * Steps to the next element of an array; false at the end. An object is stepped over by its
   * names, as in a Zabbix server that expects an array.
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

  /** Whether the name of the current member is {@code ascii}, written without escapes or with. */
  public boolean nameIs(String ascii) {
    return JsonString.equals(ascii, text, nameStart, nameEnd);
  }

  /** The current member's name. */
  public String name() {
    return JsonString.decode(text, nameStart, nameEnd);
  }

  /** Where the current value begins in the text. */
  public int valueStart() {
    return valueStart;
  }

  /** Where the current value ends in the text, exclusive. */
  public int valueEnd() {
    if (valueEnd == NOT_YET) {
      valueEnd = skipValue(valueStart);
    }
    return valueEnd;
  }

  /** The type of the current value. */
  public JsonType type() {
    return JsonType.startingWith(text[valueStart]);
  }

  /** The current value as a Zabbix server reads it: text, regardless of the type of the scalar. */
  public String text() {
    return JsonString.decode(text, valueStart, valueEnd());
  }

  /** The current value as it was spelled, quotes included. */
  public String spelled() {
    return new String(text, valueStart, valueEnd() - valueStart, StandardCharsets.UTF_8);
  }

  /**
   * The text from the current value to the end of the document, as error texts quote it: at most
   * {@code max} bytes.
   */
  public String restOfText(int max) {
    return restOfText(text, valueStart, end, max);
  }

  /** Returns the text from {@code start} to {@code end}, cut after {@code max} bytes. */
  public static String restOfText(byte[] text, int start, int end, int max) {
    int enough = max + 3; // so that the last character is whole
    int restEnd = start;
    while (restEnd < end && restEnd < start + enough && text[restEnd] != 0) {
      restEnd++;
    }
    return Utf8.cut(Utf8.withQuestionMarks(Arrays.copyOfRange(text, start, restEnd)), max);
  }

  /** Opens the current value. */
  public JsonCursor enter() {
    return new JsonCursor(text, valueStart, end);
  }

  /** Finds the first member called {@code name}, from the start; false if it is missing. */
  public boolean find(String name) {
    rewind();
    while (nextMember()) {
      if (nameIs(name)) {
        return true;
      }
    }
    return false;
  }

  /** The text of the first member called {@code name}; null when absent or a container. */
  public @Nullable String textOf(String name) {
    return find(name) && type().isScalar() ? text() : null;
  }

  /** The member called {@code name} as a whole number of plain digits; empty when it is not one. */
  public OptionalLong numberOf(String name) {
    long number = find(name) ? JsonString.wholeNumber(text, valueStart, valueEnd()) : -1;
    return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /** The elements of the array member called {@code name}, opened; empty if it is missing. */
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
    if (at < end && text[at] == ':') { // what was taken for an element is a name
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
    while (j < end && text[j] != ',' && text[j] != '}' && text[j] != ']' && !isSpace(text[j])) {
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
