package org.mockzabbix.cli;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The escape sequences of the line formats for programs. */
enum Escaping {
  /** For tab-separated lines: escapes tab, newline, carriage return, NUL and backslash. */
  LTSV {
    @Override
    @Nullable String escape(char c) {
      return switch (c) {
        case '\t' -> "\\t";
        case '\n' -> "\\n";
        case '\r' -> "\\r";
        case '\0' -> "\\0";
        case '\\' -> "\\\\";
        default -> null;
      };
    }
  },

  /** For JSON strings. */
  JSON {
    @Override
    @Nullable String escape(char c) {
      return switch (c) {
        case '"' -> "\\\"";
        case '\\' -> "\\\\";
        case '\t' -> "\\t";
        case '\n' -> "\\n";
        case '\r' -> "\\r";
        default -> c < ' ' ? "\\u" + HexFormat.of().toHexDigits(c) : null;
      };
    }
  };

  /** Returns the escape sequence for {@code c}; null if {@code c} needs none. */
  abstract @Nullable String escape(char c);

  /** Appends {@code text} with escape sequences. */
  void append(StringBuilder line, String text) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text.charAt(i));
      if (escape != null) {
        line.append(text, done, i).append(escape);
        done = i + 1;
      }
    }
    line.append(text, done, text.length());
  }
}
