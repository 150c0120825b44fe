package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.assertion.Expectation;

/** Expectations in the format of the input files of zabbix_sender, and in braces. */
class ExpectationLineTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          web01 app.ok 1|web01|app.ok|1
            web01\tapp.ok   two words|web01|app.ok|two words
          "web 01" "app[\\"a b\\"]" "say \\"hi\\" to C:\\\\"|web 01|app["a b"]|say "hi" to C:\\
          web01 app.ok ""|web01|app.ok|``
          web01 app.ok not "quoted" \\n|web01|app.ok|not "quoted" \\n
          web01 app.path /var/log/|web01|app.path|/var/log/
          web01 app.ok why?|web01|app.ok|why?
          #web01 app.ok 1|#web01|app.ok|1
          """)
  void readsALineOfAnInputFile(String line, String host, String key, String value) {
    assertEquals(Expectation.of(item(host, key).withValue(value)), ExpectationLine.parse(line));
  }

  @Test
  void withoutAValue_anyValueMatches() {
    assertEquals(Expectation.of(item("web01", "app.ok")), ExpectationLine.parse("web01 app.ok"));
  }

  @Test
  void anAsteriskMatchesAnyText() {
    assertEquals(
        Expectation.of(anyItem().withHostLike("*").withKeyLike("app.*").withValueLike("*ms")),
        ExpectationLine.parse("* app.* *ms"));
  }

  @Test
  void readsAnExpectationOfScenarioFiles() {
    assertEquals(
        Expectation.of(item("web01", "app.ok")).times(3),
        ExpectationLine.parse("{host: web01, key: app.ok, times: 3}"));
    assertEquals(
        Expectation.of(item("web01", "app.ok")).never(),
        ExpectationLine.parse(" {\"host\": \"web01\", \"key\": \"app.ok\", \"times\": 0} "));
    assertEquals(Expectation.noUnreadable(), ExpectationLine.parse("noUnreadable"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``|the host is missing: write HOST KEY [VALUE], for example web01 app.ok 1
          web01|the key is missing: write HOST KEY [VALUE], for example web01 app.ok 1
          noUnreadble|unknown expectation "noUnreadble": did you mean "noUnreadable"?
          no-unreadable|unknown expectation "no-unreadable": did you mean "noUnreadable"?
          NOUNREADABLE|unknown expectation "NOUNREADABLE": did you mean "noUnreadable"?
          unread|the key is missing: write HOST KEY [VALUE], for example web01 app.ok 1
          web01 ""|the key is empty: write HOST KEY [VALUE], for example web01 app.ok 1
          "web01 app.ok 1|the double quotes of the host are not closed, or text follows them: write \\" for a quote inside of them
          web01 app.ok "1" 2|text follows the quotes of the value: put the whole value in double quotes
          - app.ok 1|"-" needs a default host, which expectations do not have: write the host, or *
          {host: web01, kye: app.ok}|unknown field "kye" in an expectation: did you mean "key"?
          {host: web01|cannot be read: while parsing a flow mapping: expected ',' or '}', but got <stream end>
          {"host": web01}|cannot be read: the JSON is not valid at column 10
          {host: web01, times: many}|expect.times must be an integer from 0 to 2147483647, but was "many"
          """)
  void rejectsALine(String line, String message) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ExpectationLine.parse(line));

    assertEquals(message, error.getMessage());
  }

  @Test
  void readsAFile() throws Exception {
    Path file = directory.resolve("expected");
    Files.writeString(
        file, "# what web01 sends\r\n\r\nweb01 app.ok 1\r\n  {host: web01, times: 2}\nweb01 \"ü\"");

    List<Expectation> expectations = ExpectationLine.load(file);

    assertEquals(
        List.of(
            Expectation.of(item("web01", "app.ok").withValue("1")),
            Expectation.of(anyItem().withHost("web01")).times(2),
            Expectation.of(item("web01", "ü"))),
        expectations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          web01 app.ok\\n\\nweb01|FILE:3: the key is missing: write HOST KEY [VALUE], for example web01 app.ok 1
          web01 app.ok\\n{host: web01, kye: k}|FILE:2: unknown field "kye" in an expectation: did you mean "key"?
          web01 app.ok\\nnoUnreadble|FILE:2: unknown expectation "noUnreadble": did you mean "noUnreadable"?
          # nothing|FILE: contains no expectations: write HOST KEY [VALUE], for example web01 app.ok 1
          """)
  void namesTheLineOfAFile(String text, String message) throws Exception {
    Path file = Files.writeString(directory.resolve("expected"), text.replace("\\n", "\n"));

    ScenarioException error =
        assertThrows(ScenarioException.class, () -> ExpectationLine.load(file));

    assertEquals(message.replace("FILE", file.toString()), error.getMessage());
  }

  @Test
  void namesAFileThatCannotBeRead() throws Exception {
    Path missing = directory.resolve("missing");
    Path latin1 = directory.resolve("latin1");
    Files.write(latin1, "web01 ä".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(
        missing + ": the file does not exist",
        assertThrows(ScenarioException.class, () -> ExpectationLine.load(missing)).getMessage());
    assertEquals(
        latin1 + ": is not in UTF-8: save it as UTF-8",
        assertThrows(ScenarioException.class, () -> ExpectationLine.load(latin1)).getMessage());
  }
}
