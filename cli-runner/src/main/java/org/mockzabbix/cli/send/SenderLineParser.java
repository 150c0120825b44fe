package org.mockzabbix.cli.send;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.LineTokenizer;
import org.mockzabbix.wire.Bytes;

/**
 * Parses the lines of {@code send -i}, which are {@code HOST KEY [CLOCK [NS]] VALUE}. The parts are
 * separated by blanks; parts that contain blanks are in double quotes. Immutable.
 *
 * @param defaultHost the host of lines that begin with {@code -}; null without the option {@code
 *     -s}
 */
public record SenderLineParser(@Nullable String defaultHost, LineColumns columns) {

  /** The longest host in bytes, of which zabbix_sender reads no more. */
  private static final int LONGEST_HOST = 2047;

  private static final IntegerRange CLOCKS = new IntegerRange(0, Integer.MAX_VALUE);
  private static final IntegerRange NANOSECONDS = new IntegerRange(0, 999_999_999);

  /** The columns before the value. */
  public enum LineColumns {
    HOST_KEY,
    HOST_KEY_CLOCK,
    HOST_KEY_CLOCK_NS
  }

  /** How zabbix_sender reports an invalid line. */
  enum Severity {
    ERROR,
    WARNING
  }

  /** Thrown if a line is invalid. The message is that of zabbix_sender. */
  static final class InvalidLineException extends Exception {

    private static final long serialVersionUID = 1;

    private final Severity severity;

    InvalidLineException(Severity severity, int line, String why) {
      super("[line " + line + "] " + why);
      this.severity = severity;
    }

    Severity severity() {
      return severity;
    }
  }

  /**
   * Returns the value of a line, whose texts have one character for each byte, as the line has.
   *
   * @param number the number of the line, from 1
   */
  OutgoingValue parse(String line, int number) throws InvalidLineException {
    LineTokenizer tokens = new LineTokenizer(line);
    String host = required(tokens.next(), "Hostname", number);
    if (host.equals("-")) {
      host = defaultHost(number);
    } else if (host.length() > LONGEST_HOST) {
      host = host.substring(0, LONGEST_HOST);
    }
    String key = required(tokens.next(), "Key", number);
    Long clock = null;
    Integer ns = null;
    if (columns != LineColumns.HOST_KEY) {
      clock = number(required(tokens.next(), "Timestamp", number), CLOCKS);
      check(clock, "Timestamp", number);
    }
    if (columns == LineColumns.HOST_KEY_CLOCK_NS) {
      Long nanos = number(required(tokens.next(), "Nanoseconds", number), NANOSECONDS);
      ns = Math.toIntExact(check(nanos, "Nanoseconds", number));
    }
    return new OutgoingValue(host, key, value(tokens, number), clock, ns);
  }

  private String defaultHost(int line) throws InvalidLineException {
    if (defaultHost == null) {
      throw error(line, "'-' encountered as 'Hostname', but no default hostname was specified");
    }
    return Bytes.of(defaultHost).latin1();
  }

  private static String value(LineTokenizer tokens, int line) throws InvalidLineException {
    if (tokens.atEnd()) {
      throw error(line, "'Key value' required");
    }
    if (!tokens.atQuote()) {
      return tokens.rest();
    }
    String value = tokens.next();
    if (value == null) {
      throw error(line, "'Key value' required");
    }
    if (!tokens.atEnd()) {
      throw error(line, "too many parameters");
    }
    return value;
  }

  private static String required(@Nullable String token, String what, int line)
      throws InvalidLineException {
    if (token == null || token.isEmpty()) {
      throw error(line, "'" + what + "' required");
    }
    return token;
  }

  private static InvalidLineException error(int line, String why) {
    return new InvalidLineException(Severity.ERROR, line, why);
  }

  private static long check(@Nullable Long number, String what, int line)
      throws InvalidLineException {
    if (number == null) {
      throw new InvalidLineException(
          Severity.WARNING, line, "invalid '" + what + "' value detected");
    }
    return number;
  }

  private static @Nullable Long number(String digits, IntegerRange range) {
    if (!digits.matches("0*[0-9]{1,18}")) {
      return null;
    }
    long number = Long.parseLong(digits);
    return range.contains(number) ? number : null;
  }
}
