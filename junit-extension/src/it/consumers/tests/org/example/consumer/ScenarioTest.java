package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;

@Timeout(60)
class ScenarioTest {

  @Test
  void yamlFromTheClassPathIsServed() throws Exception {
    Scenario scenario = Scenario.loadResource(ScenarioTest.class.getClassLoader(), "scenario.yaml");

    try (MockZabbixServer zabbix = new MockZabbixServer(scenario).start()) {
      Sender sender = new Sender("127.0.0.1", zabbix.trapperPort());
      MockAgent agent = zabbix.agents().get(0);

      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      assertEquals(1, sender.send("web01", "app.unknown", "1").failed());
      assertEquals(CheckResult.value("a|b"), new Getter().get(agent.address(), "up.echo[a,b]"));
    }
  }

  @Test
  void jsonIsServed() throws Exception {
    String json = "{\"strict\": true, \"hosts\": [{\"host\": \"web02\", \"items\": []}]}";

    try (MockZabbixServer zabbix = new MockZabbixServer(Scenario.parse("my.json", json)).start()) {
      assertEquals("web02", zabbix.hosts().get(0).name());
    }
  }

  @Test
  void mistakeIsToldWithItsLine() {
    String yaml = "strict: true\nhosts:\n  - hots: web01\n";

    ScenarioException e =
        assertThrows(ScenarioException.class, () -> Scenario.parse("my.yaml", yaml));

    assertEquals(
        "my.yaml:3: unknown field \"hots\" in a host: did you mean \"host\"?", e.getMessage());
  }
}
