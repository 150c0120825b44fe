package org.mockzabbix.junit;

import java.util.function.UnaryOperator;

/**
 * A parameter or field to inject, and the server that its annotations specify. Immutable.
 *
 * @param host the host of the agent to inject; empty if any agent will do
 * @param spec the server to start if it does not exist
 * @param required returns a copy of a server's settings with those that an existing server must
 *     have
 */
record InjectionPoint(
    Injectable injectable, String host, ServerSpec spec, UnaryOperator<ServerSpec> required) {

  /** The objects that the extension can inject. */
  enum Injectable {
    SERVER,
    CLUSTER,
    AGENT,
    ITEMS,
    EXCHANGES,
    PSK,
    CERTIFICATES,
    TRAPPER_PORT,
    AGENT_PORT
  }

  /** Returns the object to inject. */
  Object resolve(ManagedServer server) {
    return switch (injectable) {
      case SERVER -> server.server();
      case CLUSTER -> server.cluster();
      case AGENT -> server.agent(host);
      case ITEMS -> new LiveList<>(server.journal()::items);
      case EXCHANGES -> new LiveList<>(server.journal()::exchanges);
      case PSK -> server.psk();
      case CERTIFICATES -> server.certificates();
      case TRAPPER_PORT -> server.server().trapperPort();
      case AGENT_PORT -> server.agent(host).port();
    };
  }

  /** Reports whether to inject the server or cluster itself. */
  boolean isForServer() {
    return injectable == Injectable.SERVER || injectable == Injectable.CLUSTER;
  }

  /** Reports whether an existing server has the settings that this injection point requires. */
  boolean accepts(ServerSpec existing) {
    return required.apply(existing).equals(existing);
  }
}
