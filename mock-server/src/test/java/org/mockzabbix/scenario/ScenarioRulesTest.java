package org.mockzabbix.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.PlainSocket.Ending;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.testing.SenderPacket;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/** Rules of a scenario file at work, and what a reset makes of a scenario. */
@Timeout(60)
class ScenarioRulesTest {

  private static final String TWO_ROWS =
      "{\"request\":\"sender data\",\"data\":["
          + "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"},"
          + "{\"host\":\"web02\",\"key\":\"load\",\"value\":\"2\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "close; ``",
        "uploadDisabled; `{'response':'success','info':'processed: 2; failed: 0; total: 2'}`",
        "{failed: all}; `{'response':'success','info':'processed: 0; failed: 2; total: 2'}`",
        "{failed: {key: app.*}}; `{'response':'success','info':'processed: 1; failed: 1; total: 2'}`",
        "{failed: {host: /web0\\d/, key: load}}; `{'response':'success','info':'processed: 1;"
            + " failed: 1; total: 2'}`",
        "{failed: {host: {exact: web*}}}; `{'response':'success','info':'processed: 2; failed: 0;"
            + " total: 2'}`",
        "{failure: the disk is full}; {'response':'failed','info':'the disk is full'}",
        "{counts: {processed: 5, failed: 7}}; `{'response':'success','info':'processed: 5; failed:"
            + " 7; total: 12'}`",
        "`{redirect: {address: '192.0.2.10:10051', revision: 5}}`;"
            + " {'redirect':{'revision':5,'address':'192.0.2.10:10051'},'response':'failed'}",
        "{redirect: reset}; {'redirect':{'reset':true},'response':'failed'}",
        "`{json: '{\"response\":\"maybe\"}'}`; {'response':'maybe'}"
      })
  void reply(String reply, String answer) throws IOException {
    try (MockZabbixServer server = serverWithRules("{reply: " + reply + "}")) {

      assertEquals(answer, WireClient.counts(server, TWO_ROWS));
    }
  }

  @ParameterizedTest
  @CsvSource({"hex: '5a42 58', 5a4258", "base64: WkJY, 5a4258"})
  void reply_inBytes(String reply, String hex) throws IOException {
    try (MockZabbixServer server = serverWithRules("{reply: {" + reply + "}}")) {

      assertEquals(hex, hear(server).hex());
    }
  }

  /** Each forward has its own encryption. */
  @Test
  void forwardsWithAKey() throws IOException {
    TestPsk key = TestPsk.random("forward");
    TlsConfig tls = TlsConfig.psk(key);
    try (MockZabbixServer real =
            new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
        MockZabbixServer server =
            serverWithRules(
                """
                {forward: '127.0.0.1:PORT', forwardTls: {psk: {identity: forward, key: KEY}},
                     times: 1, afterwards: {forward: '127.0.0.1:PORT'}}
                """
                    .replace("PORT", String.valueOf(real.trapperPort()))
                    .replace("KEY", key.hex()))) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());
      sender.send("web01", "app.ok", "1");
      sender.send("web01", "app.ok", "2");

      assertEquals(
          List.of(Optional.of("forward"), Optional.empty()),
          real.exchanges().stream()
              .map(exchange -> exchange.tls().map(TlsInfo::identity))
              .toList());
    }
  }

  @Test
  void anAgentForwardsWithAKey() throws IOException {
    TestPsk key = TestPsk.random("forward");
    AgentConfig encrypted =
        AgentConfig.of("web01").withTls(TlsConfig.psk(key).accepting(TlsMode.PSK));
    try (MockAgent real = new MockAgent(encrypted).start();
        MockAgent agent = new MockAgent(AgentConfig.of("web01")).start()) {
      real.reply("app.ok", "12");
      String rule =
          "{forward: '127.0.0.1:%d', forwardTls: {psk: {identity: forward, key: %s}}}"
              .formatted(real.port(), key.hex());
      agent.addRule(ScenarioPart.agentRule("s", rule));

      assertEquals(
          CheckResult.value("12"), new Getter().get("127.0.0.1:" + agent.port(), "app.ok"));
    }
  }

  @Test
  void uploadDisabled_forAnAgent() throws IOException {
    String checks = "{\"request\":\"active checks\",\"host\":\"web01\",\"version\":\"7.0\"}";
    try (MockZabbixServer server =
        serverWithRules("{when: {request: active checks}, reply: uploadDisabled}")) {

      assertTrue(WireClient.reply(server, checks).contains("'upload':'disabled'"));
    }
  }

  @Test
  void faults_areThoseOfTheFile() throws IOException {
    try (MockZabbixServer server =
        serverWithRules("{faults: [{extraBytes: 2}, {reset: true, phase: afterReply}]}")) {

      PlainSocket.Heard heard = hear(server);

      assertTrue(heard.text().endsWith("}xx"), heard.text());
      assertEquals(Ending.RESET, heard.ending());
      assertEquals(
          List.of("extra bytes (2)", "reset after the reply"), server.exchanges().get(0).faults());
    }
  }

  @Test
  void severalTrickles_allApply() throws IOException {
    try (MockZabbixServer server =
        serverWithRules(
            "{faults: [{trickle: {bytes: 50, interval: 50ms}}, {trickle: {bytes: 10, interval:"
                + " 50ms}}]}")) {
      long start = System.nanoTime();

      PlainSocket.Heard heard = hear(server);

      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(heard.text().length() > 100, heard.text());
      assertTrue(millis >= (2 + 10) * 50, () -> "took " + millis + " ms");
      assertEquals(
          List.of("trickle of 50 bytes every 50 ms", "trickle of 10 bytes every 50 ms"),
          server.exchanges().get(0).faults());
    }
  }

  @Test
  void timesAndAfterwards() throws IOException {
    try (MockZabbixServer server =
        serverWithRules(
            "{fault: reset, times: 1, afterwards: {reply: close, times: 2, afterwards: {fault:"
                + " emptyReply, times: 1}}}")) {

      assertEquals(
          List.of("RESET 0", "END_OF_INPUT 0", "END_OF_INPUT 0", "END_OF_INPUT 13", "well"),
          endings(server, 5));
    }
  }

  @Test
  void skipAndEveryNth() throws IOException {
    try (MockZabbixServer server = serverWithRules("{fault: reset, skip: 1, everyNth: 2}")) {

      assertEquals(List.of("well", "well", "RESET 0", "well", "RESET 0"), endings(server, 5));
    }
  }

  @Test
  void probability_decidesAlikeInEachRun() throws IOException {
    String rule = "{fault: reset, probability: 0.5, seed: 42}";
    try (MockZabbixServer server = serverWithRules(rule);
        MockZabbixServer again = serverWithRules(rule)) {
      List<String> first = endings(server, 12);

      assertEquals(first, endings(again, 12));
      assertTrue(first.contains("well") && first.contains("RESET 0"), first.toString());
    }
  }

  @Test
  void connect_strikesBeforeThereIsARequest() throws IOException {
    try (MockZabbixServer server =
        serverWithRules(
            "{when: connect, fault: {reset: true, phase: whileReading}, times: 1, afterwards:"
                + " {fault: close, times: 1}}")) {

      List<String> endings = endings(server, 3);

      assertEquals("RESET 0", endings.get(0));
      assertEquals("well", endings.get(2));
      assertEquals(
          List.of(List.of("reset while reading"), List.of("close on accept"), List.of()),
          server.exchanges().stream().map(Exchange::faults).toList());
      assertEquals(1, server.items().size());
    }
  }

  @Test
  void agentsRule_comesBeforeItsKeys() throws IOException {
    String text =
        """
        agents:
          - host: web01
            keys: {agent.ping: 1}
            rules:
              - {when: {key: agent.*}, fault: reset, times: 1}
              - {when: {request: empty}, reply: close}
        """;
    try (MockZabbixServer server = server(text)) {
      MockAgent agent = server.agents().get(0);

      assertThrows(IOException.class, () -> ask(agent, "agent.ping"));
      assertEquals(CheckResult.value("1"), ask(agent, "agent.ping"));
      assertEquals("[rule for empty, used 0 times]", server.unusedRules().toString());
    }
  }

  @Test
  void keysFaults_areThoseOfTheFile() throws IOException {
    String text =
        """
        agents:
          - host: web01
            keys:
              one: {reply: x, fault: reset}
              two: {sequence: [a, b], faults: [{extraBytes: 1}, {cutAfter: 15}]}
              well: x
        """;
    try (MockZabbixServer server = server(text)) {
      int port = server.agents().get(0).port();

      assertEquals(new PlainSocket.Heard("", Ending.RESET), ask(port, "one"));
      assertEquals("5a425844010100000000000000" + "61" + "78", ask(port, "two").hex());
      assertEquals("5a425844010100000000000000" + "62" + "78", ask(port, "two").hex());
      assertEquals("5a425844010100000000000000" + "78", ask(port, "well").hex());
      assertEquals(List.of("reset before the reply"), server.exchanges().get(0).faults());
    }
  }

  private static PlainSocket.Heard ask(int agentPort, String key) throws IOException {
    try (PlainSocket socket = new PlainSocket(agentPort)) {
      return socket.send(Packets.packet(1, key)).hear();
    }
  }

  @Test
  void unusedRules_areThoseOfServerAndAgents() {
    String text =
        """
        rules:
          - {when: {host: a}, fault: reset}
        agents:
          - host: web01
            rules: [{when: {key: k}, fault: close}]
        """;
    try (MockZabbixServer server = server(text)) {
      server.agent("added").when(RequestMatcher.passiveChecks()).fault(Fault.reset());

      assertEquals(
          List.of(
              "rule for any request from a, used 0 times",
              "rule for any request with key k, used 0 times",
              "rule for passive checks, used 0 times"),
          server.unusedRules().stream().map(Object::toString).toList());
    }
  }

  @Test
  void reset_bringsTheRulesOfTheScenarioBack() throws IOException {
    try (MockZabbixServer server = serverWithRules("{fault: reset, times: 1}")) {
      assertEquals(List.of("RESET 0", "well"), endings(server, 2));
      server.when(RequestMatcher.anyRequest()).fault(Fault.close());

      server.reset();

      assertEquals(1, server.unusedRules().size());
      assertEquals(List.of("RESET 0", "well"), endings(server, 2));
    }
  }

  @Test
  void reset_bringsTheRulesOfTheConfigurationBack() throws IOException {
    ServerConfig config =
        ServerConfig.lenient().toBuilder()
            .rule(
                RuleDefinition.forRequests(
                        RequestMatcher.senderData(), null, List.of(Fault.emptyReply()))
                    .times(1))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertEquals(List.of("END_OF_INPUT 13", "well"), endings(server, 2));

      server.reset();

      assertEquals(List.of("END_OF_INPUT 13", "well"), endings(server, 2));
      assertEquals(config.rules(), server.config().toBuilder().build().rules());
    }
  }

  @Test
  void reset_startsAgentsAnew() throws IOException {
    String text =
        """
        agents:
          - host: web01
            keys:
              counter: {sequence: ["1", "2"]}
            rules: [{when: {key: bad}, fault: reset, times: 1}]
        """;
    try (MockZabbixServer server = server(text)) {
      MockAgent agent = server.agents().get(0);
      assertEquals(CheckResult.value("1"), ask(agent, "counter"));
      assertThrows(IOException.class, () -> ask(agent, "bad"));
      agent.reply("added", "1").forget("counter");
      agent.when(RequestMatcher.passiveChecks()).fault(Fault.reset());
      agent.refuseConnections();

      server.reset();

      assertEquals(CheckResult.value("1"), ask(agent, "counter"));
      assertEquals(CheckResult.notSupported("Unsupported item key."), ask(agent, "added"));
      assertThrows(IOException.class, () -> ask(agent, "bad"));
      assertEquals(List.of(agent), server.agents());
    }
  }

  @Test
  void reset_agentsThatWereAddedStayAndKnowNothing() throws IOException {
    try (MockZabbixServer server = server("agents:\n  - host: web01")) {
      MockAgent added = server.agent("added").reply("k", "1");
      added.when(RequestMatcher.passiveChecks()).fault(Fault.reset());

      server.reset();

      assertEquals(2, server.agents().size());
      assertEquals(CheckResult.notSupported("Unsupported item key."), ask(added, "k"));
    }
  }

  @Test
  void serversOfOneScenario_countForThemselves() throws IOException {
    Scenario scenario =
        Scenario.parse(
            "s.yaml",
            """
            rules: [{fault: reset, times: 1}]
            agents:
              - host: web01
                keys: {counter: {sequence: ["1", "2"]}}
            """);
    try (MockZabbixServer one = new MockZabbixServer(scenario).start();
        MockZabbixServer other = new MockZabbixServer(scenario).start()) {
      assertEquals(List.of("RESET 0", "well"), endings(one, 2));
      assertEquals(CheckResult.value("1"), ask(one.agents().get(0), "counter"));

      assertEquals(List.of("RESET 0", "well"), endings(other, 2));
      assertEquals(CheckResult.value("1"), ask(other.agents().get(0), "counter"));
    }
  }

  @Test
  void start_withAnAgentThatCannotListen_leavesNothingBehind() {
    try (MockZabbixServer other = new MockZabbixServer().start()) {
      String taken = "{host: b, port: " + other.trapperPort() + "}";
      Scenario scenario = Scenario.parse("s.yaml", "agents: [{host: a}, " + taken + "]");
      MockZabbixServer server = new MockZabbixServer(scenario);

      assertThrows(UncheckedIOException.class, server::start);

      assertEquals(List.of(), server.agents());
      assertEquals("MockZabbixServer 7.0 (not started)", server.toString());
    }
  }

  @Test
  void settings_areThoseOfTheFile() {
    ServerConfig config =
        Scenario.parse("s.yaml", "maxPacketSize: 64K\ntrapperTimeout: 500ms").server();

    assertEquals(65_536, config.maxPacketSize());
    assertEquals(500, config.trapperTimeout().toMillis());
  }

  private static MockZabbixServer serverWithRules(String... rules) {
    return server("rules:\n  - " + String.join("\n  - ", rules));
  }

  private static MockZabbixServer server(String scenario) {
    return new MockZabbixServer(Scenario.parse("s.yaml", scenario)).start();
  }

  private static CheckResult ask(MockAgent agent, String key) throws IOException {
    return new Getter().get(agent.address(), key);
  }

  private static PlainSocket.Heard hear(MockZabbixServer server) throws IOException {
    try (PlainSocket socket = new PlainSocket(server.trapperPort())) {
      return socket.send(SenderPacket.bytes()).hear();
    }
  }

  /** How one connection after the other ended, with how many bytes; "well" for a whole answer. */
  private static List<String> endings(MockZabbixServer server, int count) throws IOException {
    List<String> endings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PlainSocket.Heard heard = hear(server);
      boolean well = heard.text().contains("\"response\":\"success\"");
      endings.add(well ? "well" : heard.ending() + " " + heard.text().length());
    }
    return endings;
  }
}
