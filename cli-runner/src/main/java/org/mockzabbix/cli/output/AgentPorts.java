package org.mockzabbix.cli.output;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.transcript.ExchangeJson;

/**
 * The mock agents of a running server by their ports. Remembers agents that were closed, because
 * their last exchanges may be reported later. Thread-safe.
 */
public final class AgentPorts {

  private final MockZabbixServer server;
  private final Map<Integer, String> known = new ConcurrentHashMap<>();

  public AgentPorts(MockZabbixServer server) {
    this.server = server;
  }

  /**
   * Returns the host of the mock agent that received a request; empty if the server received it or
   * polled.
   */
  public Optional<String> host(Exchange exchange) {
    int port = exchange.localPort();
    return port == 0 || port == server.trapperPort()
        ? Optional.empty()
        : Optional.ofNullable(host(port));
  }

  private @Nullable String host(int port) {
    for (MockAgent agent : server.agents()) {
      if (agent.port() == port) {
        known.put(port, agent.name());
      }
    }
    return known.get(port);
  }

  /** Returns the JSON form of an exchange. */
  public ExchangeJson form(Exchange exchange) {
    return host(exchange).map(ExchangeJson::ofAgent).orElseGet(ExchangeJson::ofServer);
  }
}
