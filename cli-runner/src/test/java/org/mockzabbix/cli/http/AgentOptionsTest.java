package org.mockzabbix.cli.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.config.AgentConfig;

/** The options about mock agents. */
class AgentOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "         , 127.0.0.1, 127.0.0.1",
    "  0.0.0.0, 127.0.0.1, 0.0.0.0",
    "192.0.2.1, 127.0.0.2, 127.0.0.2", // many agents with the same port on one machine
  })
  void theAddressReplacesOnlyTheDefault(String option, String declared, String expected) {
    AgentConfig agent = AgentConfig.of("web01").withBindAddress(declared);

    assertEquals(expected, new AgentOptions(option, null).applyTo(agent).bindAddress());
  }
}
