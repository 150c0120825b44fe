package org.mockzabbix.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.ZabbixVersion;

class AgentConfigTest {

  private static final AgentConfig WEB01 = AgentConfig.of("web01");

  @Test
  void timeout_ofADay() {
    Duration day = Duration.ofDays(1);

    assertEquals(day, WEB01.withTimeout(day).timeout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "P1DT0.000000001S"})
  void timeout_outOfRange(String text) {
    Duration timeout = Duration.parse(text);

    assertThrows(IllegalArgumentException.class, () -> WEB01.withTimeout(timeout));
  }

  @Test
  void defaultPort_isForAgentsWithoutAPort() {
    assertEquals(10050, WEB01.withDefaultPort(10050).port());
    assertEquals(0, WEB01.withPort(0).withDefaultPort(10050).port());
  }

  @Test
  void agentOfAServer_hasTheServersVersionAndClock() {
    InstantSource clock = Clock.systemUTC();
    ServerConfig server =
        ServerConfig.lenient().toBuilder()
            .version(ZabbixVersion.V6_0)
            .clock(clock)
            .agent(WEB01)
            .agent(AgentConfig.of("web02").withVersion(ZabbixVersion.V7_0))
            .build();

    assertEquals(
        List.of(ZabbixVersion.V6_0, ZabbixVersion.V7_0),
        server.agents().stream().map(AgentConfig::version).toList());
    assertEquals(clock, server.agents().get(0).clock());
  }

  @Test
  void host_mustNotBeBlank() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> AgentConfig.of(" "));

    assertEquals("host must not be blank", e.getMessage());
  }
}
