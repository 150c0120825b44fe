package org.example;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbix;
import org.mockzabbix.protocol.ItemValue.Source;

/** An active agent delivers the items that its server lists. */
@MockZabbix(scenario = "classpath:web01.yaml", failOnUnreadable = true)
class ActiveAgentTest {

  @MockZabbix private MockZabbixServer zabbix;

  private ActiveAgent agent(String host, Function<String, String> metrics) {
    InetSocketAddress address = new InetSocketAddress(zabbix.host(), zabbix.trapperPort());
    return new ActiveAgent(address, host, metrics);
  }

  @Test
  void deliversTheListedItems() throws IOException {
    Function<String, String> ping =
        key -> {
          if (!key.equals("agent.ping")) {
            throw new IllegalArgumentException("Unsupported item key.");
          }
          return "1";
        };

    agent("web01", ping).runOnce();

    assertThat(zabbix)
        .receivedExactly(
            item("web01", "agent.ping").supported().withValue("1").withClockNearNow(ofSeconds(60)),
            item("web01", "no.such").notSupported().withValue("Unsupported item key."))
        .now();
    assertThat(zabbix).received(anyItem().from(Source.ACTIVE_AGENT)).times(2).now();
    assertThat(zabbix).rejected(anyItem()).never();
  }

  @Test
  void reportsThatTheServerDoesNotKnowItsHost() {
    IOException refused =
        assertThrows(IOException.class, () -> agent("web02", key -> "1").runOnce());

    assertEquals("no active checks: host [web02] not found", refused.getMessage());
  }
}
