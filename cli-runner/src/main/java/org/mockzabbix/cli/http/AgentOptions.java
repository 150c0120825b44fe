package org.mockzabbix.cli.http;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.tls.TlsConfig;

/**
 * What the options say about all mock agents, those of the first scenario and of each later one.
 *
 * @param address the address of those that would listen on 127.0.0.1, the default; null to leave it
 * @param tls the encryption of those that declare none; null for unencrypted packets
 */
public record AgentOptions(@Nullable String address, @Nullable TlsConfig tls) {

  private static final String DEFAULT_ADDRESS = "127.0.0.1";

  /** Returns the settings of an agent with these options. */
  public AgentConfig applyTo(AgentConfig agent) {
    AgentConfig bound =
        address != null && agent.bindAddress().equals(DEFAULT_ADDRESS)
            ? agent.withBindAddress(address)
            : agent;
    return tls == null || agent.tls().isPresent() ? bound : bound.withTls(tls);
  }
}
