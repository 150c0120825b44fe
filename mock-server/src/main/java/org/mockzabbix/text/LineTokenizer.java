package org.mockzabbix.text;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line of an input file of zabbix_sender into tokens. Blanks separate the tokens. A token
 * that contains blanks is in double quotes, in which a backslash escapes a double quote, a
 * backslash and {@code n}. Not thread-safe.
 */
public final class LineTokenizer {

  private final String line;
  private int at;

  /** Creates a tokenizer at the first token of {@code line}, which has no line break. */
  public LineTokenizer(String line) {
    this.line = Objects.requireNonNull(line);
    skipBlanks();
  }

  /** Returns whether no text is left. */
  public boolean atEnd() {
    return at == line.length();
  }

  /** Returns whether the next token is in quotes. */
  public boolean atQuote() {
    return !atEnd() && line.charAt(at) == '"';
  }

  /** Returns the rest of the line unchanged. */
  public String rest() {
    return line.substring(at);
  }

  /** Returns the next token; null if its quotes are not closed or text follows them. */
  public @Nullable String next() {
    String token = atQuote() ? quoted() : unquoted();
    if (token == null || (!atEnd() && !isBlank(line.charAt(at)))) {
      return null;
    }
    skipBlanks();
    return token;
  }

  private String unquoted() {
    int start = at;
    while (!atEnd() && !isBlank(line.charAt(at))) {
      at++;
    }
    return line.substring(start, at);
  }

  private @Nullable String quoted() {
    StringBuilder token = new StringBuilder();
    at++;
    while (!atEnd() && line.charAt(at) != '"') {
      token.append(unescaped());
    }
    if (atEnd()) {
      return null;
    }
    at++;
    return token.toString();
  }

  /** Returns the next character. Backslash escapes a double quote, a backslash and "n". */
  private char unescaped() {
    char c = line.charAt(at++);
    if (c != '\\' || atEnd()) {
      return c;
    }
    int escape = "\"\\n".indexOf(line.charAt(at));
    if (escape < 0) {
      return c;
    }
    at++;
    return "\"\\\n".charAt(escape);
  }

  private void skipBlanks() {
    while (!atEnd() && isBlank(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
