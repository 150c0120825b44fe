package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.rule.RuleDefinition;

/** Changing a rule that no longer applies fails, and so does finding an agent that was closed. */
@Timeout(60)
class RemovedRulesTest {

  private static final String REMOVED = "reset() has removed this rule: begin it again";

  private static final Map<String, Consumer<Rule>> CHANGES = changes();

  private static Map<String, Consumer<Rule>> changes() {
    Map<String, Consumer<Rule>> changes = new LinkedHashMap<>();
    changes.put("times", rule -> rule.times(1));
    changes.put("skip", rule -> rule.skip(1));
    changes.put("everyNth", rule -> rule.everyNth(2));
    changes.put("withProbability", rule -> rule.withProbability(0.5, 1));
    changes.put("afterwards", rule -> rule.afterwards(Responder.close()));
    changes.put("afterwards faults", rule -> rule.afterwards(Fault.close()));
    return changes;
  }

  @TestFactory
  Stream<DynamicTest> changeAfterAReset_isRefused() {
    return tests(
        change -> {
          try (MockZabbixServer server = new MockZabbixServer(configured()).start()) {
            List<Rule> rules = rules(server);
            server.reset();

            rules.forEach(rule -> assertRefused(REMOVED, () -> change.accept(rule)));
            rules.forEach(rule -> assertEquals(0, rule.uses()));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> changeAfterAClose_isRefused() {
    return tests(
        change -> {
          MockZabbixServer server = new MockZabbixServer(configured()).start();
          List<Rule> rules = rules(server);
          server.close();

          rules.subList(0, 3).forEach(rule -> assertClosed("server", change, rule));
          rules.subList(3, rules.size()).forEach(rule -> assertClosed("agent", change, rule));
        });
  }

  private static ServerConfig configured() {
    RuleDefinition rule =
        RuleDefinition.forRequests(anyRequest(), Responder.close(), List.of()).times(3);
    return ServerConfig.lenient().toBuilder()
        .rule(rule)
        .agent(AgentConfig.of("web01").withRule(rule))
        .build();
  }

  /** Returns rules of the server, and then of its agents; each can be changed in each way. */
  private static List<Rule> rules(MockZabbixServer server) {
    MockAgent agent = server.agent("web02");
    server.when(anyRequest()).fault(Fault.corruptHeader()).times(3);
    server.onConnect(Fault.reset()).times(3);
    agent.when(anyRequest()).fault(Fault.corruptHeader()).times(3);
    agent.onConnect(Fault.reset()).times(3);
    return server.unusedRules();
  }

  @TestFactory
  Stream<DynamicTest> changeAfterAResetOfAnAgent_isRefused() {
    return tests(
        change -> {
          try (MockAgent agent = new MockAgent("web01").start()) {
            Rule rule = agent.when(anyRequest()).reply(Responder.close()).times(3);
            agent.reset();

            assertRefused(REMOVED, () -> change.accept(rule));
          }
        });
  }

  private static Stream<DynamicTest> tests(Consumer<Consumer<Rule>> test) {
    return CHANGES.entrySet().stream()
        .map(
            change ->
                DynamicTest.dynamicTest(change.getKey(), () -> test.accept(change.getValue())));
  }

  private static void assertClosed(String owner, Consumer<Rule> change, Rule rule) {
    assertRefused("already closed: create a new " + owner, () -> change.accept(rule));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalStateException.class, call::run).getMessage());
  }

  @Test
  void ruleThatIsCompletedAfterAClose_isRefused() {
    MockZabbixServer server = new MockZabbixServer().start();
    RuleBuilder rule = server.when(anyRequest());
    assertThrows(AssertionError.class, server::close);

    assertRefused(
        "already closed: create a new server",
        () -> {
          Rule unused = rule.reply(Responder.close());
        });
  }

  @Test
  void closedAgent_isRemovedFromItsServer() {
    try (MockZabbixServer server = new MockZabbixServer(configured()).start()) {
      MockAgent configured = server.agents().get(0);
      MockAgent kept = server.agent("kept");
      MockAgent closed = server.agent("closed");

      closed.close();
      closed.close();

      assertEquals(List.of(configured, kept), server.agents());
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> server.putHost(Host.of("closed").withMockAgent("closed")));
      assertEquals(
          "no mock agent is named \"closed\": start it before you add its host", e.getMessage());
      server.reset();
      assertEquals(List.of(configured, kept), server.agents());
    }
  }

  @Test
  void unusedRuleOfAClosedAgent_isStillUnused() {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      try (MockAgent agent = server.agent("web01")) {
        agent.onConnect(Fault.reset());
      }

      assertEquals("[rule for connections, used 0 times]", server.unusedRules().toString());
      server.reset();
      assertThat(server).everyRuleUsed();
    }
  }

  @Test
  void agentsOfAClosedServer_remainVisible() {
    MockZabbixServer server = new MockZabbixServer().start();
    MockAgent agent = server.agent("web01");

    server.close();

    assertEquals(List.of(agent), server.agents());
  }
}
