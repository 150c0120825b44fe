package org.mockzabbix.text;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The escape sequences of messages and line formats. Each of them makes every character visible:
 * control characters, line separators, characters that change the direction of text, other
 * invisible format characters and lone surrogates become, for example, {@code \n} or {@code
 * \u202e}.
 */
public enum Escaping {
  /** For messages: a backslash stays as it is. */
  MESSAGE("\n\r\t", "nrt"),

  /** For text in double quotes: in messages, and as strings of JSON. */
  QUOTED("\n\r\t\"\\", "nrt\"\\"),

  /** For labeled tab-separated values. */
  LTSV("\n\r\t\0\\", "nrt0\\");

  private final String escaped;
  private final String letters; // each follows a backslash instead of the escaped character

  Escaping(String escaped, String letters) {
    this.escaped = escaped;
    this.letters = letters;
  }

  /** Appends {@code text} with escape sequences. */
  public void append(StringBuilder line, String text) {
    int done = 0;
    int next;
    for (int i = 0; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      String sequence = sequence(c);
      if (sequence != null) {
        line.append(text, done, i).append(sequence);
        done = next;
      }
    }
    line.append(text, done, text.length());
  }

  private @Nullable String sequence(int c) {
    int special = c > '\\' ? -1 : escaped.indexOf(c);
    if (special >= 0) {
      return "\\" + letters.charAt(special);
    }
    if (!isInvisible(c)) {
      return null;
    }
    StringBuilder sequence = new StringBuilder();
    for (char unit : Character.toChars(c)) {
      sequence.append("\\u").append(HexFormat.of().toHexDigits(unit));
    }
    return sequence.toString();
  }

  /** Returns whether a character cannot be seen, or changes how the others are shown. */
  static boolean isInvisible(int c) {
    if (c >= ' ' && c < 0x7f) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
