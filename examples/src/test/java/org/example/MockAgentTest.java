package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockAgent;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Getter;
import org.mockzabbix.protocol.CheckResult;

class MockAgentTest {

  @Test
  void valuesMoveFromRequestToRequest() throws IOException {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("app.requests", KeyScript.sequence("1", "2").thenLast());
      Getter getter = new Getter(); // stands in for your poller

      assertEquals(CheckResult.value("1"), getter.get(agent.address(), "app.requests"));
      assertEquals(CheckResult.value("2"), getter.get(agent.address(), "app.requests"));

      assertThat(agent).asked("app.requests").times(2).now();
    }
  }
}
