package org.mockzabbix;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/** Changes of a running server that programs in other languages make: rules, and the scenario. */
@Timeout(60)
class ServerChangesTest {

  private static final String NOT_NOW = "{\"response\":\"failed\",\"info\":\"not now\"}";

  private static RuleDefinition failed(String info) {
    return RuleDefinition.forRequests(
        RequestMatcher.senderData(), Responder.failed(info), List.of());
  }

  @Test
  void aRuleIsSwitchedOffAndOn_andRemoved() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      PlainSender sender = new PlainSender(server.trapperPort());
      Rule rule = server.addRule(failed("not now").times(2));

      assertEquals(NOT_NOW, sender.sendValue("h", "k", "1"));
      rule.disable();
      assertTrue(sender.sendValue("h", "k", "1").contains("success"));
      assertFalse(rule.isEnabled());
      rule.enable();
      assertEquals(NOT_NOW, sender.sendValue("h", "k", "1"));
      assertTrue(rule.isExhausted());
      assertEquals(List.of(rule), server.rules());

      assertTrue(server.removeRule(rule));
      assertFalse(server.removeRule(rule));
      assertEquals(List.of(), server.rules());
    }
  }

  @Test
  void rulesAreListedInTheOrderOfAdding() {
    RuleDefinition first = failed("1");
    RuleDefinition second = failed("2");
    ServerConfig config = ServerConfig.lenient().toBuilder().rules(List.of(first)).build();
    try (MockZabbixServer server = new MockZabbixServer(config)) {
      server.addRule(second);

      assertEquals(List.of(first, second), server.rules().stream().map(Rule::definition).toList());
      server.reset();
      assertEquals(List.of(first), server.rules().stream().map(Rule::definition).toList());
    }
  }

  @Test
  void tellsWhetherItAcceptsConnections() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      assertFalse(server.isAcceptingConnections());
      server.start();
      assertTrue(server.isAcceptingConnections());
      server.refuseConnections();
      assertFalse(server.isAcceptingConnections());
      server.acceptConnections();
      assertTrue(server.isAcceptingConnections());
    }
  }

  @Test
  void anotherScenarioReplacesHostsRulesAndAgents() throws Exception {
    Scenario before =
        Scenario.parse(
            "before",
            """
            {"strict": true, "hosts": [{"host": "old"}, {"host": "new"}], "agents": [
              {"host": "web01", "keys": {"a": "1"}}, {"host": "gone", "keys": {"a": "1"}}]}
            """);
    try (MockZabbixServer server = new MockZabbixServer(before).start()) {
      int port = server.agents().get(0).port();
      new PlainSender(server.trapperPort()).sendValue("old", "k", "1");

      server.reconfigure(
          Scenario.parse(
                  "after",
                  """
                  {"hosts": [{"host": "new", "agent": "web01"}],
                   "agents": [{"host": "web01", "keys": {"a": "2"}}, {"host": "more"}],
                   "rules": [{"reply": {"failure": "not now"}}]}
                  """,
                  server.config().toBuilder()
                      .strict(false)
                      .withoutHosts()
                      .agents(List.of())
                      .rules(List.of())
                      .build())
              .server());

      assertEquals(List.of("new"), server.hosts().stream().map(Host::name).toList());
      assertEquals("127.0.0.1:" + port, server.hosts().get(0).agent());
      assertEquals(
          List.of("web01", "more"), server.agents().stream().map(MockAgent::name).toList());
      assertEquals(port, server.agents().get(0).port());
      assertEquals("2", new Getter().get("127.0.0.1:" + port, "a").requireValue());
      assertEquals(List.of(), server.rejected());
      assertEquals(NOT_NOW, new PlainSender(server.trapperPort()).sendValue("old", "k", "1"));
    }
  }

  static Stream<Arguments> fixed() {
    ServerConfig before = ServerConfig.lenient();
    InstantSource clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return Stream.of(
        arguments(
            "trapperPort is 0 and cannot change to 1", change(config -> config.trapperPort(1))),
        arguments(
            "firstByteTimeout is 3 s and cannot change to 500 ms",
            change(config -> config.firstByteTimeout(ofMillis(500)))),
        arguments(
            "functionTimeout is 1 min and cannot change to 2 s",
            change(config -> config.functionTimeout(ofSeconds(2)))),
        arguments(
            "maxConnections is 10000 and cannot change to 1",
            change(config -> config.maxConnections(1))),
        arguments(
            "journalSize is " + before.journalSize() + " and cannot change to 7",
            change(config -> config.journalSize(7))),
        arguments(
            "clock is " + before.clock() + " and cannot change to " + clock,
            change(config -> config.clock(clock))));
  }

  private static UnaryOperator<ServerConfig.Builder> change(
      UnaryOperator<ServerConfig.Builder> change) {
    return change;
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void fixedSettingsCannotChange(String problem, UnaryOperator<ServerConfig.Builder> change) {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      ServerConfig other = change.apply(server.config().toBuilder()).build();

      assertEquals(
          problem + " while the server runs: leave it out, or start a new server",
          assertThrows(IllegalArgumentException.class, () -> server.reconfigure(other))
              .getMessage());
    }
  }

  @Test
  void pollingStartsAndStopsWithTheSetting() {
    Host host = Host.of("web01", Item.passive("agent.hostname", "1s")).withMockAgent("web01");
    ServerConfig config =
        ServerConfig.strict(host).toBuilder().agent(AgentConfig.of("web01")).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      server.reconfigure(config.toBuilder().poll(true).build());
      assertThat(server).received(item("web01", "agent.hostname")).within(ofSeconds(50));

      server.reconfigure(config);

      assertThat(server).received(item("web01", "agent.hostname")).never().during(ofMillis(2500));
    }
  }

  @Test
  void anAgentHasTheVersionAndClockOfTheServer_unlessItHasItsOwn() {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    ServerConfig config =
        ServerConfig.lenient().toBuilder().version(ZabbixVersion.V6_0).clock(clock).build();
    try (MockZabbixServer server = new MockZabbixServer(config)) {
      AgentConfig plain = server.agent(AgentConfig.of("a")).config();
      AgentConfig own = server.agent(AgentConfig.of("b").withVersion(ZabbixVersion.V5_0)).config();

      assertEquals(ZabbixVersion.V6_0, plain.version());
      assertEquals(clock, plain.clock());
      assertEquals(ZabbixVersion.V5_0, own.version());
      assertEquals(ZabbixVersion.V6_0, server.agent("c").config().version());
    }
  }

  @Test
  void twoKeysForOneIdentity_changeNothing() throws Exception {
    PeerTls first = PeerTls.psk(TestPsk.random("shared"));
    PeerTls second = PeerTls.psk(TestPsk.random("shared"));
    try (MockZabbixServer server =
        new MockZabbixServer(ServerConfig.strict(Host.of("old", Item.trapper("k")))).start()) {
      ServerConfig before = server.config();
      ServerConfig.Builder changed = before.toBuilder().withoutHosts();

      assertRefused(
          "host \"a\" and host \"b\"",
          server,
          changed.hosts(List.of(Host.of("a").withTls(first), Host.of("b").withTls(second))));
      assertRefused(
          "host \"a\" and proxy \"px\"",
          server,
          before.toBuilder()
              .withoutHosts()
              .host(Host.of("a").withTls(first))
              .proxy(Proxy.active("px").withTls(second)));
      assertRefused(
          "the server and host \"a\"",
          server,
          before.toBuilder()
              .withoutHosts()
              .host(Host.of("a").withTls(first))
              .tls(TlsConfig.psk(TestPsk.random("shared"))));

      assertSame(before, server.config());
      assertEquals(List.of("old"), server.hosts().stream().map(Host::name).toList());
      String reply = new PlainSender(server.trapperPort()).sendValue("old", "k", "1");
      assertTrue(reply.contains("processed: 1"), reply);
    }
  }

  private static void assertRefused(
      String owners, MockZabbixServer server, ServerConfig.Builder changed) {
    ServerConfig config = changed.build();
    assertEquals(
        owners
            + " have different keys for the PSK identity \"shared\": give both the same key, or one"
            + " of them another identity",
        assertThrows(IllegalArgumentException.class, () -> server.reconfigure(config))
            .getMessage());
  }
}
