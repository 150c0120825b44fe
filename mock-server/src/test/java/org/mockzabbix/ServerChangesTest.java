package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.Scenario;

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

  @Test
  void fixedSettingsCannotChange() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      ServerConfig other = server.config().toBuilder().trapperPort(1).build();

      assertEquals(
          "trapperPort is 0 and cannot change to 1 while the server runs: leave it out, or start a"
              + " new server",
          assertThrows(IllegalArgumentException.class, () -> server.reconfigure(other))
              .getMessage());
    }
  }
}
