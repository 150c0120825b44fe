package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;

/** {@code serve} tells at its end whether the expectations of its scenario are met. */
@Timeout(180)
class ServeCheckTest {

  @TempDir private Path directory;

  @Test
  void met() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--check", "--scenario=" + scenario())) {
      run.awaitReady().sendValue("web01", "app.ok", "1");

      int code = run.stop();

      assertEquals(
          List.of(
              "MET web01 app.ok with value \"1\", within 5 s", "VERDICT met: 1 of 1 expectation"),
          lastLines(run, 2));
      assertEquals(0, code);
    }
  }

  @Test
  void unmet() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--check", "--scenario=" + scenario())) {
      run.awaitReady();

      int code = run.stop();

      List<String> lines = lastLines(run, 5);
      assertEquals("NOT MET web01 app.ok with value \"1\", within 5 s", lines.get(0));
      assertEquals("  expected: web01 app.ok with value \"1\"", lines.get(1));
      assertEquals("  but received: no exchanges", lines.get(2));
      assertEquals("VERDICT not met: 0 of 1 expectation", lines.get(4));
      assertEquals(1, code);
    }
  }

  private static List<String> lastLines(ProgramRun run, int count) {
    List<String> lines = run.errorLines();
    return lines.subList(lines.size() - count, lines.size());
  }

  @Test
  void withoutTheOption_saysThatNothingIsChecked() throws Exception {
    try (ProgramRun run = ProgramRun.of("serve", "--scenario=" + scenario())) {
      String line = run.err.awaitLine("mock-zabbix:");

      int code = run.stop();

      assertEquals("mock-zabbix: 1 expectation is not checked: add --check, or use verify", line);
      assertEquals(0, code);
    }
  }

  @Test
  void optionWithoutExpectations_isWrongUsage() {
    CommandRun run = CommandRun.of("serve", "--check", "--trapper-port=0");

    assertEquals(
        """
        mock-zabbix: --check has nothing to check: add the field expect to the scenario
        Try 'mock-zabbix serve --help' for more.
        """,
        run.err());
    assertEquals(64, run.exitCode());
  }

  private Path scenario() throws IOException {
    return Files.writeString(
        directory.resolve("scenario.yaml"),
        "trapperPort: 0\nexpect: [{host: web01, key: app.ok, value: \"1\", within: 5s}]\n");
  }
}
