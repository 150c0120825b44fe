package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;

@Timeout(180)
class SendCommandTest {

  private static final String FAILED = "Sending failed. Use option -vv for more detailed output.\n";
  private static final String TRY_HELP = "Try 'mock-zabbix send --help' for more.\n";

  @Test
  void sendsOneValue() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of(to(server, "-s", "web01", "-k", "k[a]", "-o", "-5"));

      assertEquals(0, run.exitCode());
      assertEquals(
          "Response from \"127.0.0.1:PORT\":"
              + " \"processed: 1; failed: 0; total: 1; seconds spent: S\"\n"
              + "sent: 1; skipped: 0; total: 1\n",
          printed(run, server));
      assertEquals("", run.err());
      assertEquals("-5", server.items("web01", "k[a]").get(0).value());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-k", "@file", "--help", "a=b"})
  void sendsAnyValue(String value) {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of(to(server, "-s", "web01", "-k", "k", "-o", value));

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(value, server.items("web01", "k").get(0).value());
    }
  }

  @Test
  void endsWith2_ifTheServerDidNotProcessEverything() {
    ServerConfig config = ServerConfig.strict(Host.of("web01", Item.trapper("k")));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      CommandRun run =
          CommandRun.withInput("web01 k 1\nweb01 no 2\nweb01 k 3\n", to(server, "-i", "-"));

      assertEquals(2, run.exitCode());
      assertEquals(
          "Response from \"127.0.0.1:PORT\":"
              + " \"processed: 2; failed: 1; total: 3; seconds spent: S\"\n"
              + "sent: 3; skipped: 0; total: 3\n",
          printed(run, server));
    }
  }

  @Test
  void sends250InAPacket_fromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("values"), numbered(260));
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of(to(server, "-T", "-N", "-i", file.toString()));

      assertEquals(
          "Response from \"127.0.0.1:PORT\":"
              + " \"processed: 250; failed: 0; total: 250; seconds spent: S\"\n"
              + "Response from \"127.0.0.1:PORT\":"
              + " \"processed: 10; failed: 0; total: 10; seconds spent: S\"\n"
              + "sent: 260; skipped: 0; total: 260\n",
          printed(run, server));
      assertEquals(2, server.exchanges().size());
      ItemValue last = server.items().get(259);
      assertEquals("h1 k = \"v259\" clock 1259 ns 259", last.toString());
    }
  }

  private static List<String> numbered(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("h" + i % 2 + " k " + (1000 + i) + " " + i + " v" + i);
    }
    return lines;
  }

  @Test
  void packetsOfOneHost_withG() {
    String lines = "a k 1\nb k 2\na k 3\n";
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.withInput(lines, to(server, "--dialect", "7.0", "-g", "-i", "-"));

      assertEquals(0, run.exitCode());
      assertEquals(2, server.exchanges().size());
      assertEquals(
          List.of("a k = \"1\"", "a k = \"3\"", "b k = \"2\""),
          server.items().stream().map(ItemValue::toString).toList());
    }
  }

  @Test
  void packetsOfSeveralHosts_withoutG() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun.withInput("a k 1\nb k 2\n", to(server, "--dialect", "7.0", "-i", "-"));

      assertEquals(1, server.exchanges().size());
    }
  }

  @Test
  void sendsLinesOfWindows_andTheLastWithoutAnEnd() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun.withInput("- k ü😀\r\n- k b\rc", to(server, "-s", "web01", "-r", "-i", "-"));

      assertEquals(List.of("ü😀", "b\rc"), server.items().stream().map(ItemValue::value).toList());
    }
  }

  @Test
  void sendsNoLines() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of(to(server, "-i", "-"));

      assertEquals(0, run.exitCode());
      assertEquals("sent: 0; skipped: 0; total: 0\n", run.out());
      assertEquals(0, server.exchanges().size());
    }
  }

  @Test
  void badLine_endsIt() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.withInput("h k v\nbad\nh k v\n", to(server, "-i", "-"));

      assertEquals(1, run.exitCode());
      assertEquals(
          "zabbix_sender [PID]: ERROR: [line 2] 'Key' required\n" + FAILED, run.outWithoutPid());
      assertEquals("", run.err());
      assertEquals(0, server.exchanges().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -T  |
          -Tv | zabbix_sender [PID]: Warning: [line 1] invalid 'Timestamp' value detected
          """)
  void badClock_isToldIfAsked(String options, String told) {
    CommandRun run =
        CommandRun.withInput("h k x v\n", "send", "-z", "127.0.0.1", options, "-i", "-");

    assertEquals(1, run.exitCode());
    assertEquals(told == null ? FAILED : told + "\n" + FAILED, run.outWithoutPid());
    assertEquals("", run.err());
  }

  /** Since 7.0, what came before the line is sent, and the exit code is 0. */
  @Test
  void badLine_endsTheInputOf70() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.withInput("h k v\n\nh k v\n", to(server, "--dialect", "7.0", "-i", "-"));

      assertEquals(0, run.exitCode());
      assertTrue(
          run.outWithoutPid()
              .startsWith("zabbix_sender [PID]: ERROR: [line 2] 'Hostname' required"),
          run.out());
      assertTrue(run.out().endsWith("sent: 1; skipped: 1; total: 2\n"), run.out());
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void missingFile() {
    CommandRun run = CommandRun.of("send", "-z", "127.0.0.1", "-i", "/nonexistent");

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_sender [PID]: ERROR: cannot open [/nonexistent]: [2] No such file or directory\n"
            + FAILED,
        run.outWithoutPid());
  }

  @Test
  void connectionRefused() {
    CommandRun run = CommandRun.of(toNobody("-s", "h", "-k", "k", "-o", "v"));

    assertEquals(1, run.exitCode());
    assertEquals(FAILED, run.out());
    assertEquals("", run.err());
  }

  @Test
  void connectionRefused_isToldIfAsked() {
    CommandRun run = CommandRun.of(toNobody("-vv", "-s", "h", "-k", "k", "-o", "v"));

    assertEquals(1, run.exitCode());
    assertEquals(
        """
        zabbix_sender [PID]: DEBUG: Unable to connect to [127.0.0.1]:1 [cannot connect to [[127.0.0.1]:1]: [111] Connection refused]
        Sending failed.
        """,
        run.outWithoutPid());
  }

  @Test
  void refusalOfTheFirstPacket_stops60AndNot70() throws Exception {
    byte[] refusal = Packets.frame("{\"response\":\"failed\",\"info\":\"nope\"}");
    String lines = "h k v\n".repeat(251);
    try (ScriptedPeer peer = ScriptedPeer.answering(refusal)) {
      String port = String.valueOf(peer.port());
      CommandRun old =
          CommandRun.withInput(lines, "send", "-z", "127.0.0.1", "-p", port, "-vv", "-i", "-");
      assertEquals(1, old.exitCode());
      assertEquals(
          """
          zabbix_sender [PID]: DEBUG: answer [{"response":"failed","info":"nope"}]
          zabbix_sender [PID]: Warning: incorrect answer from "127.0.0.1:PORT": [{"response":"failed","info":"nope"}]
          Sending failed.
          """
              .replace("PORT", port),
          old.outWithoutPid());
      assertEquals(1, peer.received().size());

      CommandRun modern =
          CommandRun.withInput(
              lines, "send", "--dialect", "7.0", "-z", "127.0.0.1", "-p", port, "-i", "-");
      assertEquals(0, modern.exitCode());
      assertEquals("sent: 251; skipped: 0; total: 251\n", modern.out());
      assertEquals(3, peer.received().size());
    }
  }

  @Test
  void outputThatCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    CommandRun run = CommandRun.withOutput(full, toNobody("-s", "h", "-k", "k", "-o", "v"));

    assertEquals(74, run.exitCode());
    assertEquals(
        "mock-zabbix: cannot write to standard output: No space left on device\n", run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -s h -k k -o v                   | specify -z or -c
          -z a -k k -o v                   | specify either -s, -k and -o, or -i; -T, -N and -r require -i
          -z a -s h -k k                   | specify either -s, -k and -o, or -i; -T, -N and -r require -i
          -z a -i f -k k                   | specify either -s, -k and -o, or -i; -T, -N and -r require -i
          -z a -s h -k k -o v -T           | specify either -s, -k and -o, or -i; -T, -N and -r require -i
          -z a -i f -N                     | -N requires -T
          -z a -i f -g                     | -g requires --dialect 7.0
          -z a -i f -t 0                   | Invalid timeout, valid range 1:300 seconds
          -z a -i f -t 301                 | Invalid timeout, valid range 1:300 seconds
          -z a -i f -t x                   | Invalid value for option '--timeout': "x" is not a valid number of seconds
          -z a -i f -p x                   | Invalid value for option '--port': must be an integer from 0 to 65535, but was "x"
          """)
  void refusesUsage(String options, String why) {
    String[] args = ("send " + options).split(" ");

    CommandRun run = CommandRun.of(args);

    assertEquals(64, run.exitCode());
    assertEquals("mock-zabbix: " + why + "\n" + TRY_HELP, run.err());
    assertEquals("", run.out());
  }

  @Test
  void unencryptedMayBeSaid() {
    CommandRun run =
        CommandRun.of(toNobody("--tls-connect", "unencrypted", "-s", "h", "-k", "k", "-o", "v"));

    assertEquals(1, run.exitCode());
    assertEquals(FAILED, run.out());
  }

  @Test
  void environmentOfServe_doesNotMatter() {
    CommandRun run =
        CommandRun.withEnvironment(
            Map.of("MOCK_ZABBIX_DIALECT", "wrong", "MOCK_ZABBIX_TRAPPER_PORT", "2"),
            toNobody("-s", "h", "-k", "k", "-o", "v"));

    assertEquals(1, run.exitCode());
  }

  @Test
  void optionsAreVariables() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.withEnvironment(
              Map.of(
                  "MOCK_ZABBIX_SEND_ZABBIX_SERVER", "127.0.0.1",
                  "MOCK_ZABBIX_SEND_PORT", String.valueOf(server.trapperPort()),
                  "MOCK_ZABBIX_SEND_HOST", "web01"),
              "send",
              "-k",
              "app.ok",
              "-o",
              "1");

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(1, server.items("web01", "app.ok").size());
    }
  }

  @Test
  void help() {
    CommandRun run = CommandRun.of("send", "--help");

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains("-z, --zabbix-server=SERVER"), run.out());
  }

  private static String[] to(MockZabbixServer server, String... options) {
    return command(server.trapperPort(), options);
  }

  private static String[] toNobody(String... options) {
    return command(1, options);
  }

  private static String[] command(int port, String... options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("send", "-z", "127.0.0.1", "-p", String.valueOf(port)));
    command.addAll(List.of(options));
    return command.toArray(String[]::new);
  }

  private static String printed(CommandRun run, MockZabbixServer server) {
    return run.out()
        .replace(":" + server.trapperPort() + "\"", ":PORT\"")
        .replaceAll("seconds spent: \\d+\\.\\d{6}", "seconds spent: S");
  }

  @Test
  void version_isThatOfTheOriginal() {
    assertEquals("zabbix_sender (Zabbix) 6.0.14\n", CommandRun.of("send", "-V").out());
  }

  @Test
  void configurationFile_namesServerHostAndSource(@TempDir Path directory) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Path file =
          Files.writeString(
              directory.resolve("agentd.conf"),
              """
              # an agent
              ServerActive=127.0.0.1:%d
              Hostname = web 01
              SourceIP=127.0.0.9
              """
                  .formatted(server.trapperPort()));

      CommandRun run = CommandRun.of("send", "-c", file.toString(), "-k", "k", "-o", "v");
      CommandRun other =
          CommandRun.of(
              "send", "-c", file.toString(), "-s", "h", "-I", "127.0.0.8", "-k", "k", "-o", "w");

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(0, other.exitCode(), other.err());
      assertEquals("web 01", server.items().get(0).host());
      assertEquals("h", server.items().get(1).host());
      assertEquals(
          List.of("127.0.0.9", "127.0.0.8"),
          server.exchanges().stream()
              .map(exchange -> exchange.peer().getAddress().getHostAddress())
              .toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hostname=h                                | OUT: 'ServerActive' parameter required
          Hostname=h;ServerActive=                  | OUT: 'ServerActive' parameter required
          Hostname=h;ServerActive=a b               | ERR: error parsing the "ServerActive" parameter: address "a b" is invalid
          Hostname=h;ServerActive=127.0.0.1,        | ERR: error parsing the "ServerActive" parameter: address "" is invalid
          Hostname=h;ServerActive=127.0.0.1:x       | ERR: error parsing the "ServerActive" parameter: address "127.0.0.1:x" is invalid
          Hostname=h;ServerActive=db1 , db1         | ERR: error parsing the "ServerActive" parameter: address "db1" specified more than once
          nonsense                                  | ERR: invalid entry "nonsense" (not following "parameter=value" notation) in config file "FILE", line 1
          Hostname=h;Include=/no/such/file          | ERR: /no/such/file: [2] No such file or directory
          """)
  void configurationFile_thatDoesNotFit(String text, String why, @TempDir Path directory)
      throws Exception {
    Path file = Files.writeString(directory.resolve("agentd.conf"), text.replace(';', '\n') + "\n");

    CommandRun run = CommandRun.of("send", "-c", file.toString(), "-k", "k", "-o", "v");

    assertEquals(1, run.exitCode());
    boolean printed = why.startsWith("OUT: ");
    String message = why.substring(5).replace("FILE", file.toString());
    assertEquals(
        printed ? "zabbix_sender [PID]: ERROR: " + message + "\n" + FAILED : "",
        run.outWithoutPid());
    assertEquals(
        printed ? "" : "zabbix_sender [PID]: " + message + "\n",
        run.err().replaceFirst("\\[\\d+]:", "[PID]:"));
  }

  @Test
  void configurationFile_thatIsMissing() {
    CommandRun run = CommandRun.of("send", "-c", "/no/such/file", "-k", "k", "-o", "v");

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_sender [PID]: cannot open config file \"/no/such/file\": [2] No such file or"
            + " directory\n",
        run.err().replaceFirst("\\[\\d+]:", "[PID]:"));
  }

  @Test
  void configurationFile_withoutAHost(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("agentd.conf"), "ServerActive=127.0.0.1:1\n");

    CommandRun run = CommandRun.of("send", "-v", "-c", file.toString(), "-k", "k", "-o", "v");

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_sender [PID]: Warning: 'Hostname' parameter required\n" + FAILED,
        run.outWithoutPid());
  }

  @Test
  void timeout_isUnknownTo50() {
    CommandRun run =
        CommandRun.of(toNobody("--dialect", "5.0", "-t", "5", "-s", "h", "-k", "k", "-o", "v"));

    assertEquals(64, run.exitCode());
    assertEquals("mock-zabbix: -t requires --dialect 6.0 or 7.0\n" + TRY_HELP, run.err());
  }

  /** A value goes to each server, and to the first address of a cluster that can be reached. */
  @Test
  void severalServers() {
    try (MockZabbixServer first = new MockZabbixServer().start();
        MockZabbixServer second = new MockZabbixServer().start()) {
      String servers =
          "127.0.0.1:1;127.0.0.1:" + first.trapperPort() + ",127.0.0.1:" + second.trapperPort();

      CommandRun run = CommandRun.of("send", "-z", servers, "-s", "h", "-k", "k", "-o", "v");

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(1, first.items().size());
      assertEquals(1, second.items().size());
      assertTrue(run.out().endsWith("\nsent: 1; skipped: 0; total: 1\n"), run.out());
    }
  }

  @Test
  void severalServers_oneOfWhichFails() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      String servers = "127.0.0.1:1,127.0.0.1:" + server.trapperPort();

      CommandRun run = CommandRun.of("send", "-z", servers, "-s", "h", "-k", "k", "-o", "v");

      assertEquals(2, run.exitCode(), run.err());
      assertEquals(1, server.items().size());
    }
  }

  /** A sender of 7.0 adds its clock again before it follows the redirect. */
  @Test
  void redirect_isFollowedBy70() throws Exception {
    try (MockZabbixServer owner = new MockZabbixServer().start();
        ScriptedPeer first =
            ScriptedPeer.answering(
                Packets.frame(
                    "{\"response\":\"failed\",\"redirect\":{\"revision\":1,\"address\":\"127.0.0.1:"
                        + owner.trapperPort()
                        + "\"}}"))) {
      CommandRun run =
          CommandRun.of(
              command(first.port(), "--dialect", "7.0", "-vv", "-s", "h", "-k", "k", "-o", "v"));

      assertEquals(0, run.exitCode(), run.err());
      assertEquals(
          """
          zabbix_sender [PID]: DEBUG: sending to [127.0.0.1]:FIRST: {"request":"sender data","data":[{"host":"h","key":"k","value":"v"}]CLOCK}
          zabbix_sender [PID]: DEBUG: received: {"response":"failed","redirect":{"revision":1,"address":"127.0.0.1:OWNER"}}
          zabbix_sender [PID]: DEBUG: zbx_comms_exchange_with_redirect() redirect connection without failover to: [127.0.0.1]:OWNER
          zabbix_sender [PID]: DEBUG: sending to [127.0.0.1]:OWNER: {"request":"sender data","data":[{"host":"h","key":"k","value":"v"}]CLOCKCLOCK}
          zabbix_sender [PID]: DEBUG: received: {"response":"success","info":"processed: 1; failed: 0; total: 1; seconds spent: S"}
          Response from "127.0.0.1:OWNER": "processed: 1; failed: 0; total: 1; seconds spent: S"
          sent: 1; skipped: 0; total: 1
          """,
          run.outWithoutPid()
              .replace(":" + first.port(), ":FIRST")
              .replace(":" + owner.trapperPort(), ":OWNER")
              .replaceAll(",\"clock\":\\d+,\"ns\":\\d+", "CLOCK")
              .replaceAll("spent: [0-9.]+", "spent: S"));
    }
  }

  @Test
  void bytesThatAreNotUtf8_areSentAsTheyAre(@TempDir Path directory) throws Exception {
    byte[] line = {'h', ' ', 'k', ' ', 'a', (byte) 0xff, 'b', 0, 'c', '\n'};
    Path file = Files.write(directory.resolve("values"), line);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of(to(server, "-i", file.toString()));

      assertEquals(0, run.exitCode(), run.err());
      String packet =
          new String(server.exchanges().get(0).packetBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(packet.endsWith("\"value\":\"a\u00ffb\"}]}"), packet);
    }
  }

  @Test
  void response_isPrintedAsItIs() throws Exception {
    byte[] response = Packets.frame("{\"response\":\"success\",\"info\":\"a\\\"b\\nc\"}");
    try (ScriptedPeer peer = ScriptedPeer.answering(response)) {
      CommandRun run = CommandRun.of(command(peer.port(), "-s", "h", "-k", "k", "-o", "v"));

      assertEquals(
          "Response from \"127.0.0.1:PORT\": \"a\"b\nc\"\nsent: 1; skipped: 0; total: 1\n",
          run.out().replace(":" + peer.port(), ":PORT"));
    }
  }
}
