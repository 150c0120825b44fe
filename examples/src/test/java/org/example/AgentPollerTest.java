package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.fault.Fault.stall;
import static org.mockzabbix.rule.RequestMatcher.passiveChecks;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;

/** A poller meets agents that respond, that do not know the key, and that hang. */
class AgentPollerTest {

  private static InetSocketAddress address(MockAgent agent) {
    return new InetSocketAddress(agent.host(), agent.port());
  }

  @Test
  void requestsEachValueOnce() {
    try (MockAgent web = new MockAgent("web01").reply("system.cpu.load", "0.42").start();
        MockAgent db = new MockAgent("db01").start();
        MockAgent dead = new MockAgent("dead01").start()) {
      dead.when(passiveChecks()).fault(stall());

      Map<InetSocketAddress, String> responses =
          new AgentPoller(Duration.ofSeconds(2))
              .ask(List.of(address(web), address(db), address(dead)), "system.cpu.load");

      assertEquals(
          Map.of(
              address(web), "0.42",
              address(db), "(Unsupported item key.)",
              address(dead), "(Read timed out)"),
          responses);
      for (MockAgent agent : List.of(web, db, dead)) {
        assertThat(agent).asked("system.cpu.load").times(1).now();
      }
    }
  }

  @Test
  void quotesParametersAsZabbixDoes() {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("go.echo[*]", KeyScript.computed(key -> String.join("|", key.parameters())));

      Map<InetSocketAddress, String> responses =
          new AgentPoller(Duration.ofSeconds(5))
              .ask(List.of(address(agent)), "go.echo[hello, \"a,b\"]");

      assertEquals(Map.of(address(agent), "hello|a,b"), responses);
    }
  }
}
