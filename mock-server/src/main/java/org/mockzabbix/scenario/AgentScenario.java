package org.mockzabbix.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.KeyScript;

/**
 * A mock agent of a scenario.
 *
 * @param dialect null for the scenario's
 * @param bind null for the loopback address
 * @param port null if the scenario does not say; zero for any free one
 * @param keys what it answers, by key or pattern; in the order of the file
 */
public record AgentScenario(
    String host,
    AgentIdentity.Variant variant,
    @Nullable ZabbixVersion dialect,
    @Nullable String bind,
    @Nullable Integer port,
    Map<String, KeyScript> keys) {

  public AgentScenario {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }
}
