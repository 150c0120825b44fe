package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;

/** {@code verify} without a command, and its wrong usage. */
@Timeout(120)
class VerifyCommandTest {

  @TempDir private Path directory;

  @Test
  void withoutACommand_endsWhenEverythingIsMet() throws Exception {
    Path values = directory.resolve("values");
    try (ProgramRun run =
        ProgramRun.of(
            "verify", "--timeout=2m", "--output=" + values, "--expect", "web01 app.ok 1")) {
      run.awaitReady().sendValue("web01", "app.ok", "1");

      int code = run.exitCode();

      assertEquals(0, code);
      assertEquals(
          "VERDICT met: 1 of 1 expectation; nothing more is expected",
          run.err.awaitLine("VERDICT"));
      assertEquals("host:web01\tkey:app.ok\tvalue:1\tclock:0\n", Files.readString(values));
      assertEquals("", run.out.text());
    }
  }

  @Test
  void reports_areExpectedOnALine() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("expected"), "{registered: {host: web09, metadata: '*linux'}}\n");
    try (ProgramRun run = ProgramRun.of("verify", "--timeout=2m", "--expect-file=" + file)) {
      run.awaitReady()
          .send(
              "{\"request\":\"active checks\",\"host\":\"web09\",\"host_metadata\":\"os=linux\"}");

      assertEquals(0, run.exitCode());
      assertEquals(
          "VERDICT met: 1 of 1 expectation; nothing more is expected",
          run.err.awaitLine("VERDICT"));
    }
  }

  @Test
  void limitsAlone_areWatchedUntilTheTimeIsUp() throws Exception {
    try (ProgramRun run = ProgramRun.of("verify", "--timeout=1s", "--expect", "noUnreadable")) {
      int code = run.exitCode();

      assertEquals(0, code);
      assertEquals(
          "VERDICT met: 1 of 1 expectation; the time of 1 s is up", run.err.awaitLine("VERDICT"));
    }
  }

  @Test
  void expectationsOfAllSourcesCount() throws Exception {
    Path scenario =
        Files.writeString(directory.resolve("s.yaml"), "expect: [{host: web01, key: app.c}]\n");
    Path file = Files.writeString(directory.resolve("expected"), "# none\nweb01 app.b\n");
    try (ProgramRun run =
        ProgramRun.of(
            Map.of(
                "MOCK_ZABBIX_EXPECT", "web01 app.a 1\nweb01 app.a 2", "MOCK_ZABBIX_TIMEOUT", "2m"),
            "verify",
            "--expect-file=" + file,
            "--scenario=" + scenario)) {
      run.awaitReady();

      int code = run.stop();

      assertEquals(1, code);
      assertEquals(
          """
          NOT MET web01 app.a with value "1"
          NOT MET web01 app.a with value "2"
          NOT MET web01 app.b
          NOT MET web01 app.c
          VERDICT not met: 0 of 4 expectations; a signal ended the run
          """,
          run.err.text().replaceAll("(?m)^(READY|STOPPED|  ).*\n", ""));
    }
  }

  @Test
  void writesXmlAndAnnotations() throws Exception {
    Path xml = Files.writeString(directory.resolve("verdict.xml"), "of an earlier run");
    try (ProgramRun run =
        ProgramRun.of(
            "verify",
            "--timeout=2m",
            "--github",
            "--junit-xml=" + xml,
            "--expect",
            "web01 app.ok")) {
      run.awaitReady();
      boolean stale = Files.exists(xml);

      run.stop();

      assertFalse(stale);
      assertTrue(Files.readString(xml).contains("<testcase name=\"web01 app.ok\""));
      assertTrue(
          run.err
              .awaitLine("::error")
              .startsWith(
                  "::error title=Mock Zabbix%3A not met%3A web01 app.ok::expected: web01 app.ok%0A"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          |nothing is expected: add --expect, --expect-file, or a scenario with the field expect
          --expect;web01|Invalid value for option '--expect': "web01": the key is missing: write HOST KEY [VALUE], for example web01 app.ok 1
          --expect;{host: web01, tmes: 1}|Invalid value for option '--expect': "{host: web01, tmes: 1}": unknown field "tmes" in an expectation: did you mean "times"?
          --expect-file;/no/such/file|Invalid value for option '--expect-file': /no/such/file: the file does not exist
          --expect;a b;--timeout;0s|Invalid value for option '--timeout': must be from 1 ms to 24 h, but was "0s"
          --expect;a b;--settle;soon|Invalid value for option '--settle': must be a time, for example 500ms, 10s, 5m, 1h, 7d or 2w, but was "soon"
          --expect;web01;app.ok|Unmatched argument "app.ok": write the command after --, and an expectation in quotes
          --expect;a b;sh;--;sh|Unmatched argument "sh": write the command after --, and an expectation in quotes
          --expect;a b;--|no command follows --: write the command, or remove --
          --expect;a b;--;sh;{agent}|the command contains "{agent}", but no mock agent listens: add --agent-port 0, or an agent to the scenario
          --expect;a b;--no-http;--;sh;{http}|the command contains "{http}", but the HTTP API is off: remove --no-http
          --expect;{key: k, times: 0, during: 1m}|an expectation is watched during 1 min, but the run ends after 30 s: set a longer --timeout
          --expect;a b;--output;o;--junit-xml;o|--output and --junit-xml are the same file (o): use two files
          """)
  void wrongUsage(String arguments, String message) {
    String[] args = ("verify" + (arguments == null ? "" : ";" + arguments)).split(";", -1);

    CommandRun run = CommandRun.of(args);

    assertEquals(
        "mock-zabbix: " + message + "\nTry 'mock-zabbix verify --help' for more.\n",
        run.err().replaceAll("(?m)^(READY|STOPPED) .*\n", ""));
    assertEquals(64, run.exitCode());
  }

  @Test
  void wrongVariable_isNamed() {
    CommandRun run = CommandRun.withEnvironment(Map.of("MOCK_ZABBIX_EXPECT", "web01"), "verify");

    assertEquals(
        "mock-zabbix: in the environment variable MOCK_ZABBIX_EXPECT: Invalid value for option"
            + " '--expect': \"web01\": the key is missing: write HOST KEY [VALUE], for example web01"
            + " app.ok 1\nTry 'mock-zabbix verify --help' for more.\n",
        run.err());
    assertEquals(64, run.exitCode());
  }

  @Test
  void fileForTheVerdict_mustBeWritable() {
    Path file = directory.resolve("missing/verdict.xml");

    CommandRun run = CommandRun.of("verify", "--expect", "a b", "--junit-xml", file.toString());

    assertEquals("mock-zabbix: cannot write " + file + " (No such file or directory)\n", run.err());
    assertEquals(69, run.exitCode());
  }

  @Test
  void belowVerify_addressesAreNoOptions() throws Exception {
    Map<String, String> environment =
        Map.of(
            "MOCK_ZABBIX_VERIFY", "1",
            "MOCK_ZABBIX_HOST", "192.0.2.1",
            "MOCK_ZABBIX_TRAPPER_PORT", "1",
            "MOCK_ZABBIX_AGENT_PORT", "2",
            "MOCK_ZABBIX_HTTP", "http://192.0.2.1:3");
    try (ProgramRun run = ProgramRun.of(environment, "serve", "--trapper-port=0")) {
      run.awaitReady();

      assertEquals(1, run.errorLines().size());
      assertEquals(0, run.stop());
    }
  }

  @Test
  void helpNamesTheDefaultPorts() {
    String help = CommandRun.of("verify", "--help").out().replaceAll("\\s+", " ");

    assertTrue(help.contains("connect to; 0 for any free port (default: any free port)."), help);
    assertTrue(help.contains("0 for any free port (default: any free port). If the sc"), help);
    assertTrue(help.contains("0 for any free port (default: any free port). --no-http"), help);
    assertFalse(help.contains("10051") || help.contains("10050") || help.contains("10080"), help);
  }
}
