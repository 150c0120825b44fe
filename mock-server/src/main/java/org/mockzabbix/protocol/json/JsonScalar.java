package org.mockzabbix.protocol.json;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes JSON scalars to the text that a Zabbix server reads. {@code null} becomes empty text,
 * {@code \u0000} ends the text, and a question mark replaces each byte that is not UTF-8 and each
 * escape of half a surrogate pair.
 */
public final class JsonScalar {

  private JsonScalar() {}

  /**
   * Returns the text of the scalar at {@code text[start, end)}. Returns a container as its JSON
   * text.
   */
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
   * Returns whether the string at {@code text[start, end)}, which includes its quotes, is {@code
   * ascii} with escapes or without.
   */
  public static boolean equals(String ascii, byte[] text, int start, int end) {
    int length = end - start - 2;
    if (length != ascii.length()) { // only an escape is longer than its character
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

  /** Returns whether the bytes are ASCII without escapes, so that they need no decoding. */
  static boolean isPlain(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] < 0 || text[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the {@link String#hashCode} of the decoded scalar at {@code text[start, end)}. Does not
   * decode a string of plain ASCII.
   */
  public static int hash(byte[] text, int start, int end) {
    int hash = 0;
    for (int i = start + 1; i < end - 1; i++) {
      if (text[i] < 0 || text[i] == '\\') {
        return decode(text, start, end).hashCode();
      }
      hash = 31 * hash + text[i];
    }
    return text[start] == '"' ? hash : decode(text, start, end).hashCode();
  }

  /** The result of {@link #plainInteger} for a scalar that is not an integer in plain digits. */
  public static final long NO_NUMBER = -1;

  private static final int MAX_DIGITS = 20; // of 2^64 - 1

  private static final String MAX_NUMBER = "18446744073709551615";

  private static final Pattern LEADING_INTEGER =
      Pattern.compile("\"?(?: |\\\\[tnrf])*([-+]?[0-9]+)");
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

  /**
   * Returns the integer at {@code text[start, end)}, quoted or not. An integer from 2<sup>63</sup>
   * to 2<sup>64</sup> - 1, the largest of Zabbix, becomes {@link Long#MAX_VALUE}. Returns {@link
   * #NO_NUMBER} if the scalar has other characters than digits, or is too large.
   */
  public static long plainInteger(byte[] text, int start, int end) {
    boolean quoted = text[start] == '"';
    int first = quoted ? start + 1 : start;
    int last = quoted ? end - 1 : end;
    while (first < last - 1 && text[first] == '0') {
      first++;
    }
    if (first == last || last - first > MAX_DIGITS) {
      return NO_NUMBER;
    }
    long number = 0;
    boolean large = false;
    for (int i = first; i < last; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      large |= number > (Long.MAX_VALUE - digit) / 10;
      number = 10 * number + digit;
    }
    return large ? large(text, first, last) : number;
  }

  private static long large(byte[] text, int first, int last) {
    String digits = new String(text, first, last - first, StandardCharsets.US_ASCII);
    boolean fits = digits.length() < MAX_DIGITS || digits.compareTo(MAX_NUMBER) <= 0;
    return fits ? Long.MAX_VALUE : NO_NUMBER;
  }

  /**
   * Returns the integer that {@code text[start, end)}, quoted or not, begins with, as the C
   * function atoi reads it: after white space and a sign, up to the first other character, in 32
   * bits. Empty without a digit.
   */
  public static OptionalLong leadingInteger(byte[] text, int start, int end) {
    String scalar = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    Matcher number = LEADING_INTEGER.matcher(scalar);
    if (!number.lookingAt()) {
      return OptionalLong.empty();
    }
    BigInteger exact = new BigInteger(number.group(1));
    // A 64-bit strtol, whose result becomes an int.
    return OptionalLong.of(exact.min(LONG_MAX).max(LONG_MIN).intValue());
  }

  /**
   * Returns the length in bytes of the {@code \\u} escape at {@code backslash}: 6, or 12 for a pair
   * of surrogates. Returns 0 if the escape is invalid, for example a single surrogate.
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
    return Character.isLowSurrogate((char) low) ? 12 : 0; // (char) -1 is not one
  }

  /** The length in bytes of a {@code \\u} escape of one UTF-16 unit. */
  static final int UNIT_LENGTH = 6;

  /** Returns whether a {@code \\u} escape at {@code backslash} has four hexadecimal digits. */
  static boolean isUnit(byte[] text, int backslash, int end) {
    return unitAt(text, backslash, end) >= 0;
  }

  /**
   * Returns whether a server can decode the valid scalar at {@code text[start, end)}: whether its
   * escapes of surrogates are pairs.
   */
  public static boolean isDecodable(byte[] text, int start, int end) {
    if (text[start] != '"') {
      return true;
    }
    int i = start + 1;
    while (i < end - 1) {
      int length = text[i] != '\\' ? 1 : escapeLength(text, i, end);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** Returns the length of the valid escape at {@code i}; 0 for half a surrogate pair. */
  private static int escapeLength(byte[] text, int i, int end) {
    return text[i + 1] == 'u' ? unicodeEscapeLength(text, i, end) : 2;
  }

  /**
   * Returns the UTF-16 unit of the six-byte {@code \\u} escape at {@code backslash}; -1 if the
   * escape is invalid.
   */
  private static int unitAt(byte[] text, int backslash, int end) {
    if (backslash + 6 > end || text[backslash] != '\\' || text[backslash + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = backslash + 2; i < backslash + 6; i++) {
      int digit = Character.digit((char) (text[i] & 0xFF), 16);
      if (digit < 0) {
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
      int length = escapeLength(text, i, end);
      if (length == 2) {
        utf8.write(simpleEscape(text[i + 1]));
      } else if (length == 0) {
        utf8.write('?');
        length = UNIT_LENGTH;
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
