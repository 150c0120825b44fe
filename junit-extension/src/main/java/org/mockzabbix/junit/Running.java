package org.mockzabbix.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.rule.AgentScript;
import org.mockzabbix.rule.Rule;

/**
 * A server or a cluster, and the plan it was made by. Belongs to one test, or to a class that lends
 * it to one test at a time; then it goes back to its plan before each. Thread-safe: who borrows it
 * is an atomic reference, and only the borrower changes the rest.
 */
final class Running implements AutoCloseable {

  private static final String DEFAULT_HOST = "mock-zabbix";

  private final Plan plan;
  private final Object owner;
  private final @Nullable MockZabbixCluster cluster;
  private final List<MockZabbixServer> servers;
  private final AtomicReference<@Nullable TestName> borrower = new AtomicReference<>();
  private final Set<MockAgent> ended = ConcurrentHashMap.newKeySet();
  private Map<MockAgent, AgentScript> lasting = Map.of(); // of the class, as they were at first
  private boolean lentBefore;

  /** Not yet started. */
  Running(Plan plan, Object owner, ClassLoader loader) {
    this.plan = plan;
    this.owner = owner;
    this.cluster = plan.nodes() > 0 ? plan.newCluster(loader) : null;
    this.servers = cluster == null ? List.of(plan.newServer(loader)) : cluster.nodes();
  }

  void start() {
    if (cluster == null) {
      servers.get(0).start();
    } else {
      cluster.start();
    }
    for (Plan.Agent agent : plan.agents()) {
      agent.preparation().accept(servers.get(0).agent(agent.config()));
    }
    servers.forEach(plan.preparation());
  }

  Plan plan() {
    return plan;
  }

  /** Whether {@code other} had it started. */
  boolean isOf(Object other) {
    return owner.equals(other);
  }

  /** The server, or every node. */
  List<MockZabbixServer> servers() {
    return servers;
  }

  /**
   * The server.
   *
   * @throws ExtensionConfigurationException if it is a cluster
   */
  MockZabbixServer server() {
    if (cluster != null) {
      throw new ExtensionConfigurationException(
          "the server"
              + named(plan.name())
              + " is a cluster of "
              + servers.size()
              + " nodes: use a MockZabbixCluster, and its node(0) or address(0)");
    }
    return servers.get(0);
  }

  /**
   * The cluster.
   *
   * @throws ExtensionConfigurationException if it is a single server
   */
  MockZabbixCluster cluster() {
    if (cluster == null) {
      throw new ExtensionConfigurationException(
          "the server"
              + named(plan.name())
              + " is a single one: write @MockZabbix(nodes = 2) where it is asked for first, or give"
              + " the cluster a name of its own, as in @MockZabbix(\"other\")");
    }
    return cluster;
  }

  /** Such as {@code " \"b\""}; nothing for one without a name. */
  static String named(String name) {
    return name.isEmpty() ? "" : " \"" + name + '"';
  }

  Journal journal() {
    return servers.get(0).journal();
  }

  List<Rule> unusedRules() {
    return cluster == null ? servers.get(0).unusedRules() : cluster.unusedRules();
  }

  List<Exchange> late() {
    return journal().late();
  }

  /** The agents that are of use in this test. */
  List<MockAgent> agents() {
    List<MockAgent> agents = new ArrayList<>();
    servers.forEach(server -> agents.addAll(server.agents()));
    agents.removeAll(ended);
    return agents;
  }

  /**
   * The agent of a host, started if there is none; of any host if {@code host} is empty.
   *
   * @throws ExtensionConfigurationException if there are several that could be meant
   */
  MockAgent agent(String host) {
    List<MockAgent> agents = agents();
    if (host.isEmpty() && agents.size() > 1) {
      throw new ExtensionConfigurationException(
          "there are agents for "
              + String.join(", ", agents.stream().map(MockAgent::name).toList())
              + ": say which, as in @MockZabbix(host = \""
              + agents.get(0).name()
              + "\") or @AgentPort(\""
              + agents.get(0).name()
              + "\")");
    }
    return agents.stream()
        .filter(agent -> host.isEmpty() || agent.name().equals(host))
        .findFirst()
        .orElseGet(() -> servers.get(0).agent(host.isEmpty() ? DEFAULT_HOST : host));
  }

  /**
   * Lends it to a test, as new.
   *
   * @throws ExtensionConfigurationException if another test has it, or has closed it
   */
  void lendTo(TestName test) {
    TestName other = borrower.compareAndExchange(null, test);
    if (other != null) {
      throw new ExtensionConfigurationException(
          test
              + " and "
              + other
              + " run at the same time, and share a server that is reset before each test: put"
              + " @Execution(SAME_THREAD) on the class, or give each test a server of its own, with"
              + " a field that is not static");
    }
    try {
      if (!lentBefore) {
        lentBefore = true;
        lasting = scripts();
      }
      reset();
    } catch (RuntimeException e) {
      borrower.set(null);
      throw e;
    }
  }

  private Map<MockAgent, AgentScript> scripts() {
    Map<MockAgent, AgentScript> scripts = new LinkedHashMap<>();
    agents()
        .forEach(
            agent ->
                agent.change(
                    script -> {
                      scripts.put(agent, script);
                      return script;
                    }));
    return scripts;
  }

  private void reset() {
    requireOpen(lasting.keySet());
    servers.forEach(MockZabbixServer::stopPolling);
    servers.forEach(MockZabbixServer::reset);
    lasting.forEach(
        (agent, script) -> {
          agent.reset();
          agent.change(changed -> script.afresh());
        });
    servers.forEach(plan.preparation());
  }

  private void requireOpen(Set<MockAgent> agents) {
    try {
      servers.forEach(MockZabbixServer::start);
      agents.forEach(MockAgent::start);
    } catch (IllegalStateException closed) {
      throw new ExtensionConfigurationException(
          "an earlier test closed what it shares with this one, and it cannot start again: use"
              + " refuseConnections() instead of close()",
          closed);
    }
  }

  /** Takes it back from the test that has it; the agents that the test has started end. */
  void takeBack() {
    try {
      agents().stream().filter(agent -> !lasting.containsKey(agent)).forEach(this::end);
    } finally {
      borrower.set(null);
    }
  }

  private void end(MockAgent agent) {
    ended.add(agent);
    agent.close();
  }

  @Override
  public void close() {
    if (cluster == null) {
      servers.get(0).close();
    } else {
      cluster.close();
    }
  }

  @Override
  public String toString() {
    String what = cluster == null ? servers.get(0).toString() : cluster.toString();
    return plan.name().isEmpty() ? what : '"' + plan.name() + "\": " + what;
  }
}
