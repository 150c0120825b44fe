package org.mockzabbix.protocol.json;

import java.nio.charset.StandardCharsets;

/** Converts bytes that may not be valid UTF-8 to the text that a Zabbix server reads. */
public final class Utf8 {

  private Utf8() {}

  /**
   * Decodes {@code bytes}, with a question mark for each malformed sequence. A sequence is a lead
   * byte with the continuation bytes that belong to it, even if it is overlong or incomplete.
   */
  public static String withQuestionMarks(byte[] bytes) {
    return withQuestionMarks(bytes, false);
  }

  /**
   * Decodes {@code bytes}, with a question mark for each byte that is not UTF-8. Error texts of a
   * Zabbix server repeat these bytes, which cannot be written here.
   */
  static String withQuestionMarkForEachByte(byte[] bytes) {
    return withQuestionMarks(bytes, true);
  }

  private static String withQuestionMarks(byte[] bytes, boolean forEachByte) {
    byte[] clean = bytes;
    boolean copied = false;
    int from = 0;
    int to = 0;
    while (from < bytes.length) {
      int length = sequenceLength(bytes, from);
      if (length == 0) {
        clean = copied ? clean : bytes.clone();
        copied = true;
        clean[to++] = '?';
        from += forEachByte ? 1 : malformedLength(bytes, from);
      } else {
        System.arraycopy(bytes, from, clean, to, copied ? length : 0);
        from += length;
        to += length;
      }
    }
    return new String(clean, 0, to, StandardCharsets.UTF_8);
  }

  private static int malformedLength(byte[] bytes, int start) {
    int end = Math.min(bytes.length, start + declaredLength(bytes[start] & 0xFF));
    int i = start + 1;
    while (i < end && (bytes[i] & 0xC0) == 0x80) {
      i++;
    }
    return i - start;
  }

  /** Returns the length that a lead byte announces, up to the 6 bytes of the first UTF-8. */
  private static int declaredLength(int lead) {
    int ones = Integer.numberOfLeadingZeros(~lead << 24);
    return ones < 2 || ones > 6 ? 1 : ones;
  }

  /**
   * Returns the index of the first byte from {@code start} to {@code end}, exclusive, that is not
   * UTF-8; -1 if all are.
   */
  public static int firstInvalid(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      int length = bytes[i] >= 0 ? 1 : sequenceLength(bytes, i);
      if (length == 0 || i + length > end) {
        return i;
      }
      i += length;
    }
    return -1;
  }

  /** Returns the first characters of {@code text} that need at most {@code max} bytes in UTF-8. */
  static String wholeCharacters(String text, int max) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, wholeLength(bytes, max), StandardCharsets.UTF_8);
  }

  /**
   * Returns the first {@code max} bytes of {@code text} in UTF-8, with a question mark for each
   * byte of a character that does not fit.
   */
  public static String cut(String text, int max) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int whole = wholeLength(bytes, max);
    int cut = Math.min(max, bytes.length) - whole;
    return new String(bytes, 0, whole, StandardCharsets.UTF_8) + "?".repeat(cut);
  }

  /** Returns the length of the characters that fit into {@code max} bytes. */
  private static int wholeLength(byte[] bytes, int max) {
    int length = Math.min(max, bytes.length);
    while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
      length--;
    }
    return length;
  }

  /**
   * Returns the length of the well-formed sequence at {@code i}; 0 if the sequence is malformed.
   */
  private static int sequenceLength(byte[] bytes, int i) {
    int lead = bytes[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || i + length > bytes.length || !secondFits(lead, bytes[i + 1] & 0xFF)) {
      return 0;
    }
    for (int j = i + 2; j < i + length; j++) {
      if ((bytes[j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** Returns false for overlong forms, surrogates and code points above U+10FFFF. */
  private static boolean secondFits(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0 && second <= 0xBF;
      case 0xED -> second >= 0x80 && second <= 0x9F;
      case 0xF0 -> second >= 0x90 && second <= 0xBF;
      case 0xF4 -> second >= 0x80 && second <= 0x8F;
      default -> second >= 0x80 && second <= 0xBF;
    };
  }
}
