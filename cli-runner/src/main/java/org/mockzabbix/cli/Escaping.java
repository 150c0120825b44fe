package org.mockzabbix.cli;

import org.jspecify.annotations.Nullable;

/** The ways to spell characters that would break a line, or do worse to a terminal. */
enum Escaping {
  /** For tab-separated lines: what separates, and the backslash. */
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
        default -> c < ' ' ? control(c) : null;
      };
    }
  },

  /** For people: every control character and line end, and nothing else. */
  TEXT {
    @Override
    @Nullable String escape(char c) {
      boolean endsLine = c == '\u2028' || c == '\u2029';
      return endsLine || Character.isISOControl(c) ? control(c) : null;
    }
  };

  private static String control(char c) {
    return switch (c) {
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default -> {
        StringBuilder unit = new StringBuilder("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          unit.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
        yield unit.toString();
      }
    };
  }

  /** How {@code c} is spelled; null if it stands for itself. */
  abstract @Nullable String escape(char c);

  /** Appends {@code text}, spelled this way. */
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
