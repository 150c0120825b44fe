package org.mockzabbix.protocol.json;

import java.util.Arrays;

/**
 * Decides whether bytes are the JSON object that a Zabbix server would accept, and if not, says so
 * in the server's own words. Confined to one call.
 *
 * <p>It differs from a strict parser where the real one does: bytes that are not UTF-8 pass, a NUL
 * byte ends the text, and nesting is limited to {@value #MAX_DEPTH} levels below the top object.
 */
final class JsonValidator {

  private static final int MAX_DEPTH = 64;

  /** The server promises to shorten the rest of the text beyond this many bytes, but does not. */
  private static final int SHOWN_REST = 128;

  /** What is further behind fits into no answer. */
  private static final int QUOTED_REST = InvalidJsonException.LONGEST_INFO;

  private final byte[] text;
  private final int end;
  private int at;

  JsonValidator(byte[] text, int start, int end) {
    this.text = text;
    this.end = end;
    this.at = start;
  }

  /** Checks the whole text, which must begin with an opening brace. */
  void checkDocument() throws InvalidJsonException {
    object(0);
    skipSpace();
    if (!atEnd()) {
      throw invalidHere("invalid character following JSON object");
    }
  }

  private void value(int depth) throws InvalidJsonException {
    if (depth > MAX_DEPTH) {
      throw invalidHere("JSON depth exceeds " + MAX_DEPTH);
    }
    skipSpace();
    switch (current()) {
      case 0 -> throw new InvalidJsonException("unexpected end of object value");
      case '"' -> string();
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw invalidHere("invalid JSON object value starting character");
    }
  }

  private void object(int depth) throws InvalidJsonException {
    at++;
    skipSpace();
    if (current() == '}') {
      at++;
      return;
    }
    member(depth);
    while (current() == ',') {
      at++;
      skipSpace();
      member(depth);
    }
    expect('}', "invalid object format, expected closing character '}'");
  }

  private void member(int depth) throws InvalidJsonException {
    if (current() != '"') {
      throw invalidHere("invalid object name");
    }
    string();
    skipSpace();
    expect(':', "invalid object name/value separator");
    value(depth);
    skipSpace();
  }

  private void array(int depth) throws InvalidJsonException {
    at++;
    skipSpace();
    if (current() == ']') {
      at++;
      return;
    }
    value(depth);
    skipSpace();
    while (current() == ',') {
      at++;
      value(depth);
      skipSpace();
    }
    expect(']', "invalid array format, expected closing character ']'");
  }

  private void string() throws InvalidJsonException {
    byte[] bytes = text;
    int i = at + 1;
    while (i < end && bytes[i] != '"') {
      byte b = bytes[i];
      if (b == '\\') {
        i += escapeLength(i);
      } else if (b >= 0 && b < ' ') {
        break;
      } else {
        i++;
      }
    }
    if (i >= end || bytes[i] == 0) {
      throw new InvalidJsonException("unexpected end of string data");
    }
    if (bytes[i] != '"') {
      throw invalid("invalid control character in string data", i);
    }
    at = i + 1;
  }

  private int escapeLength(int backslash) throws InvalidJsonException {
    byte kind = backslash + 1 < end ? text[backslash + 1] : 0;
    return switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> unicodeEscapeLength(backslash);
      case 0 -> throw invalid("invalid escape sequence in string", backslash);
      default -> throw invalid("invalid escape sequence in string data", backslash);
    };
  }

  private int unicodeEscapeLength(int backslash) throws InvalidJsonException {
    int length = JsonString.unicodeEscapeLength(text, backslash, end);
    if (length == 0) {
      throw invalid("invalid escape sequence in string", backslash);
    }
    return length;
  }

  private void literal(String expected) throws InvalidJsonException {
    for (int i = 0; i < expected.length(); i++) {
      if (at + i >= end || text[at + i] != expected.charAt(i)) {
        throw invalidHere("invalid literal value");
      }
    }
    at += expected.length();
  }

  private void number() throws InvalidJsonException {
    int start = at;
    if (current() == '-') {
      at++;
    }
    int first = at;
    skipDigits();
    int digits = at - first;
    if (current() == '.') {
      at++;
      skipDigits();
    }
    // No leading zeros, and nothing is said of digits after the point: "1." is a number here.
    if (digits == 0 || (digits > 1 && text[first] == '0')) {
      throw invalid("invalid numeric value format", start);
    }
    if (current() == 'e' || current() == 'E') {
      at++;
      exponent();
    }
  }

  private void exponent() throws InvalidJsonException {
    if (current() == '+' || current() == '-') {
      at++;
    }
    if (atEnd()) {
      throw new InvalidJsonException("unexpected end of numeric value");
    }
    int first = at;
    skipDigits();
    if (at == first) {
      throw invalidHere("invalid power value of number in E notation");
    }
  }

  private void skipDigits() {
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
  }

  private void skipSpace() {
    while (at < end && JsonCursor.isSpace(text[at])) {
      at++;
    }
  }

  private byte current() {
    return at < end ? text[at] : 0;
  }

  private boolean atEnd() {
    return current() == 0;
  }

  private void expect(char closing, String otherwise) throws InvalidJsonException {
    if (current() != closing) {
      throw invalidHere(otherwise);
    }
    at++;
  }

  private InvalidJsonException invalidHere(String message) {
    return invalid(message, at);
  }

  private InvalidJsonException invalid(String message, int position) {
    int restEnd = position;
    while (restEnd < end && restEnd < position + QUOTED_REST && text[restEnd] != 0) {
      restEnd++;
    }
    String rest = Utf8.withQuestionMarks(Arrays.copyOfRange(text, position, restEnd));
    String more = restEnd - position > SHOWN_REST ? "..." : "";
    return new InvalidJsonException(message + " at: '" + rest + more + "'");
  }
}
