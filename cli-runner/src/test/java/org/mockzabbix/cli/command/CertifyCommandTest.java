package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.certify.SenderTrials;
import org.mockzabbix.cli.certify.Trial;
import org.mockzabbix.fixtures.MarkdownFile;

/** The options of {@code certify}. {@code CertifyIT} runs the command with real programs. */
class CertifyCommandTest {

  private static final String TRY = "Try 'mock-zabbix certify --help' for more.\n";

  @Test
  void commandIsRequired() {
    assertUsageError("Missing required parameter: 'COMMAND'", "certify");
  }

  @Test
  void unknownResponseIsAnError() {
    assertUsageError(
        "--only \"rest\": no such response: did you mean \"reset\"?",
        "certify",
        "--only",
        "rest",
        "--",
        "sender");
  }

  @Test
  void timeoutHasARange() {
    assertUsageError(
        "Invalid value for option '--timeout': timeout must be from 1 ms to 24 h, but was 0 s",
        "certify",
        "--timeout",
        "0s",
        "--",
        "sender");
  }

  @Test
  void helpNamesPlaceholdersAndExitCodes() {
    CommandRun run = CommandRun.of("certify", "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("{host} and {trapper}"), run.out());
    assertTrue(run.out().contains("Exit codes: 0 the command passes; 1 it fails"), run.out());
  }

  @Test
  void thePageListsEachResponse() throws Exception {
    String section = MarkdownFile.read("docs/certify.md").text();
    List<String> listed =
        section
            .lines()
            .filter(line -> line.matches("\\| `[a-z -]+` \\|.*"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertEquals(SenderTrials.all().stream().map(Trial::name).toList(), listed);
  }

  private static void assertUsageError(String message, String... args) {
    CommandRun run = CommandRun.of(args);

    assertEquals("mock-zabbix: " + message + '\n' + TRY, run.err());
    assertEquals(64, run.exitCode());
    assertEquals("", run.out());
  }
}
