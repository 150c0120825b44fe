package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An agent that a server can register: it asked for its active checks, at the server itself or at a
 * proxy, which reports the agents that it does not know.
 *
 * @param host the host name
 * @param metadata the host metadata; empty if the agent sent none
 * @param ip the address that the agent listens on; empty if it was not sent
 * @param dns the DNS name that the agent listens on; empty if it was not sent
 * @param port the port that the agent listens on
 * @param proxy the name of the proxy that the agent asked; null if it asked the server
 */
public record AgentRegistration(
    String host, String metadata, String ip, String dns, long port, @Nullable String proxy) {

  /** The default port of an agent, which neither agents nor proxies send. */
  public static final long DEFAULT_PORT = 10050;
}
