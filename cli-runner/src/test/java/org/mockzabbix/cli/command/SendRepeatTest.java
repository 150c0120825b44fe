package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.RequestMatcher;

/** A stream of values: {@code send --repeat} and {@code --generate}. */
@Timeout(180)
class SendRepeatTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

  private static String[] to(int port, String... options) {
    return Stream.concat(
            Stream.of("send", "-z", "127.0.0.1", "-p", Integer.toString(port)), Stream.of(options))
        .toArray(String[]::new);
  }

  private static String[] to(MockZabbixServer server, String... options) {
    return to(server.trapperPort(), options);
  }

  private static List<String> values(MockZabbixServer server) {
    return server.items("web01", "k").stream().map(ItemValue::value).toList();
  }

  @Test
  void sendsAGeneratedValueInEachRound() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.of(
              to(
                  server,
                  "-s",
                  "web01",
                  "-k",
                  "k",
                  "--generate",
                  "{counter: {start: 5, step: 2}}",
                  "--repeat",
                  "1ms",
                  "--count",
                  "3"));

      assertEquals(0, run.exitCode(), run.err());
      assertEquals("sent: 3; skipped: 0; total: 3\n", run.out());
      assertEquals("", run.err());
      assertEquals(List.of("5", "7", "9"), values(server));
      assertEquals(3, server.exchanges().size());
    }
  }

  @Test
  void generatesOneValue_withoutRepeat() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.of(
              to(server, "-s", "web01", "-k", "k", "--generate", "{\"random\": {\"max\": 0}}"));

      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().endsWith("\nsent: 1; skipped: 0; total: 1\n"), run.out());
      assertEquals(List.of("0"), values(server));
    }
  }

  @Test
  void aSignalEndsTheStream() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        ProgramRun run =
            ProgramRun.of(to(server, "-s", "web01", "-k", "k", "-o", "1", "--repeat", "1ms"))) {
      assertThat(server).received(item("web01", "k")).atLeast(3).within(Duration.ofSeconds(20));

      assertEquals(0, run.stop());

      int sent = values(server).size();
      assertEquals(List.of("sent: " + sent + "; skipped: 0; total: " + sent), run.out.lines());
    }
  }

  @Test
  void aSignalEndsALongPause() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        ProgramRun run =
            ProgramRun.of(to(server, "-s", "web01", "-k", "k", "-o", "1", "--repeat", "24h"))) {
      assertThat(server).received(item("web01", "k")).within(Duration.ofSeconds(20));

      assertEquals(0, run.stop());
      assertEquals(List.of("sent: 1; skipped: 0; total: 1"), run.out.lines());
    }
  }

  @Test
  void aFailureDoesNotEndTheStream_butIsTheExitCode() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server.when(RequestMatcher.senderData()).fault(Fault.close()).times(2);

      CommandRun run =
          CommandRun.of(
              to(server, "-s", "web01", "-k", "k", "-o", "1", "--repeat", "1ms", "--count", "4"));

      assertEquals(1, run.exitCode());
      assertEquals("sent: 2; skipped: 2; total: 4\n", run.out());
      assertEquals(
          "zabbix_sender [PID]: Warning: round 1: [[127.0.0.1]:PORT]: the connection was closed"
              + " without a response\n"
              + "zabbix_sender [PID]: round 3 succeeded\n"
              + "zabbix_sender [PID]: Warning: 2 of 4 rounds failed\n",
          run.errWithoutPid().replace(Integer.toString(server.trapperPort()), "PORT"));
    }
  }

  @Test
  void endsWith2_ifTheServerDidNotProcessEverything() {
    ServerConfig strict = ServerConfig.strict(Host.of("web01"));
    try (MockZabbixServer server = new MockZabbixServer(strict).start()) {
      CommandRun run =
          CommandRun.of(
              to(server, "-s", "web01", "-k", "k", "-o", "1", "--repeat", "1ms", "--count", "3"));

      assertEquals(2, run.exitCode());
      assertEquals("sent: 3; skipped: 0; total: 3\n", run.out());
      assertEquals(
          "zabbix_sender [PID]: Warning: round 1: the server did not process every value\n",
          run.errWithoutPid());
    }
  }

  @Test
  void saysOnceThatNobodyListens() throws Exception {
    try (ReservedPort closed = new ReservedPort()) {
      CommandRun run =
          CommandRun.of(
              to(
                  closed.number(),
                  "-s",
                  "web01",
                  "-k",
                  "k",
                  "-o",
                  "1",
                  "--repeat",
                  "1ms",
                  "--count",
                  "3"));

      assertEquals(1, run.exitCode());
      assertEquals("sent: 0; skipped: 3; total: 3\n", run.out());
      assertEquals(2, run.err().lines().count(), run.err());
      assertTrue(run.err().contains("Warning: round 1: cannot connect to"), run.err());
    }
  }

  @Test
  void readsTheFileInEachRound(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("values"), "web01 k 1\nweb01 k 2\n");
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.of(to(server, "-v", "-i", file.toString(), "--repeat", "1ms", "--count", "2"));

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(List.of("1", "2", "1", "2"), values(server));
      List<String> lines = run.out().lines().toList();
      assertEquals(3, lines.size(), run.out());
      assertTrue(lines.get(1).startsWith("Response from"), run.out());
      assertEquals("sent: 4; skipped: 0; total: 4", lines.get(2));
    }
  }

  @Test
  void aMissingFileFailsEachRound() {
    CommandRun run = CommandRun.of(to(1, "-i", "/no/such/file", "--repeat", "1ms", "--count", "2"));

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_sender [PID]: Warning: round 1: cannot open [/no/such/file]: [2] No such file or"
            + " directory\n"
            + "zabbix_sender [PID]: Warning: 2 of 2 rounds failed\n",
        run.errWithoutPid());
  }

  @Test
  void anExhaustedSequenceIsAFailure() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.of(
              to(
                  server,
                  "-s",
                  "web01",
                  "-k",
                  "k",
                  "--generate",
                  "{sequence: [a, b], notSupported: no more}",
                  "--repeat",
                  "1ms",
                  "--count",
                  "3"));

      assertEquals(1, run.exitCode());
      assertEquals(List.of("a", "b"), values(server));
      assertEquals(
          """
          zabbix_sender [PID]: Warning: round 3: no value to send: no more
          zabbix_sender [PID]: Warning: 1 of 3 rounds failed
          """,
          run.errWithoutPid());
    }
  }

  /** The commands of the page, with the port of this server, and an end. */
  @Test
  void theCommandsOfThePageSend() throws Exception {
    List<String> commands =
        MarkdownFile.read("docs/command-line.md").snippets("shell").stream()
            .filter(snippet -> snippet.contains("--repeat"))
            .flatMap(String::lines)
            .toList();
    assertEquals(2, commands.size());
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      for (String command : commands) {
        List<String> words =
            WORD.matcher(command.replaceFirst("^.*jar send -z 127.0.0.1 ", ""))
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
        List<String> bounded = new ArrayList<>(words);
        if (!words.contains("--count")) {
          bounded.addAll(List.of("--count", "3"));
        }
        bounded.set(bounded.indexOf("--repeat") + 1, "1ms");

        CommandRun run = CommandRun.of(to(server, bounded.toArray(new String[0])));

        assertEquals(0, run.exitCode(), run.err());
      }
      assertEquals(3, server.items("web01", "system.cpu.load").size());
      assertEquals(60, server.items("web01", "app.requests").size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "-s h -k k -o 1 --count 2# --count requires --repeat",
        "-i - --repeat 1s# --repeat requires a file, because standard input can be read only once",
        "-s h -k k -o 1 --generate {clock:_true}# specify either -o or --generate",
        "-s h --generate {clock:_true}#"
            + " specify either -s, -k and -o, or -i; -T, -N and -r require -i",
        "-i f --generate {clock:_true}#"
            + " specify either -s, -k and -o, or -i; -T, -N and -r require -i",
        "-s h -k k -o 1 --repeat 0#"
            + " Invalid value for option '--repeat': must be from 1 ms to 24 h, but was \"0\"",
        "-s h -k k -o 1 --repeat soon# Invalid value for option '--repeat': must be a time, for"
            + " example 500ms, 10s, 5m, 1h, 7d or 2w, but was \"soon\"",
        "-s h -k k -o 1 --repeat 1s --count 0# Invalid value for option '--count': must be an"
            + " integer from 1 to 2147483647, but was \"0\"",
        "-s h -k k --generate walk# Invalid value for option '--generate': must be a script in"
            + " braces, for example {walk: {step: 1, max: 100}}, but was \"walk\"",
        "-s h -k k --generate {walk:_{max:_9}}# Invalid value for option '--generate': \"{walk:"
            + " {max: 9}}\": walk needs the field \"step\"",
        "-s h -k k --generate {wolk:_{}}# Invalid value for option '--generate': \"{wolk: {}}\":"
            + " unknown field \"wolk\" in a key: did you mean \"walk\"?",
        "-s h -k k --generate {clock:_true,_delay:_1s}# Invalid value for option '--generate':"
            + " \"{clock: true, delay: 1s}\": a value to send has no delay and no faults: remove"
            + " them",
      })
  void wrongUsage_isOneLine(String options, String message) {
    String[] split =
        Stream.of(options.split(" ")).map(o -> o.replace('_', ' ')).toArray(String[]::new);

    CommandRun run = CommandRun.of(to(1, split));

    assertEquals(64, run.exitCode());
    assertEquals(
        "mock-zabbix: " + message + "\nTry 'mock-zabbix send --help' for more.\n", run.err());
  }
}
