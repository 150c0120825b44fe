package org.mockzabbix.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.mockzabbix.protocol.AgentProgram;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The keys to which a mock agent responds without a script, because every Zabbix agent does.
 * Immutable.
 */
public final class BuiltInKeys {

  private static final String PING = "agent.ping";
  private static final String HOSTNAME = "agent.hostname";
  private static final String VERSION = "agent.version";
  private static final String VARIANT = "agent.variant";
  private static final Set<String> NAMES = Set.of(PING, HOSTNAME, VERSION, VARIANT);

  private final Map<String, String> values;

  private BuiltInKeys(Map<String, String> values) {
    this.values = values;
  }

  /** Returns no keys, for an agent that responds only to keys with a script. */
  public static BuiltInKeys none() {
    return new BuiltInKeys(Map.of());
  }

  /**
   * Returns the keys of an agent.
   *
   * @param host the name that it reports
   */
  public static BuiltInKeys of(AgentProgram agent, String host) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(PING, "1");
    values.put(HOSTNAME, host);
    values.put(VERSION, agent.version().release());
    if (agent.version().atLeast(ZabbixVersion.V6_0)) {
      values.put(VARIANT, String.valueOf(agent.variant().number()));
    }
    return new BuiltInKeys(values);
  }

  /** Returns whether a real agent has this key without a UserParameter. */
  static boolean ofEveryAgent(String name) {
    return NAMES.contains(name);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns the value of a key without parameters, for which {@link #has} returns true. */
  String value(String name) {
    return String.valueOf(values.get(name));
  }
}
