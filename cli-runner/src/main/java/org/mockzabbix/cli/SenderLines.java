package org.mockzabbix.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.Sender.Value;

/**
 * Reads the lines of {@code send -i}: {@code HOST KEY [CLOCK [NS]] VALUE}, separated by blanks, in
 * quotes where there are blanks inside (protocol: sender data). Immutable.
 *
 * @param defaultHost stands for the host {@code -}; null if there is none
 */
record SenderLines(@Nullable String defaultHost, Columns columns) {

  private static final long GREATEST_CLOCK = Integer.MAX_VALUE;
  private static final long GREATEST_NS = 999_999_999;

  /** What stands before the value. */
  enum Columns {
    HOST_KEY,
    HOST_KEY_CLOCK,
    HOST_KEY_CLOCK_NS
  }

  /** How loudly the original complains. */
  enum Severity {
    ERROR,
    WARNING
  }

  /** A line that says no value, with the original's words. */
  static final class BadLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final Severity severity;

    BadLineException(Severity severity, int line, String why) {
      super("[line " + line + "] " + why);
      this.severity = severity;
    }

    Severity severity() {
      return severity;
    }
  }

  /**
   * The value that a line says.
   *
   * @param number of the line, from 1
   */
  Value value(String line, int number) throws BadLineException {
    Words words = new Words(line);
    String host = required(words.next(), "Hostname", number);
    if (host.equals("-")) {
      host = defaultHost(number);
    }
    String key = required(words.next(), "Key", number);
    Long clock = null;
    Integer ns = null;
    if (columns != Columns.HOST_KEY) {
      clock = number(required(words.next(), "Timestamp", number), GREATEST_CLOCK);
      check(clock, "Timestamp", number);
    }
    if (columns == Columns.HOST_KEY_CLOCK_NS) {
      Long nanos = number(required(words.next(), "Nanoseconds", number), GREATEST_NS);
      ns = Math.toIntExact(check(nanos, "Nanoseconds", number));
    }
    return new Value(host, key, value(words, number), clock, ns);
  }

  private String defaultHost(int line) throws BadLineException {
    if (defaultHost == null) {
      throw bad(line, "'-' encountered as 'Hostname', but no default hostname was specified");
    }
    return defaultHost;
  }

  private static String value(Words words, int line) throws BadLineException {
    if (words.atEnd()) {
      throw bad(line, "'Key value' required");
    }
    if (!words.atQuote()) {
      return words.rest();
    }
    String value = words.next();
    if (value == null) {
      throw bad(line, "'Key value' required");
    }
    if (!words.atEnd()) {
      throw bad(line, "too many parameters");
    }
    return value;
  }

  private static String required(@Nullable String word, String what, int line)
      throws BadLineException {
    if (word == null || word.isEmpty()) {
      throw bad(line, "'" + what + "' required");
    }
    return word;
  }

  private static BadLineException bad(int line, String why) {
    return new BadLineException(Severity.ERROR, line, why);
  }

  private static long check(@Nullable Long number, String what, int line) throws BadLineException {
    if (number == null) {
      throw new BadLineException(Severity.WARNING, line, "invalid '" + what + "' value detected");
    }
    return number;
  }

  private static @Nullable Long number(String digits, long greatest) {
    if (!digits.matches("[0-9]{1,18}")) {
      return null;
    }
    long number = Long.parseLong(digits);
    return number <= greatest ? number : null;
  }

  /** Steps from word to word through one line. */
  private static final class Words {

    private final String line;
    private int at;

    Words(String line) {
      this.line = Objects.requireNonNull(line);
      skipBlanks();
    }

    boolean atEnd() {
      return at == line.length();
    }

    boolean atQuote() {
      return !atEnd() && line.charAt(at) == '"';
    }

    /** All that is left, as it is. */
    String rest() {
      return line.substring(at);
    }

    /** The next word; null if its quotes are wrong. */
    @Nullable String next() {
      String word = atQuote() ? quoted() : unquoted();
      if (word == null || (!atEnd() && !isBlank(line.charAt(at)))) {
        return null;
      }
      skipBlanks();
      return word;
    }

    private String unquoted() {
      int start = at;
      while (!atEnd() && !isBlank(line.charAt(at))) {
        at++;
      }
      return line.substring(start, at);
    }

    private @Nullable String quoted() {
      StringBuilder word = new StringBuilder();
      at++;
      while (!atEnd() && line.charAt(at) != '"') {
        word.append(unescaped());
      }
      if (atEnd()) {
        return null;
      }
      at++;
      return word.toString();
    }

    /** One character, of which three are written with a backslash. */
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
}
