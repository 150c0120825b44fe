package org.example.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings of the container. To start it needs Docker, which a build may not have. */
class MockZabbixContainerTest {

  @Test
  void hasThePortsAndVariablesOfTheImage() {
    MockZabbixContainer container = new MockZabbixContainer("0.1.0", "zabbix");

    assertEquals(List.of(10051, 10080), container.getExposedPorts());
    assertEquals(
        Map.of("MOCK_ZABBIX_HTTP_TOKEN", "only-for-tests", "MOCK_ZABBIX_HTTP_ALLOW_HOST", "zabbix"),
        container.getEnvMap());
  }
}
