package org.mockzabbix;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.mockzabbix.assertion.JournalSource;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.server.SentCommands.SentCommand;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.IntegerRange;

/**
 * Several servers in one process that share a journal, like the proxies of a proxy group. Use it to
 * test clients that follow redirects, or that fail over if a node is down.
 *
 * <pre>{@code
 * try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
 *   cluster.redirect("web01").from(0).to(1);
 *   sender.sendTo(cluster.node(0));
 *   assertThat(cluster).received(item("web01", "app.ok")).within(ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>A single node can be closed. {@link Exchange#localPort()} identifies the node that received an
 * exchange. Thread-safe.
 */
public final class MockZabbixCluster implements AutoCloseable, JournalSource {

  private final ResetGroup group;
  private final JournalStore journal;
  private final List<MockZabbixServer> nodes;
  private final AtomicLong revisions = new AtomicLong(); // the highest of a redirect

  /** Creates a cluster of 2 or more lenient servers of the newest Zabbix version. */
  public MockZabbixCluster(int nodes) {
    this(nodes, ServerConfig.lenient());
  }

  /**
   * Creates a cluster of servers with the same settings.
   *
   * @param nodes the number of servers, 2 or more
   * @throws IllegalArgumentException if there are fewer than 2 nodes, or the settings contain a
   *     port or a mock agent, which only one node could have
   */
  public MockZabbixCluster(int nodes, ServerConfig config) {
    IntegerRange.atLeast(2).check("nodes", nodes);
    Objects.requireNonNull(config, "config must not be null");
    if (config.trapperPort() != 0) {
      throw new IllegalArgumentException(
          "trapperPort must be 0 for a cluster, but was "
              + config.trapperPort()
              + ": each node chooses a free port");
    }
    if (!config.agents().isEmpty()) {
      throw new IllegalArgumentException(
          "a cluster of "
              + nodes
              + " nodes cannot share mock agents: remove them, and start them with"
              + " node(0).agent(...)");
    }
    this.journal = ConfiguredParts.journal(config);
    this.group = new ResetGroup(journal);
    List<MockZabbixServer> servers = new ArrayList<>();
    ServerConfig ofOthers = config.toBuilder().poll(false).build();
    for (int i = 0; i < nodes; i++) {
      servers.add(new MockZabbixServer(i == 0 ? config : ofOthers, group));
    }
    this.nodes = List.copyOf(servers);
  }

  /**
   * Starts all nodes. If a node cannot start, closes the cluster.
   *
   * @return this cluster
   * @throws UncheckedIOException if a node cannot listen on its address
   * @throws IllegalStateException if it was closed
   */
  public MockZabbixCluster start() {
    try {
      nodes.forEach(MockZabbixServer::start);
      return this;
    } catch (RuntimeException | Error cannotStart) {
      close();
      throw cannotStart;
    }
  }

  /**
   * Returns a node.
   *
   * @param number the number of the node, from 0
   * @throws IllegalArgumentException if no node has this number
   */
  public MockZabbixServer node(int number) {
    return nodes.get(new IntegerRange(0, nodes.size() - 1).check("node", number));
  }

  /** Returns all nodes. */
  public List<MockZabbixServer> nodes() {
    return nodes;
  }

  /** Returns a node's address for clients, for example {@code 127.0.0.1:40051}. */
  public String address(int node) {
    MockZabbixServer server = node(node);
    return new HostAndPort(server.host(), server.trapperPort()).toString();
  }

  /**
   * Makes one node redirect all requests for a host to another node. {@link #redirect(String)}
   * reads better.
   *
   * @param revision the revision of the redirect; clients ignore a revision that is lower than one
   *     they have seen
   * @return the rule, for example to limit how often it applies
   */
  public Rule redirect(String host, int fromNode, int toNode, long revision) {
    Objects.requireNonNull(host, "host must not be null");
    return redirect(host).from(fromNode).withRevision(revision).to(toNode);
  }

  /**
   * Begins a redirect of all requests for a host.
   *
   * @throws IllegalArgumentException if no server can have a host with this name
   * @throws IllegalStateException if the cluster was closed
   *     <pre>{@code
   * cluster.redirect("web01").from(0).to(1);
   * cluster.redirect("web01").from(0).withRevision(5).to(1).times(1);
   * }</pre>
   */
  @CheckReturnValue
  public ClusterRedirect redirect(String host) {
    Objects.requireNonNull(host, "host must not be null");
    if (isClosed()) {
      throw new IllegalStateException("already closed: create a new cluster");
    }
    HostNameCheck.check("a host", host);
    return new ClusterRedirect(this, host, revisions, journal.sentences());
  }

  /** Returns a snapshot of the values that any node has processed, oldest first. */
  public List<ItemValue> items() {
    return journal.items();
  }

  /** Returns a snapshot of the values of one item that any node has processed, oldest first. */
  public List<ItemValue> items(String host, String key) {
    Objects.requireNonNull(host, "host must not be null");
    Objects.requireNonNull(key, "key must not be null");
    return journal.items(host, key);
  }

  /** Returns a snapshot of the exchanges of all nodes, oldest first. */
  public List<Exchange> exchanges() {
    return journal.exchanges();
  }

  /** Returns the late exchanges of all nodes: see {@link MockZabbixServer#lateExchanges}. */
  public List<Exchange> lateExchanges() {
    return journal.lateExchanges();
  }

  /** Returns a read-only view of everything that the nodes have received. */
  @Override
  public Journal journal() {
    return journal;
  }

  /** Returns whether a node was started. */
  @Override
  public boolean isStarted() {
    return nodes.stream().anyMatch(MockZabbixServer::isStarted);
  }

  @Override
  public Optional<String> hostOf(long hostid) {
    return nodes.stream().flatMap(node -> node.hostOf(hostid).stream()).findFirst();
  }

  @Override
  public Optional<String> hostOfInterface(long interfaceid) {
    return nodes.stream().flatMap(node -> node.hostOfInterface(interfaceid).stream()).findFirst();
  }

  @Override
  public Optional<String> hostOfCommand(long id) {
    return group.command(id).map(SentCommand::host);
  }

  @Override
  public Optional<String> command(long id) {
    return group.command(id).map(SentCommand::text);
  }

  /** Returns whether all nodes were closed, so that nothing more arrives. */
  @Override
  public boolean isClosed() {
    return nodes.stream().allMatch(MockZabbixServer::isClosed);
  }

  /**
   * Returns the number of connections that were closed because too many were open on their node.
   */
  @Override
  public long refusedConnections() {
    return nodes.stream().mapToLong(MockZabbixServer::refusedConnections).sum();
  }

  /**
   * Returns the rules that have never applied. All nodes have the rules of the settings; such a
   * rule counts as used if it has applied on one node.
   */
  @Override
  public List<Rule> unusedRules() {
    return MockZabbixServer.unusedRules(nodes);
  }

  /**
   * Resets all nodes and their agents as {@link MockZabbixServer#reset} does, and empties the
   * journal, in one moment.
   */
  public void reset() {
    group.reset();
  }

  /**
   * Closes all nodes. Does nothing if they were closed before.
   *
   * @throws IllegalStateException naming the threads that have not ended after 5 s; everything else
   *     is closed
   * @throws AssertionError if an assertion or rule of the cluster or a node is unfinished
   */
  @Override
  public void close() {
    nodes.forEach(MockZabbixServer::shutDown);
    List<Runnable> steps = new ArrayList<>();
    nodes.forEach(node -> steps.add(node::close));
    steps.add(journal::close);
    steps.add(() -> journal.sentences().check());
    Closing.all(steps);
  }

  @Override
  public String toString() {
    return "MockZabbixCluster " + nodes;
  }
}
