package org.mockzabbix.cli.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.cli.send.SenderLineParser.InvalidLineException;
import org.mockzabbix.cli.send.SenderLineParser.LineColumns;
import org.mockzabbix.cli.send.SenderLineParser.Severity;
import org.mockzabbix.client.Sender.OutgoingValue;

/** Every line here was given to a real zabbix_sender too. */
class SenderLineParserTest {

  private static final SenderLineParser PLAIN = new SenderLineParser(null, LineColumns.HOST_KEY);
  private static final SenderLineParser CLOCK =
      new SenderLineParser(null, LineColumns.HOST_KEY_CLOCK);
  private static final SenderLineParser NS =
      new SenderLineParser(null, LineColumns.HOST_KEY_CLOCK_NS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          h k v|h|k|v
          h\tk\tv\tx|h|k|v\tx
          h k ""|h|k|``
          h k "a\\"b\\\\c"|h|k|a"b\\c
          h k "d\\te"|h|k|d\\te
          h k say "hi" \\n|h|k|say "hi" \\n
          "h x" "k[\\"a b\\"]" v "q"|h x|k["a b"]|v "q"
          h"x k v|h"x|k|v
          """)
  void reads(String line, String host, String key, String value) throws Exception {
    assertEquals(OutgoingValue.of(host, key, value), PLAIN.parse(line, 1));
  }

  @Test
  void reads_blanksBehindTheValueAsPartOfIt() throws Exception {
    assertEquals(OutgoingValue.of("h", "k", "v  x  "), PLAIN.parse("  h   k   v  x  ", 1));
  }

  @Test
  void reads_newlineInQuotes() throws Exception {
    assertEquals(OutgoingValue.of("h", "k", "a\nb"), PLAIN.parse("h k \"a\\nb\"", 1));
  }

  @Test
  void reads_defaultHost() throws Exception {
    SenderLineParser parser = new SenderLineParser("web01", LineColumns.HOST_KEY);

    assertEquals(OutgoingValue.of("web01", "k", "v"), parser.parse("- k v", 1));
  }

  @Test
  void reads_clock() throws Exception {
    assertEquals(new OutgoingValue("h", "k", "v", 12L, null), CLOCK.parse("h k 12 v", 1));
    assertEquals(new OutgoingValue("h", "k", "v", 12L, null), CLOCK.parse("h k \"12\" v", 1));
    assertEquals(
        new OutgoingValue("h", "k", "v", 2_147_483_647L, null), CLOCK.parse("h k 2147483647 v", 1));
  }

  @Test
  void reads_clockAndNs() throws Exception {
    assertEquals(new OutgoingValue("h", "k", "v", 12L, 5), NS.parse("h k 12 5 v", 1));
    assertEquals(
        new OutgoingValue("h", "k", "v", 12L, 999_999_999), NS.parse("h k 12 999999999 v", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``            | 'Hostname' required
          h             | 'Key' required
          h k           | 'Key value' required
          - k v         | '-' encountered as 'Hostname', but no default hostname was specified
          h k "v" extra | too many parameters
          h k "v        | 'Key value' required
          "h"k v        | 'Hostname' required
          "" k v        | 'Hostname' required
          h "" v        | 'Key' required
          """)
  void refuses(String line, String why) {
    assertRefused(Severity.ERROR, why, PLAIN, line);
  }

  @ParameterizedTest
  @CsvSource({"h k v", "h k -1 v", "h k 2147483648 v", "h k 99999999999999999999 v"})
  void refuses_clock(String line) {
    assertRefused(Severity.WARNING, "invalid 'Timestamp' value detected", CLOCK, line);
  }

  @Test
  void refuses_clockWithoutValue() {
    assertRefused(Severity.ERROR, "'Key value' required", CLOCK, "h k 12");
    assertRefused(Severity.ERROR, "'Timestamp' required", CLOCK, "h k");
  }

  @ParameterizedTest
  @CsvSource({"h k 12 v", "h k 12 1000000000 v"})
  void refuses_ns(String line) {
    assertRefused(Severity.WARNING, "invalid 'Nanoseconds' value detected", NS, line);
  }

  private static void assertRefused(
      Severity severity, String why, SenderLineParser parser, String line) {
    InvalidLineException e = assertThrows(InvalidLineException.class, () -> parser.parse(line, 7));

    assertEquals("[line 7] " + why, e.getMessage());
    assertEquals(severity, e.severity());
  }
}
