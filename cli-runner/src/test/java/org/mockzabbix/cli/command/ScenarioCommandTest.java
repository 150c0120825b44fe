package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.cli.BrokenPipe;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.transcript.ExchangeJson;
import org.mockzabbix.transcript.Replay;
import org.mockzabbix.transcript.Transcript;

@Timeout(300)
class ScenarioCommandTest {

  private static final Path CAPTURES =
      MarkdownFile.ROOT.resolve("mock-server/src/test/resources/captures");

  @TempDir Path folder;

  private final StringBuilder lines = new StringBuilder();

  private void add(ExchangeJson form, List<Exchange> exchanges) {
    for (Exchange exchange : exchanges) {
      lines.append(form.withRawBytes().text(exchange)).append('\n');
    }
  }

  private CommandRun scenario() throws IOException {
    Path file = Files.writeString(folder.resolve("t.jsonl"), lines);
    return CommandRun.of("scenario", "from", file.toString());
  }

  /** Serves the scenario, and expects every recorded reply. */
  private void assertReproduces(CommandRun run) throws Exception {
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    Transcript transcript = Transcript.parse("t", lines.toString());
    try (MockZabbixServer server =
        new MockZabbixServer(Scenario.parse("s", run.out()).server()).start()) {
      assertEquals(
          List.of(), new Replay(server.host(), server.trapperPort()).run(transcript).differing());
      for (MockAgent agent : server.agents()) {
        assertEquals(
            List.of(),
            new Replay(agent.host(), agent.port())
                .ofAgent(agent.name())
                .run(transcript)
                .differing());
      }
    }
  }

  @Test
  void hostsItemsAndRules_areThoseOfTheTranscript() throws Exception {
    ServerConfig config =
        ServerConfig.strict(
                Host.of(
                    "web01",
                    Item.trapper("app.ok"),
                    Item.active("agent.ping", "30s").withItemid(30001)))
            .toBuilder()
            .version(ZabbixVersion.V6_0)
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      PlainSender sender = new PlainSender(server.trapperPort());
      sender.send("{\"request\":\"active checks\",\"host\":\"web01\",\"version\":\"6.0\"}");
      sender.send("{\"request\":\"active checks\",\"host\":\"web02\",\"version\":\"6.0\"}");
      sender.sendValue("web01", "app.ok", "1");
      sender.sendValues(
          Packets.value("web01", "app.ok", "1") + "," + Packets.value("web01", "other", "1"));
      server.when(RequestMatcher.senderData()).reply(Responder.failed("busy")).times(1);
      sender.sendValue("web01", "app.ok", "2");
      sender.sendValue("web01", "app.ok", "3");
      add(ExchangeJson.ofServer(), server.exchanges());
    }

    CommandRun run = scenario();

    assertEquals(
        """
        dialect: "6.0"
        strict: true
        hosts:
          - host: "web01"
            items:
              - {key: "agent.ping", itemid: 30001, type: active, delay: "30s"}
              - {key: "app.ok", type: trapper}
        rules:
          - {when: {request: sender data, host: {exact: "web01"}}, skip: 2, times: 1, reply: \
        {json: "{\\"response\\":\\"failed\\",\\"info\\":\\"busy\\"}"}}
        """,
        run.out());
    assertReproduces(run);
  }

  @Test
  void keysOfAgents_areThoseOfTheTranscript() throws Exception {
    AgentConfig config = AgentConfig.of("web01").withVersion(ZabbixVersion.V6_0);
    try (MockAgent agent = new MockAgent(config).start()) {
      agent.reply("agent.ping", "1");
      agent.reply("count", KeyScript.sequence("1", "2").thenLast());
      agent.reply("broken", KeyScript.notSupported("No such file"));
      Getter getter = new Getter(ZabbixVersion.V6_0, Duration.ofSeconds(60));
      for (String key : List.of("agent.ping", "count", "count", "broken", "unknown[*]")) {
        getter.get("127.0.0.1:" + agent.port(), key);
      }
      agent.when(RequestMatcher.passiveChecks()).reply(Responder.close()).times(1);
      new PlainSender(agent.port()).send("agent.ping");
      add(ExchangeJson.ofAgent("web01"), agent.exchanges());
    }

    CommandRun run = scenario();

    assertTrue(
        run.out()
            .endsWith(
                """
                strict: true
                agents:
                  - host: "web01"
                    dialect: "6.0"
                    keys:
                      "agent.ping": "1"
                      "count": {sequence: ["1", "2"]}
                      "broken": {notSupported: "No such file"}
                    rules:
                      - {when: {key: {exact: "agent.ping"}}, skip: 1, reply: close}
                """),
        run.out());
    assertReproduces(run);
  }

  @Test
  void unreadableRequests_areReproduced() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      PlainSender sender = new PlainSender(server.trapperPort());
      sender.send("{\"request\":");
      sender.send("{\"request\":\"no such request\"}");
      sender.sendBytes(new byte[] {'X', 1, 2, 3, 4, 5, 6, 7});
      sender.sendBytes(new byte[0]);
      add(ExchangeJson.ofServer(), server.exchanges());
    }

    assertReproduces(scenario());
  }

  /** The replies are those of a real server; some need a rule. */
  @ParameterizedTest
  @ValueSource(strings = {"sender60_.*", "agentd60_active.*", "agent260_active.*", "sender70_.*"})
  void conversationsOfRealPrograms_areReproduced(String recordings) throws Exception {
    for (String name : recordings(recordings)) {
      byte[] request = Files.readAllBytes(CAPTURES.resolve(name + ".c2s.bin"));
      byte[] reply = Files.readAllBytes(CAPTURES.resolve(name + ".s2c.bin"));
      Base64.Encoder base64 = Base64.getEncoder();
      lines.append(
          "{\"time\":\"2026-11-29T12:00:00Z\",\"port\":\"trapper\",\"raw\":{\"request\":\"%s\",\"reply\":\"%s\"}}\n"
              .formatted(base64.encodeToString(request), base64.encodeToString(reply)));
    }
    assertTrue(lines.length() > 0);

    assertReproduces(scenario());
  }

  private static List<String> recordings(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(CAPTURES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern + "\\.c2s\\.bin"))
          .map(name -> name.replace(".c2s.bin", ""))
          .filter(name -> Files.exists(CAPTURES.resolve(name + ".s2c.bin")))
          .sorted()
          .toList();
    }
  }

  @Test
  void badTranscripts_exitWith1() throws IOException {
    lines.append("hello\n");
    CommandRun invalid = scenario();
    lines.setLength(0);
    CommandRun empty = scenario();

    String file = folder.resolve("t.jsonl").toString();
    assertTrue(
        invalid.err().startsWith("mock-zabbix: " + file + ":1: not valid JSON: "), invalid.err());
    assertEquals(1, invalid.exitCode());
    assertEquals(
        "mock-zabbix: " + file + ": no exchange of a trapper port or an agent\n", empty.err());
    assertEquals(1, empty.exitCode());
  }

  @Test
  void brokenOutput_exitsWith74() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).sendValue("web01", "app.ok", "1");
      add(ExchangeJson.ofServer(), server.exchanges());
    }
    Path file = Files.writeString(folder.resolve("t.jsonl"), lines);

    CommandRun run = CommandRun.withOutput(new BrokenPipe(), "scenario", "from", file.toString());

    assertEquals("mock-zabbix: cannot write to standard output: Broken pipe\n", run.err());
    assertEquals(74, run.exitCode());
  }

  @Test
  void wrongUsage() {
    CommandRun run = CommandRun.of("scenario", "from");
    CommandRun alone = CommandRun.of("scenario");

    assertEquals(
        """
        mock-zabbix: Missing required parameter: 'FILE'
        Try 'mock-zabbix scenario from --help' for more.
        """,
        run.err());
    assertEquals(64, run.exitCode());
    assertEquals(
        """
        mock-zabbix: Missing required subcommand: use from
        Try 'mock-zabbix scenario --help' for more.
        """,
        alone.err());
    assertEquals(64, alone.exitCode());
  }
}
