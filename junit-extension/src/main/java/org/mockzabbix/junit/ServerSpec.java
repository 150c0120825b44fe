package org.mockzabbix.junit;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;

/**
 * The settings of a server or cluster, as annotations or a builder specify them. Immutable.
 *
 * @param name empty for the default server
 * @param nodes the number of nodes of a cluster; 0 for a single server
 * @param preparation runs on each server after it has been started or reset
 * @param checksExpectations whether the expectations of the scenario are checked after each test
 * @param directory the directory for transcripts of failed tests; null for that of JUnit's
 *     configuration
 */
record ServerSpec(
    String name,
    ConfigOrScenario source,
    int nodes,
    List<AgentSpec> agents,
    Consumer<MockZabbixServer> preparation,
    Set<FailOn> failOn,
    boolean checksExpectations,
    @Nullable Path directory) {

  /** A lenient server with the defaults. */
  static final ServerSpec DEFAULT =
      new ServerSpec(
          "", ConfigOrScenario.DEFAULT, 0, List.of(), server -> {}, Set.of(), true, null);

  ServerSpec {
    agents = List.copyOf(agents);
    failOn = Set.copyOf(failOn);
    if (nodes == 1 || nodes < 0) {
      throw new ExtensionConfigurationException(
          "nodes must be at least 2, but was " + nodes + ": omit nodes for a single server");
    }
    requireDifferentHosts(agents);
  }

  /** A mock agent, and the action that prepares it after its start. */
  record AgentSpec(AgentConfig config, Consumer<MockAgent> preparation) {}

  /** Checks that agents have different hosts, because tests refer to an agent by its host. */
  private static void requireDifferentHosts(List<AgentSpec> agents) {
    Set<String> hosts = new HashSet<>();
    for (AgentSpec agent : agents) {
      String host = agent.config().host();
      if (!hosts.add(host)) {
        throw new ExtensionConfigurationException(
            "two agents have the host \"" + host + "\": give one of them another host");
      }
    }
  }

  /** Returns a copy of this specification for a cluster, by default of 2 nodes. */
  ServerSpec asCluster() {
    return nodes > 0
        ? this
        : new ServerSpec(
            name, source, 2, agents, preparation, failOn, checksExpectations, directory);
  }

  /** Returns {@code server} or {@code server "a"}, for messages. */
  String label() {
    return name.isEmpty() ? "server" : "server \"" + name + '"';
  }
}
