package org.mockzabbix.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.rule.RulePlan;

/**
 * A mock agent of a scenario.
 *
 * @param dialect null for the scenario's
 * @param bind null for the loopback address
 * @param port null if the scenario does not say; zero for any free one
 * @param keys what it answers, by key or pattern; in the order of the file
 * @param rules what it answers otherwise, or badly; of two, the later one is newer
 */
public record AgentScenario(
    String host,
    AgentIdentity.Variant variant,
    @Nullable ZabbixVersion dialect,
    @Nullable String bind,
    @Nullable Integer port,
    Map<String, KeyScript> keys,
    List<RulePlan> rules) {

  /** An agent that answers {@code agent.ping} and nothing else. */
  public static AgentScenario answeringPing() {
    return new AgentScenario(
        "mock-zabbix",
        AgentIdentity.Variant.AGENT,
        null,
        null,
        null,
        Map.of("agent.ping", KeyScript.value("1")),
        List.of());
  }

  /**
   * The same, listening elsewhere.
   *
   * @param port null for the scenario's
   * @param otherwise the port if the scenario has none either
   * @param bind null for the scenario's
   */
  public AgentScenario listeningOn(@Nullable Integer port, int otherwise, @Nullable String bind) {
    Integer own = this.port == null ? Integer.valueOf(otherwise) : this.port;
    return new AgentScenario(
        host,
        variant,
        dialect,
        bind == null ? this.bind : bind,
        port == null ? own : port,
        keys,
        rules);
  }

  public AgentScenario {
    rules = List.copyOf(rules);
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }
}
