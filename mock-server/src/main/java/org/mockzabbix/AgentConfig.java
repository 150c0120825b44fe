package org.mockzabbix;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.AgentScenario;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;

/**
 * What kind of agent a {@link MockAgent} is, and where it listens. Immutable.
 *
 * <pre>{@code AgentConfig.of("web01").withVersion(ZabbixVersion.V6_0).withVariant(AGENT2)}</pre>
 *
 * @param host the technical name of the host it stands for
 * @param version the dialect it speaks; agents of 7.0 understand questions in JSON
 * @param variant which of Zabbix's two agents it is: they differ in details and in their words
 * @param bindAddress the address or name it listens on
 * @param port the port it asks for; zero for any free one
 * @param timeout how long a connection may stay silent, and how long the rest of a question may
 *     take
 * @param clock what tells the time, for everything that is recorded
 */
public record AgentConfig(
    String host,
    ZabbixVersion version,
    AgentIdentity.Variant variant,
    String bindAddress,
    int port,
    Duration timeout,
    InstantSource clock) {

  public AgentConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("an agent needs the name of its host");
    }
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(clock, "clock");
    if (bindAddress.isBlank()) {
      throw new IllegalArgumentException("the bind address must not be blank");
    }
    IntegerRange.ANY_PORT.check("port", port);
    DurationRange.TIMEOUT.check("timeout", timeout);
  }

  /**
   * The C agent of the newest version, on any free port of the loopback address, with a timeout of
   * 3 s.
   */
  public static AgentConfig of(String host) {
    return new AgentConfig(
        host,
        ZabbixVersion.newest(),
        AgentIdentity.Variant.AGENT,
        "127.0.0.1",
        0,
        Duration.ofSeconds(3),
        InstantSource.system());
  }

  /** What a scenario says of an agent, in this version unless the agent has one of its own. */
  static AgentConfig of(AgentScenario agent, ZabbixVersion version) {
    AgentConfig config =
        of(agent.host())
            .withVariant(agent.variant())
            .withVersion(agent.dialect() == null ? version : agent.dialect());
    config = agent.bind() == null ? config : config.withBindAddress(agent.bind());
    return agent.port() == null ? config : config.withPort(agent.port());
  }

  /** The dialect. */
  public AgentConfig withVersion(ZabbixVersion version) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }

  /** Which of the two programs it answers like. */
  public AgentConfig withVariant(AgentIdentity.Variant variant) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }

  /** Where to listen: {@code 127.0.0.1} unless told otherwise. */
  public AgentConfig withBindAddress(String bindAddress) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }

  /** The port, 0..65535; zero for any free one. */
  public AgentConfig withPort(int port) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }

  /** How long a connection may stay silent, and how long the rest of a question may take. */
  public AgentConfig withTimeout(Duration timeout) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }

  /** What tells the time. */
  public AgentConfig withClock(InstantSource clock) {
    return new AgentConfig(host, version, variant, bindAddress, port, timeout, clock);
  }
}
