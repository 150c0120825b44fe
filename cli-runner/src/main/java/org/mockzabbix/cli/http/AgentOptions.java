package org.mockzabbix.cli.http;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.tls.TlsConfig;

/**
 * What the options say about all mock agents, those of the first scenario and of each later one.
 *
 * @param address the address that they listen on, even if the scenario names another one; null for
 *     that of the scenario
 * @param tls the encryption of those that declare none; null for unencrypted packets
 */
public record AgentOptions(@Nullable String address, @Nullable TlsConfig tls) {

  /** The options of a user who says nothing about agents. */
  static final AgentOptions NONE = new AgentOptions(null, null);

  /** Returns the settings of an agent with these options. */
  public AgentConfig applyTo(AgentConfig agent) {
    AgentConfig bound = address == null ? agent : agent.withBindAddress(address);
    return tls == null || agent.tls().isPresent() ? bound : bound.withTls(tls);
  }
}
