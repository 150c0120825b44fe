package org.mockzabbix.protocol;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.tls.TlsMode;

/**
 * An agent that a server can register: it asked for its active checks, at the server itself or at a
 * proxy, which reports the agents that it does not know.
 *
 * @param host the host name
 * @param metadata the host metadata; empty if the agent sent none
 * @param ip the address that the agent listens on; empty if it was not sent
 * @param dns the DNS name that the agent listens on; empty if it was not sent
 * @param port the port that the agent listens on, from 0 to 65535
 * @param connection the mode of the connection that the agent asked over
 * @param proxy the name of the proxy that the agent asked; null if it asked the server
 * @param isPolledByName whether the agent is polled under its DNS name instead of its address
 */
public record AgentRegistration(
    String host,
    String metadata,
    String ip,
    String dns,
    long port,
    TlsMode connection,
    @Nullable String proxy,
    boolean isPolledByName) {

  /** The default port of an agent, which neither agents nor proxies send. */
  public static final long DEFAULT_PORT = 10050;

  /** Returns the address or name under which the agent is polled; empty if it was not sent. */
  public String address() {
    return (isPolledByName || ip.isEmpty()) && !dns.isEmpty() ? dns : ip;
  }
}
