package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} in its own process, with real programs that send, hang, fork and fail. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are commands of a shell")
class VerifyIT {

  private static final Path JAR =
      Path.of(System.getProperty("basedir", "."), "target/mock-zabbix.jar").toAbsolutePath();

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final int PATIENCE_SECONDS = 120;

  /** A shell function that sends a value to the server of verify, without output. */
  private static final String SEND =
      "send() { '"
          + JAVA
          + "' -jar '"
          + JAR
          + "' send -z $MOCK_ZABBIX_HOST -p $MOCK_ZABBIX_TRAPPER_PORT -s web01 -k \"$1\" -o \"$2\""
          + " >/dev/null; }; ";

  @TempDir private Path directory;

  @Test
  void met() throws Exception {
    Run run =
        verify(
            "--expect",
            "web01 app.ok 1",
            "--",
            JAVA,
            "-jar",
            JAR.toString(),
            "send",
            "-z",
            "{host}",
            "-p",
            "{trapper}",
            "-s",
            "web01",
            "-k",
            "app.ok",
            "-o",
            "1");

    assertEquals(
        """
        Response from "127.0.0.1:PORT": "processed: 1; failed: 0; total: 1; seconds spent: S"
        sent: 1; skipped: 0; total: 1
        """,
        run.out());
    assertEquals(
        """
        MET web01 app.ok with value "1"
        VERDICT met: 1 of 1 expectation; the command exited with 0
        """,
        run.verdict());
    assertEquals(0, run.exitCode());
  }

  @Test
  void unmet() throws Exception {
    Run run =
        verify(
            "--expect",
            "web01 app.ok 1",
            "--expect",
            "web01 app.olk",
            "--",
            "sh",
            "-c",
            SEND + "send app.olk 1");

    assertEquals(
        """
        NOT MET web01 app.ok with value "1"
          expected: web01 app.ok with value "1"
          but received: no value for this item
          near misses:
            #1 web01 app.olk = "1" <- key differs by one character
          last exchanges:
            #1 127.0.0.1:PORT sender data: processed: 1; failed: 0; total: 1
          total: 1 value for 1 item in 1 exchange on MockZabbixServer 7.0 (running, trapper 127.0.0.1:PORT)
        MET web01 app.olk
        VERDICT not met: 1 of 2 expectations; the command exited with 0
        """,
        run.verdict());
    assertEquals(1, run.exitCode());
  }

  @Test
  void tooOften_endsTheCommandAtOnce() throws Exception {
    Path pid = directory.resolve("pid");
    Run run =
        verify(
            "--timeout",
            "2m",
            "--expect",
            "{host: web01, key: app.ok, times: 1}",
            "--",
            "sh",
            "-c",
            SEND + "sleep 600 & echo $! >'" + pid + "'; send app.ok 1; send app.ok 2; wait");

    assertEquals(
        """
        NOT MET web01 app.ok, once
          expected: web01 app.ok, once
          but received: 2 matching values
          matching:
            #1 web01 app.ok = "1"
            #2 web01 app.ok = "2"
          total: 2 values for 1 item in 2 exchanges on MockZabbixServer 7.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; an expectation cannot be met any more, so the command was ended
        """,
        run.verdict());
    assertEquals(1, run.exitCode());
    assertTrue(hasEnded(pid), "the child runs");
  }

  @Test
  void never() throws Exception {
    Run run =
        verify(
            "--expect",
            "{host: web01, key: app.failed, times: 0}",
            "--",
            "sh",
            "-c",
            SEND + "send app.failed 1; exit 3");

    assertEquals(
        """
        NOT MET web01 app.failed, never
          expected: web01 app.failed, never
          but received: 1 matching value
          matching:
            #1 web01 app.failed = "1"
          total: 1 value for 1 item in 1 exchange on MockZabbixServer 7.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; REASON
        """,
        run.verdict()
            .replace("an expectation cannot be met any more, so the command was ended", "REASON")
            .replace("the command exited with 3", "REASON")); // the faster one of both
    assertEquals(1, run.exitCode());
  }

  @Test
  void commandThatHangs_isEndedWhenTheTimeIsUp() throws Exception {
    Run unmet = verify("--timeout", "1s", "--expect", "web01 app.ok", "--", "sleep", "600");
    Run met = verify("--timeout", "1s", "--expect", "noUnreadable", "--", "sleep", "600");

    assertEquals(
        """
        NOT MET web01 app.ok
          expected: web01 app.ok
          but received: no exchanges
          total: no exchanges on MockZabbixServer 7.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; the time of 1 s is up, so the command was ended
        """,
        unmet.verdict());
    assertEquals(1, unmet.exitCode());
    assertEquals(
        """
        MET no unreadable exchanges
        VERDICT met: 1 of 1 expectation; the time of 1 s is up, so the command was ended
        """,
        met.verdict());
    assertEquals(0, met.exitCode());
  }

  @Test
  void commandThatIgnoresSigterm_isKilled() throws Exception {
    Run run =
        verify(
            "--timeout",
            "10s",
            "--expect",
            "noUnreadable",
            "--",
            "sh",
            "-c",
            "trap '' TERM; echo $$; while :; do sleep 1; done");

    assertEquals(0, run.exitCode());
    assertTrue(hasEnded(Long.parseLong(run.out().strip())), "the command runs");
  }

  @Test
  void commandThatForks_leavesNoProcess() throws Exception {
    Path pid = directory.resolve("pid");
    Run run =
        verify("--expect", "noUnreadable", "--", "sh", "-c", "sleep 600 & echo $! >'" + pid + "'");

    assertEquals(
        """
        MET no unreadable exchanges
        VERDICT met: 1 of 1 expectation; the command exited with 0; 1 process that it left running was ended
        """,
        run.verdict());
    assertEquals(0, run.exitCode());
    assertTrue(hasEnded(pid), "the child runs");
  }

  /** A program that becomes a daemon ends at once, and leaves a process of another session. */
  @Test
  void daemonOfItsOwnSession_isEndedAfterItsValues() throws Exception {
    Path pid = directory.resolve("pid");
    Path daemon =
        Files.writeString(
            directory.resolve("daemon.sh"),
            SEND + "echo $$ >'" + pid + "'; send app.ok 1; exec sleep 600");
    Run run =
        verify(
            "--settle",
            "1m",
            "--timeout",
            "2m",
            "--expect",
            "web01 app.ok",
            "--",
            "sh",
            "-c",
            "setsid sh '" + daemon + "' >/dev/null 2>&1 &");

    assertEquals(
        """
        MET web01 app.ok
        VERDICT met: 1 of 1 expectation; the command exited with 0; 1 process that it left running was ended
        """,
        run.verdict());
    assertEquals(0, run.exitCode());
    assertTrue(hasEnded(pid), "the daemon runs");
  }

  @Test
  void daemon_isEndedWhenEverythingIsMet() throws Exception {
    Run run =
        verify(
            "--timeout",
            "2m",
            "--stop-when-met",
            "--expect",
            "web01 app.ok",
            "--",
            "sh",
            "-c",
            SEND + "send app.ok 1; exec sleep 600");

    assertEquals(
        """
        MET web01 app.ok
        VERDICT met: 1 of 1 expectation; nothing more is expected, so the command was ended
        """,
        run.verdict());
    assertEquals(0, run.exitCode());
  }

  @Test
  void commandThatFails() throws Exception {
    Run failed = verify("--expect", "noUnreadable", "--", "sh", "-c", "exit 3");
    Run killed = verify("--expect", "noUnreadable", "--", "sh", "-c", "kill -KILL $$");

    assertEquals(
        """
        MET no unreadable exchanges
        VERDICT met: 1 of 1 expectation; the command exited with 3
        """,
        failed.verdict());
    assertEquals(2, failed.exitCode());
    assertEquals(
        """
        MET no unreadable exchanges
        VERDICT met: 1 of 1 expectation; the command exited with 137
        """,
        killed.verdict());
    assertEquals(2, killed.exitCode());
  }

  @Test
  void commandThatNeverStarts() throws Exception {
    Path file = Files.writeString(directory.resolve("text"), "text");
    Run missing = verify("--expect", "web01 app.ok", "--", "./no-such-program");
    Run forbidden = verify("--expect", "web01 app.ok", "--", file.toString());

    assertEquals(
        "mock-zabbix: cannot start the command \"./no-such-program\": No such file or directory\n",
        missing.verdict());
    assertEquals(69, missing.exitCode());
    assertEquals(
        "mock-zabbix: cannot start the command \"" + file + "\": Permission denied\n",
        forbidden.verdict());
    assertEquals(69, forbidden.exitCode());
  }

  @Test
  void signal_printsTheVerdictSoFar() throws Exception {
    Started started =
        start(
            "",
            Map.of(),
            "--timeout",
            "2m",
            "--expect",
            "web01 app.ok",
            "--",
            "sh",
            "-c",
            "echo $$; exec sleep 600");
    long command = Long.parseLong(started.process().inputReader(UTF_8).readLine());

    started.process().toHandle().destroy();
    Run run = started.await();

    assertEquals(
        """
        NOT MET web01 app.ok
          expected: web01 app.ok
          but received: no exchanges
          total: no exchanges on MockZabbixServer 7.0 (running, trapper 127.0.0.1:PORT)
        VERDICT not met: 0 of 1 expectation; a signal ended the run
        """,
        run.verdict());
    assertEquals(1, run.exitCode());
    assertTrue(hasEnded(command), "the command runs");
  }

  @Test
  void inputAndOutputPassThrough() throws Exception {
    Run run = start("typed\n", Map.of(), "--expect", "noUnreadable", "--", "cat").await();

    assertEquals("typed\n", run.out());
    assertEquals(0, run.exitCode());
  }

  @Test
  void commandSeesTheAddressesAndNoOtherVariables() throws Exception {
    Path values = directory.resolve("values");
    Run run =
        start(
                "",
                Map.of("MOCK_ZABBIX_OUTPUT", values.toString(), "MOCK_ZABBIX_AGENT_PORT", "0"),
                "--expect",
                "noUnreadable",
                "--",
                "sh",
                "-c",
                "echo $1 $2 $3; echo $MOCK_ZABBIX_HOST $MOCK_ZABBIX_TRAPPER_PORT $MOCK_ZABBIX_AGENT_PORT;"
                    + " env | sed -n 's/^\\(MOCK_ZABBIX_[A-Z_]*\\)=.*/\\1/p' | sort",
                "sh",
                "{host}",
                "{trapper}",
                "{agent}")
            .await();

    List<String> lines = run.rawOut().lines().toList();
    assertEquals(lines.get(0), lines.get(1));
    assertTrue(lines.get(0).matches("127\\.0\\.0\\.1 \\d+ \\d+"), lines.get(0));
    assertEquals(
        List.of(
            "MOCK_ZABBIX_AGENT_PORT",
            "MOCK_ZABBIX_HOST",
            "MOCK_ZABBIX_HTTP",
            "MOCK_ZABBIX_TRAPPER_PORT",
            "MOCK_ZABBIX_VERIFY"),
        lines.subList(2, lines.size()));
    assertEquals("", Files.readString(values));
  }

  @Test
  void nestedRun_usesItsOwnPorts() throws Exception {
    Run run =
        verify(
            "--expect",
            "{host: web01, key: app.ok, times: 0}",
            "--",
            JAVA,
            "-jar",
            JAR.toString(),
            "verify",
            "--timeout",
            "2m",
            "--expect",
            "web01 app.ok",
            "--",
            "sh",
            "-c",
            SEND + "send app.ok 1");

    assertEquals(
        """
        MET web01 app.ok
        VERDICT met: 1 of 1 expectation; the command exited with 0
        MET web01 app.ok, never
        VERDICT met: 1 of 1 expectation; the command exited with 0
        """,
        run.verdict());
    assertEquals(0, run.exitCode());
  }

  private static boolean hasEnded(Path pid) throws IOException {
    return hasEnded(Long.parseLong(Files.readString(pid).strip()));
  }

  /** Returns true for a zombie as well, which nobody may ever collect in a container. */
  private static boolean hasEnded(long pid) {
    try {
      return ProcessHandle.of(pid).isEmpty()
          || Files.readString(Path.of("/proc", String.valueOf(pid), "stat")).contains(") Z ");
    } catch (IOException endedOrNoProc) {
      return ProcessHandle.of(pid).isEmpty();
    }
  }

  private Run verify(String... arguments) throws Exception {
    return start("", Map.of(), arguments).await();
  }

  private Started start(String input, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-jar", JAR.toString(), "verify"));
    command.addAll(List.of(arguments));
    Path in = Files.writeString(Files.createTempFile(directory, "in", ""), input);
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile());
    builder.redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MOCK_ZABBIX_"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("MOCK_ZABBIX_TIMEOUT", "2m"); // a busy machine starts Java slowly
    builder.environment().putAll(environment);
    return new Started(builder.start(), err);
  }

  /** A process that is ended with its run. */
  private record Started(Process process, Path err) {

    Run await() throws Exception {
      try {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
        return new Run(process.exitValue(), out, Files.readString(err));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** A run that has ended. */
  private record Run(int exitCode, String rawOut, String err) {

    String out() {
      return comparable(rawOut);
    }

    /** Returns standard error without the lines of the server. */
    String verdict() {
      return comparable(err).replaceAll("(?m)^(READY|STOPPED) .*\n", "");
    }

    private static String comparable(String text) {
      return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
          .replaceAll("spent: [\\d.]+", "spent: S");
    }
  }
}
