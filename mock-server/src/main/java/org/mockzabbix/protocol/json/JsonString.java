package org.mockzabbix.protocol.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text of a JSON scalar as a Zabbix server stores it: escapes resolved, {@code null} empty, cut
 * at {@code \u0000}, and each byte that is not UTF-8 replaced by a question mark.
 */
public final class JsonString {

  private JsonString() {}

  /** Reads the scalar at {@code text[start, end)}; a container reads as its own spelling. */
  public static String decode(byte[] text, int start, int end) {
    if (text[start] != '"') {
      String spelled = new String(text, start, end - start, StandardCharsets.US_ASCII);
      return spelled.equals("null") ? "" : spelled;
    }
    return isPlain(text, start + 1, end - 1)
        ? new String(text, start + 1, end - start - 2, StandardCharsets.ISO_8859_1)
        : decodeFully(text, start + 1, end - 1);
  }

  /**
   * Returns whether the string at {@code text[start, end)}, quotes included, is {@code ascii},
   * written with escapes or without.
   */
  public static boolean equals(String ascii, byte[] text, int start, int end) {
    int length = end - start - 2;
    if (length != ascii.length()) { // only escapes are longer than what they stand for
      return length > ascii.length()
          && !isPlain(text, start + 1, end - 1)
          && decode(text, start, end).equals(ascii);
    }
    for (int i = 0; i < length; i++) {
      if (text[start + 1 + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every byte stands for itself: ASCII and no escape. */
  static boolean isPlain(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] < 0 || text[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the {@link String#hashCode} of the decoded scalar at {@code text[start, end)}. A string
   * of plain ASCII is not decoded for that.
   */
  public static int hash(byte[] text, int start, int end) {
    if (text[start] != '"' || !isPlain(text, start + 1, end - 1)) {
      return decode(text, start, end).hashCode();
    }
    int hash = 0;
    for (int i = start + 1; i < end - 1; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  /** No whole number: what {@link #wholeNumber} gives for anything but plain digits. */
  public static final long NO_NUMBER = -1;

  private static final int MAX_DIGITS = 19; // those of the greatest long

  /**
   * The number that the scalar at {@code text[start, end)} spells, quoted or not, if it is one to
   * nineteen plain digits and no more than {@link Long#MAX_VALUE}; else {@link #NO_NUMBER}.
   */
  public static long wholeNumber(byte[] text, int start, int end) {
    boolean quoted = text[start] == '"';
    int first = quoted ? start + 1 : start;
    int last = quoted ? end - 1 : end;
    if (first == last || last - first > MAX_DIGITS) {
      return NO_NUMBER;
    }
    long number = 0;
    for (int i = first; i < last; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = 10 * number + digit;
    }
    return number < 0 ? NO_NUMBER : number; // nineteen digits reach the sign, and no further
  }

  /**
   * The bytes that the {@code \\u} escape at {@code backslash} takes: six, or twelve for a pair of
   * surrogates; zero when it is invalid, which a lone surrogate is.
   */
  static int unicodeEscapeLength(byte[] text, int backslash, int end) {
    int unit = unitAt(text, backslash, end);
    if (unit < 0 || Character.isLowSurrogate((char) unit)) {
      return 0;
    }
    if (!Character.isHighSurrogate((char) unit)) {
      return 6;
    }
    int low = unitAt(text, backslash + 6, end);
    return low >= 0 && Character.isLowSurrogate((char) low) ? 12 : 0;
  }

  /** The UTF-16 unit that the six bytes of a {@code \\u} escape spell; -1 when they do not. */
  private static int unitAt(byte[] text, int backslash, int end) {
    if (backslash + 6 > end || text[backslash] != '\\' || text[backslash + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = backslash + 2; i < backslash + 6; i++) {
      int digit = Character.digit((char) (text[i] & 0xFF), 16);
      if (digit < 0 || text[i] < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  private static String decodeFully(byte[] text, int start, int end) {
    ByteArrayOutputStream utf8 = new ByteArrayOutputStream(end - start);
    int i = start;
    while (i < end) {
      if (text[i] != '\\') {
        utf8.write(text[i++]);
        continue;
      }
      int length = text[i + 1] == 'u' ? unicodeEscapeLength(text, i, end) : 2;
      if (length == 2) {
        utf8.write(simpleEscape(text[i + 1]));
      } else if (unitAt(text, i, end) == 0) {
        break; // the server's strings end at NUL
      } else {
        writeUnits(text, i, length, utf8);
      }
      i += length;
    }
    return Utf8.withQuestionMarks(utf8.toByteArray());
  }

  private static void writeUnits(byte[] text, int escape, int length, ByteArrayOutputStream utf8) {
    char[] units = new char[length / 6];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) unitAt(text, escape + 6 * i, escape + length);
    }
    utf8.writeBytes(new String(units).getBytes(StandardCharsets.UTF_8));
  }

  private static int simpleEscape(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
