package org.mockzabbix.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.AgentScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsMode;

/**
 * A server or cluster that the extension starts and closes. It belongs to one test, or to a class
 * that lends it to one test at a time and resets it before each test. Thread-safe: the current
 * borrower is in an atomic reference, and only the borrower changes the rest.
 */
final class ManagedServer implements AutoCloseable {

  private static final String DEFAULT_HOST = "mock-zabbix";

  private final ServerSpec spec;
  private final TestKeys keys;
  private final @Nullable MockZabbixCluster cluster;
  private final List<MockZabbixServer> servers;
  private final List<Expectation> expectations;
  private final AtomicReference<@Nullable TestName> borrower = new AtomicReference<>();
  private final Set<MockAgent> closedAgents = ConcurrentHashMap.newKeySet();
  private Map<MockAgent, AgentScript> classAgents = Map.of(); // with their first scripts
  private boolean wasLent;

  /**
   * Creates a server or cluster without starting it.
   *
   * @throws ExtensionConfigurationException if its configuration is invalid
   */
  ManagedServer(ServerSpec spec, ClassLoader loader) {
    this.spec = spec;
    this.keys = new TestKeys(spec.source().tls());
    Scenario scenario = spec.source().load(loader);
    ServerConfig config = scenario.server();
    expectations = spec.checksExpectations() ? scenario.expectations() : List.of();
    try {
      cluster = spec.nodes() > 0 ? new MockZabbixCluster(spec.nodes(), config) : null;
      servers = cluster == null ? List.of(new MockZabbixServer(config)) : cluster.nodes();
      OpenSentences.of(journal()).leaveToTest();
    } catch (IllegalArgumentException invalid) {
      throw new ExtensionConfigurationException(invalid.getMessage(), invalid);
    }
  }

  void start() {
    if (cluster == null) {
      servers.get(0).start();
    } else {
      cluster.start();
    }
    spec.agents().forEach(agent -> agent.preparation().accept(start(agent.config())));
    servers.forEach(spec.preparation());
  }

  private MockAgent start(AgentConfig agent) {
    return servers.get(0).agent(keys.addTo(agent));
  }

  ServerSpec spec() {
    return spec;
  }

  /**
   * Returns the server.
   *
   * @throws ExtensionConfigurationException if this is a cluster
   */
  MockZabbixServer server() {
    if (cluster != null) {
      throw new ExtensionConfigurationException(
          "the "
              + spec.label()
              + " is a cluster of "
              + servers.size()
              + " nodes: use a MockZabbixCluster with node(0) or address(0)");
    }
    return servers.get(0);
  }

  /**
   * Returns the cluster.
   *
   * @throws ExtensionConfigurationException if this is a single server
   */
  MockZabbixCluster cluster() {
    if (cluster == null) {
      throw new ExtensionConfigurationException(
          "the "
              + spec.label()
              + " is not a cluster: write @MockZabbix(nodes = 2) where the test first uses it, or"
              + " name the cluster, for example @MockZabbix(\"other\")");
    }
    return cluster;
  }

  /**
   * Returns the pre-shared key of clients.
   *
   * @throws ExtensionConfigurationException if the server has none
   */
  TestPsk psk() {
    requireKeys(TlsMode.PSK);
    return TestKeys.psk();
  }

  /**
   * Returns the certificates of clients.
   *
   * @throws ExtensionConfigurationException if the server has none
   */
  TestCertificates certificates() {
    requireKeys(TlsMode.CERT);
    return TestKeys.certificates();
  }

  private void requireKeys(TlsMode mode) {
    if (!keys.modes().contains(mode)) {
      throw new ExtensionConfigurationException(
          "the %s has no test keys for %s: write @MockZabbix(tls = TlsMode.%s) where the test first"
                  .formatted(spec.label(), mode, mode.name())
              + " uses it");
    }
  }

  Journal journal() {
    return servers.get(0).journal();
  }

  /**
   * Adds the unfinished assertions and rules of the test and its failed functions, and forgets
   * them.
   */
  void takeFailure(TestFailures failures) {
    OpenSentences.of(journal())
        .takeFailure()
        .ifPresent(failure -> failures.add(failure, "\n  on " + this));
  }

  /** Returns the messages of all failed checks that the specification turns on. */
  Stream<String> failures() {
    List<Rule> unusedRules = source().unusedRules();
    return spec.failOn().stream()
        .sorted()
        .flatMap(failOn -> failOn.failure(toString(), journal(), unusedRules).stream());
  }

  /** Asserts the expectations of the scenario, and returns the failures as one message. */
  Optional<String> unmetExpectations() {
    return ExpectationCheck.failure(source(), expectations);
  }

  private JournalSource source() {
    return cluster == null ? servers.get(0) : cluster;
  }

  /** Returns the agents that this test can use. */
  private Stream<MockAgent> agents() {
    return servers.stream()
        .flatMap(server -> server.agents().stream())
        .filter(agent -> !closedAgents.contains(agent));
  }

  /**
   * Returns the agent of a host. Starts it on first use.
   *
   * @param host empty for the only agent, or for a new one if no agent exists
   * @throws ExtensionConfigurationException if {@code host} is empty and there are several agents
   */
  MockAgent agent(String host) {
    List<MockAgent> agents =
        agents().filter(agent -> host.isEmpty() || agent.name().equals(host)).toList();
    if (host.isEmpty() && agents.size() > 1) {
      throw new ExtensionConfigurationException(
          "several agents are running ("
              + agents.stream().map(MockAgent::name).collect(Collectors.joining(", "))
              + "): name one of them, for example @MockZabbix(host = \"%s\") or @AgentPort(\"%1$s\")"
                  .formatted(agents.get(0).name()));
    }
    return agents.isEmpty()
        ? start(AgentConfig.of(host.isEmpty() ? DEFAULT_HOST : host))
        : agents.get(0);
  }

  /**
   * Resets this server and lends it to a test.
   *
   * @throws ExtensionConfigurationException if another test is using it, or has closed it
   */
  void lendTo(TestName test) {
    TestName other = borrower.compareAndExchange(null, test);
    if (other != null) {
      throw new ExtensionConfigurationException(
          test
              + " and "
              + other
              + " run at the same time but share a server, which is reset before each test: annotate"
              + " the class with @Execution(SAME_THREAD), or give each test its own server in a"
              + " field that is not static");
    }
    try {
      if (!wasLent) {
        wasLent = true;
        classAgents = scripts();
      }
      reset();
    } catch (Throwable e) { // also what prepare(...) throws without declaration
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
    requireOpen();
    servers.forEach(MockZabbixServer::stopPolling);
    if (cluster == null) {
      servers.get(0).reset();
    } else {
      cluster.reset();
    }
    classAgents.forEach(
        (agent, script) -> {
          agent.reset();
          agent.change(changed -> script.restarted());
        });
    servers.forEach(spec.preparation());
  }

  private void requireOpen() {
    try {
      servers.forEach(MockZabbixServer::start);
      classAgents.keySet().forEach(MockAgent::start);
    } catch (IllegalStateException closed) {
      throw new ExtensionConfigurationException(
          "an earlier test closed a server or agent that the tests share, and it cannot start again:"
              + " use refuseConnections() instead of close()",
          closed);
    }
  }

  /** Takes this server back from its test, and closes the agents that the test has started. */
  void takeBack() {
    try {
      agents()
          .filter(agent -> !classAgents.containsKey(agent))
          .toList()
          .forEach(
              agent -> {
                closedAgents.add(agent);
                agent.close();
              });
    } finally {
      borrower.set(null);
    }
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
    String text = cluster == null ? servers.get(0).toString() : cluster.toString();
    return spec.name().isEmpty() ? text : '"' + spec.name() + "\": " + text;
  }
}
