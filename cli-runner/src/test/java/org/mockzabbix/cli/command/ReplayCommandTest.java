package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.BrokenPipe;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.UnresolvableHost;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;
import org.mockzabbix.transcript.ExchangeJson;

@Timeout(120)
class ReplayCommandTest {

  @TempDir Path folder;

  /** Records one value for web01, whose host the server of {@link #other} does not know. */
  private Path recorded() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new Sender(server.host(), server.trapperPort()).send("web01", "app.ok", "1");
      return write(ExchangeJson.ofServer(), server.exchanges());
    }
  }

  private Path write(ExchangeJson form, List<Exchange> exchanges) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Exchange exchange : exchanges) {
      lines.append(form.withRawBytes().text(exchange)).append('\n');
    }
    return Files.writeString(folder.resolve("t.jsonl"), lines);
  }

  private static MockZabbixServer other() {
    return new MockZabbixServer(ServerConfig.strict(Host.of("web02", Item.trapper("x")))).start();
  }

  private static String address(MockZabbixServer server) {
    return server.host() + ":" + server.trapperPort();
  }

  @Test
  void equalReplies_exitWith0() throws IOException {
    Path file = recorded();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of("replay", file.toString(), "--to", address(server));

      assertEquals("", run.out());
      assertEquals("REPLAYED 1 request: no reply differs\n", run.err());
      assertEquals(0, run.exitCode());
      assertEquals("1", server.items("web01", "app.ok").get(0).value());
    }
  }

  @Test
  void differences_arePrintedAndExitWith1() throws IOException {
    Path file = recorded();
    try (MockZabbixServer server = other()) {
      CommandRun run = CommandRun.of("replay", file.toString(), "--to", address(server));

      assertEquals(
          file
              + ":1: sender data\n"
              + "- info: \"processed: 1; failed: 0; total: 1; seconds spent: T\"\n"
              + "+ info: \"processed: 0; failed: 1; total: 1; seconds spent: T\"\n",
          run.out());
      assertEquals("REPLAYED 1 request: 1 reply differs\n", run.err());
      assertEquals(1, run.exitCode());
    }
  }

  @Test
  void unreadableRequest_isReplayedLikeAnyOther() throws IOException {
    Path file;
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).sendBytes(new byte[] {'X', '\n', 0, 1, 2, 3, 4, 5});
      file = write(ExchangeJson.ofServer(), server.exchanges());
    }
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run =
          CommandRun.of(
              "replay", file.toString(), "--to", address(server), "--rewrite-clock", "--speed=1");

      assertEquals("REPLAYED 1 request: no reply differs\n", run.err());
    }
  }

  @Test
  void optionsAreVariables() throws IOException {
    Path file = recorded();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      Map<String, String> environment =
          Map.of(
              "MOCK_ZABBIX_REPLAY_TO", address(server),
              "MOCK_ZABBIX_REPLAY_REWRITE_CLOCK", "true",
              "MOCK_ZABBIX_REPLAY_TIMEOUT", "5s");

      CommandRun run = CommandRun.withEnvironment(environment, "replay", file.toString());

      assertEquals("REPLAYED 1 request: no reply differs\n", run.err());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void cutOffLine_isReported() throws IOException {
    Path file = recorded();
    Files.writeString(file, Files.readString(file) + "{\"time");
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of("replay", file.toString(), "--to", address(server));

      assertEquals(
          "mock-zabbix: "
              + file
              + ":2: the line is cut off, and is left out\nREPLAYED 1 request: no reply differs\n",
          run.err());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void requestsOfAgents_needTheOption() throws IOException {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      new Getter(ZabbixVersion.V6_0, Duration.ofSeconds(60))
          .get(agent.host() + ":" + agent.port(), "agent.ping");
      Path file = write(ExchangeJson.ofAgent("web01"), agent.exchanges());
      String to = agent.host() + ":" + agent.port();

      CommandRun without = CommandRun.of("replay", file.toString(), "--to", to);
      CommandRun with = CommandRun.of("replay", file.toString(), "--to", to, "--agent", "web01");

      assertEquals(
          "mock-zabbix: " + file + ": no request to replay: try --agent web01\n", without.err());
      assertEquals(69, without.exitCode());
      assertEquals("REPLAYED 1 request: no reply differs\n", with.err());
      assertEquals(0, with.exitCode());
    }
  }

  @Test
  void brokenTranscript_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("t.jsonl"), "hello\n");

    CommandRun run = CommandRun.of("replay", file.toString(), "--to", "127.0.0.1:1");

    assertTrue(run.err().startsWith("mock-zabbix: " + file + ":1: not valid JSON: "), run.err());
    assertEquals(69, run.exitCode());
    assertEquals(
        "mock-zabbix: " + file + "2: no such file\n",
        CommandRun.of("replay", file + "2", "--to", "127.0.0.1:1").err());
  }

  @Test
  void unresolvableServer_isNamed() throws IOException {
    CommandRun run =
        CommandRun.of("replay", recorded().toString(), "--to", UnresolvableHost.NAME + ":1");

    assertEquals("mock-zabbix: cannot resolve [no..such.host]\n", run.err());
    assertEquals(69, run.exitCode());
  }

  @Test
  void brokenOutput_exitsWith74() throws IOException {
    Path file = recorded();
    try (MockZabbixServer server = other()) {
      CommandRun run =
          CommandRun.withOutput(
              new BrokenPipe(), "replay", file.toString(), "--to", address(server));

      assertEquals("mock-zabbix: cannot write to standard output: Broken pipe\n", run.err());
      assertEquals(74, run.exitCode());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay|Missing required parameter: 'FILE'",
        "replay f|Missing required option: '--to=HOST:PORT'",
        "replay f --to localhost|Invalid value for option '--to': \"localhost\" is not a"
            + " valid address: use host:port, for example 127.0.0.1:10050 or [::1]:10050",
        "replay f --to h:1 --speed 2|Invalid value for option '--speed': must be 1 or max,"
            + " but was \"2\"",
        "replay f --to h:1 --timeout 0s|Invalid value for option '--timeout': timeout must be"
            + " from 1 ms to 24 h, but was 0 s",
        "replay f --to h:1 --tls-connect psk|parameter \"--tls-connect\" value requires"
            + " \"--tls-psk-file\", but it is not defined",
      })
  void wrongUsage(String command, String message) {
    CommandRun run = CommandRun.of(command.split(" ", -1));

    assertEquals("mock-zabbix: " + message, run.err().lines().findFirst().orElse(""));
    assertEquals(64, run.exitCode());
  }

  /** A recorded connection was encrypted or not; the replay is what its options say. */
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void encryptedAsTheOptionsSay(boolean recordedEncrypted, boolean encrypted) throws IOException {
    TestPsk psk = TestPsk.random("web01");
    Path key = psk.writeTo(folder.resolve("psk"));
    TlsConfig plain = TlsConfig.unencrypted();
    Path file;
    try (MockZabbixServer server = new MockZabbixServer(with(TlsConfig.psk(psk))).start()) {
      new Sender(server.host(), server.trapperPort())
          .withTls(recordedEncrypted ? TlsConfig.psk(psk) : plain)
          .send("web01", "app.ok", "1");
      file = write(ExchangeJson.ofServer(), server.exchanges());
    }
    ServerConfig strict =
        ServerConfig.strict(Host.of("web02", Item.trapper("x"))).toBuilder()
            .tls(TlsConfig.psk(psk))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(strict).start()) {
      String options =
          encrypted ? " --tls-connect psk --tls-psk-identity web01 --tls-psk-file " + key : "";

      CommandRun run =
          CommandRun.of(("replay " + file + " --to " + address(server) + options).split(" "));

      assertEquals(
          """
          t.jsonl:1: sender data
          - info: "processed: 1; failed: 0; total: 1; seconds spent: T"
          + info: "processed: 0; failed: 1; total: 1; seconds spent: T"
          """,
          run.out().replace(folder + "/", ""));
      assertEquals(1, run.exitCode());
      assertEquals(
          encrypted ? Optional.of(TlsMode.PSK) : Optional.empty(),
          server.exchanges().get(0).tls().map(TlsInfo::mode));
    }
  }

  private static ServerConfig with(TlsConfig tls) {
    return ServerConfig.lenient().toBuilder().tls(tls).build();
  }

  @Test
  void wrongKey_isNamed() throws IOException {
    Path file = recorded();
    Path key = TestPsk.random("web01").writeTo(folder.resolve("psk"));
    try (MockZabbixServer server =
        new MockZabbixServer(with(TlsConfig.psk(TestPsk.random("web01")))).start()) {
      String options = " --tls-connect psk --tls-psk-identity web01 --tls-psk-file " + key;

      CommandRun run =
          CommandRun.of(("replay " + file + " --to " + address(server) + options).split(" "));

      assertEquals(
          "mock-zabbix: TCP successful, cannot establish TLS to [["
              + server.host()
              + "]:"
              + server.trapperPort()
              + "]: the peer closed the connection during the TLS handshake\n",
          run.err());
      assertEquals(69, run.exitCode());
    }
  }

  @Test
  void missingKeyFile_isNamed() throws IOException {
    Path file = recorded();

    CommandRun run =
        CommandRun.of(
            ("replay "
                    + file
                    + " --to 127.0.0.1:1 --tls-connect psk --tls-psk-identity a"
                    + " --tls-psk-file /missing/psk")
                .split(" "));

    assertEquals(
        "mock-zabbix: cannot open file \"/missing/psk\": [2] No such file or directory\n",
        run.err());
    assertEquals(69, run.exitCode());
  }

  @Test
  void senderDataOfManyPackets_isReplayedInOrder() throws IOException {
    Path file;
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      PlainSender sender = new PlainSender(server.trapperPort());
      for (int i = 0; i < 50; i++) {
        sender.send(Packets.senderData("web01", "app.ok", String.valueOf(i)));
      }
      file = write(ExchangeJson.ofServer(), server.exchanges());
    }
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CommandRun run = CommandRun.of("replay", file.toString(), "--to", address(server));

      assertEquals("REPLAYED 50 requests: no reply differs\n", run.err());
      for (int i = 0; i < 50; i++) {
        assertEquals(String.valueOf(i), server.items("web01", "app.ok").get(i).value());
      }
    }
  }
}
