package org.mockzabbix.protocol.json;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a JSON object once, from left to right, and checks it as a Zabbix server does.
 * Its exceptions have the error texts of the server.
 *
 * <p>Like the server, this scanner differs from a strict JSON parser: it accepts bytes that are not
 * UTF-8, and a NUL byte ends the text. {@link JsonDialect} has the differences between versions.
 *
 * <pre>{@code
 * for (boolean more = scanner.firstMember(); more; more = scanner.nextMember()) {
 *   boolean isHost = scanner.nameIs("host");
 *   int start = scanner.valueStart();
 *   scanner.skipValue();
 *   int end = scanner.position();
 * }
 * }</pre>
 */
public final class JsonScanner {

  /**
   * The length in bytes beyond which the server appends "..." to quoted text, although it does not
   * cut the text.
   */
  private static final int SHOWN_REST = 128;

  /** The largest number of quoted bytes that fit into a response. */
  private static final int QUOTED_REST = InvalidJsonException.LONGEST_INFO;

  private final byte[] text;
  private final int start;
  private final int end;
  private final JsonDialect dialect;
  private int at;
  private int depth = -1; // 0 for members of the top object
  private boolean decodable = true; // whether the last string is
  private int nameStart;
  private int nameEnd;

  /** Creates a scanner of {@code text[start, end)}, which begins with an opening brace. */
  public JsonScanner(byte[] text, int start, int end, JsonDialect dialect) {
    this.text = text;
    this.dialect = dialect;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /**
   * Checks that nothing follows the top object.
   *
   * @throws InvalidJsonException if the object is followed by a character that is not white space
   */
  public void expectEnd() throws InvalidJsonException {
    skipSpace();
    if (!atEnd()) {
      String hint =
          switch (current()) {
            case '{', ',' -> "send each JSON object in a packet of its own";
            case '}', ']' -> "remove the surplus '" + (char) current() + "'";
            default -> null;
          };
      throw invalid("invalid character following JSON object", at, hint);
    }
  }

  /** Checks the whole text. */
  void checkDocument() throws InvalidJsonException {
    for (boolean more = firstMember(); more; more = nextMember()) {
      skipValue();
    }
    expectEnd();
  }

  /** Returns the index of the next byte to read. */
  public int position() {
    return at;
  }

  /**
   * Moves into the object at this position, to the value of its first member, and returns true.
   * Returns false if the object is empty.
   */
  public boolean firstMember() throws InvalidJsonException {
    at++;
    depth++;
    skipSpace();
    if (current() == '}') {
      close();
      return false;
    }
    name();
    return true;
  }

  /**
   * Moves to the value of the next member, and returns true. After the last member, moves behind
   * the object and returns false.
   */
  public boolean nextMember() throws InvalidJsonException {
    skipSpace();
    if (current() == ',') {
      at++;
      skipSpace();
      name();
      return true;
    }
    expect('}', "invalid object format, expected closing character '}'");
    depth--;
    return false;
  }

  /**
   * Moves into the array at this position, to its first element, and returns true. Returns false if
   * the array is empty.
   */
  public boolean firstElement() throws InvalidJsonException {
    at++;
    depth++;
    skipSpace();
    if (current() == ']') {
      close();
      return false;
    }
    return true;
  }

  /**
   * Moves to the next element, and returns true. After the last element, moves behind the array and
   * returns false.
   */
  public boolean nextElement() throws InvalidJsonException {
    skipSpace();
    if (current() == ',') {
      at++;
      return true;
    }
    expect(']', "invalid array format, expected closing character ']'");
    depth--;
    return false;
  }

  private void close() {
    at++;
    depth--;
  }

  private void name() throws InvalidJsonException {
    if (current() != '"') {
      throw invalidHere("invalid object name");
    }
    nameStart = at;
    string();
    nameEnd = at;
    skipSpace();
    expect(':', "invalid object name/value separator");
  }

  /** Returns the index at which the name of the current member begins. */
  public int nameStart() {
    return nameStart;
  }

  /** Returns the index at which the name of the current member ends, exclusive. */
  public int nameEnd() {
    return nameEnd;
  }

  /** Returns whether the name of the current member is {@code ascii}, with escapes or without. */
  public boolean nameIs(String ascii) {
    return JsonScalar.equals(ascii, text, nameStart, nameEnd);
  }

  /** Moves to the first byte of the value at this position, and returns its index. */
  public int valueStart() throws InvalidJsonException {
    if (depth > dialect.maxDepth()) {
      throw invalidHere("JSON depth exceeds " + dialect.maxDepth());
    }
    skipSpace();
    return at;
  }

  /**
   * Moves to the first byte of the value at this position, and returns the byte; 0 at the end of
   * the text.
   */
  public byte peek() throws InvalidJsonException {
    valueStart();
    return current();
  }

  /**
   * Moves behind the value at this position. Does not call itself, because values of any depth are
   * valid before 7.0.
   */
  public void skipValue() throws InvalidJsonException {
    BitSet arrays = null; // whether each open container is an array
    int open = 0;
    do {
      boolean more = false;
      byte first = peek();
      if (first == '{' || first == '[') {
        arrays = arrays == null ? new BitSet() : arrays;
        arrays.set(open++, first == '[');
        more = first == '[' ? firstElement() : firstMember();
      } else {
        skipScalar(first);
        more = open > 0 && next(arrays, open);
      }
      while (!more && open > 0) {
        open--;
        more = open > 0 && next(arrays, open);
      }
    } while (open > 0);
  }

  /** Moves to the next value of the innermost open container. */
  private boolean next(@Nullable BitSet arrays, int open) throws InvalidJsonException {
    return (arrays != null && arrays.get(open - 1)) ? nextElement() : nextMember();
  }

  private void skipScalar(byte first) throws InvalidJsonException {
    switch (first) {
      case 0 -> throw endedEarly("unexpected end of object value");
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw invalidHere("invalid JSON object value starting character");
    }
  }

  /**
   * Returns whether a server can decode the string that was read last: a name, or a value. If not,
   * the server treats the member as absent.
   */
  public boolean isDecodable() {
    return decodable;
  }

  private void string() throws InvalidJsonException {
    byte[] bytes = text;
    int i = at + 1;
    decodable = true;
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
      throw endedEarly("unexpected end of string data");
    }
    if (bytes[i] != '"') {
      throw invalid("invalid control character in string data", i, JsonHint.ofControl(bytes[i]));
    }
    at = i + 1;
  }

  private int escapeLength(int backslash) throws InvalidJsonException {
    byte kind = backslash + 1 < end ? text[backslash + 1] : 0;
    return switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> unicodeEscapeLength(backslash);
      case 0 -> throw invalidEscape("invalid escape sequence in string", backslash);
      default -> throw invalidEscape("invalid escape sequence in string data", backslash);
    };
  }

  private int unicodeEscapeLength(int backslash) throws InvalidJsonException {
    int length = JsonScalar.unicodeEscapeLength(text, backslash, end);
    if (length > 0) {
      return length;
    }
    if (!dialect.acceptsLoneSurrogates() || !JsonScalar.isUnit(text, backslash, end)) {
      throw invalidEscape("invalid escape sequence in string", backslash);
    }
    decodable = false;
    return JsonScalar.UNIT_LENGTH;
  }

  private InvalidJsonException invalidEscape(String message, int backslash) {
    return invalid(message, backslash, JsonHint.ofEscape(text, start, backslash, end));
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
    // The server accepts "1.": it rejects leading zeros, but does not look behind the point.
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
      throw endedEarly("unexpected end of numeric value");
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

  private void expect(char closing, String message) throws InvalidJsonException {
    if (current() != closing) {
      throw invalid(message, at, JsonHint.instead(closing, text, start, Math.min(at, end), end));
    }
    at++;
  }

  private InvalidJsonException endedEarly(String message) {
    return new InvalidJsonException(
        message, JsonHint.ofEnd(text, start, end), endOfText(), dialect);
  }

  /** Returns the index of the first NUL, where the text ends. */
  private int endOfText() {
    int nul = start;
    while (nul < end && text[nul] != 0) {
      nul++;
    }
    return nul;
  }

  private InvalidJsonException invalidHere(String message) {
    return invalid(message, at);
  }

  private InvalidJsonException invalid(String message, int position) {
    return invalid(message, position, JsonHint.of(text, start, Math.min(position, end), end));
  }

  private InvalidJsonException invalid(String message, int position, @Nullable String hint) {
    int restEnd = position;
    while (restEnd < end && restEnd < position + QUOTED_REST && text[restEnd] != 0) {
      restEnd++;
    }
    String rest = Utf8.withQuestionMarkForEachByte(Arrays.copyOfRange(text, position, restEnd));
    String more =
        dialect.shortensBetweenCharacters() && restEnd - position > SHOWN_REST ? "..." : "";
    return new InvalidJsonException(
        message + " at: '" + rest + more + "'", hint, position, dialect);
  }
}
