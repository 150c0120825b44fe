package org.mockzabbix;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.assertion.Recorder;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Answering;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.text.HostAndPort;

/**
 * Several servers in one process that record in one journal, as the proxies of a group do their
 * work for one server: for tests of clients that follow redirects, or fail over when a node is
 * down.
 *
 * <pre>{@code
 * try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
 *   cluster.redirect("web01", 0, 1, 1);
 *   sender.sendTo(cluster.node(0));
 *   assertThat(cluster).received(item("web01", "app.ok")).within(ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Thread-safe. A node can be closed by itself; its clients then find nobody there. Which node
 * took an exchange is {@link Exchange#localPort()}.
 */
public final class MockZabbixCluster implements AutoCloseable, Recorder {

  private final JournalStore journal;
  private final List<MockZabbixServer> nodes;

  /** So many lenient servers of the newest version. */
  public MockZabbixCluster(int nodes) {
    this(nodes, ServerConfig.lenient());
  }

  /**
   * So many servers with the same settings.
   *
   * @throws IllegalArgumentException if there are less than two, or the settings contain a port or
   *     a mock agent, which only one of them could have
   */
  public MockZabbixCluster(int nodes, ServerConfig config) {
    if (nodes < 2) {
      throw new IllegalArgumentException("a cluster has at least 2 nodes but was given " + nodes);
    }
    if (config.trapperPort() != 0) {
      throw new IllegalArgumentException(
          "the nodes of a cluster choose their own ports, but port "
              + config.trapperPort()
              + " was given");
    }
    if (!config.agents().isEmpty()) {
      throw new IllegalArgumentException(
          "a cluster of "
              + nodes
              + " nodes cannot share mock agents: remove them, and start them with"
              + " node(0).agent(...)");
    }
    this.journal = new JournalStore(config.journalSize());
    List<MockZabbixServer> servers = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      servers.add(new MockZabbixServer(config, journal));
    }
    this.nodes = List.copyOf(servers);
  }

  /**
   * Starts every node, or none.
   *
   * @return this cluster
   * @throws UncheckedIOException if a node cannot listen, naming the address
   * @throws IllegalStateException if it was closed
   */
  public MockZabbixCluster start() {
    try {
      nodes.forEach(MockZabbixServer::start);
      return this;
    } catch (UncheckedIOException cannotListen) {
      close();
      throw cannotListen;
    }
  }

  /**
   * The node of this number, from 0.
   *
   * @throws IllegalArgumentException if there is none
   */
  public MockZabbixServer node(int number) {
    if (number < 0 || number >= nodes.size()) {
      throw new IllegalArgumentException(
          "nodes are 0.." + (nodes.size() - 1) + " but asked for was " + number);
    }
    return nodes.get(number);
  }

  /** All nodes. */
  public List<MockZabbixServer> nodes() {
    return nodes;
  }

  /** Where clients reach a node: {@code 127.0.0.1:40051}, or {@code [::1]:40051}. */
  public String address(int node) {
    return address(node(node).host(), node(node).trapperPort());
  }

  static String address(String host, int port) {
    return new HostAndPort(host, port).toString();
  }

  /**
   * Makes one node send every client that speaks of a host to another node.
   *
   * @param revision clients ignore a redirect of a lower revision than they have seen
   * @return the rule, to limit how often it is used
   */
  public Rule redirect(String host, int fromNode, int toNode, long revision) {
    return node(fromNode)
        .when(RequestMatcher.anyRequest().from(host))
        .reply(Answering.redirect(address(toNode), revision));
  }

  /** The values that any node took over, oldest first. */
  public List<ItemValue> items() {
    return journal.items();
  }

  /** The values of one item that any node took over, oldest first. */
  public List<ItemValue> items(String host, String key) {
    return journal.items(host, key);
  }

  /** Every connection to any node, oldest first. */
  public List<Exchange> exchanges() {
    return journal.exchanges();
  }

  /** What came late to any node, as {@link MockZabbixServer#lateExchanges} says. */
  public List<Exchange> lateExchanges() {
    return journal.late();
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public long refusedConnections() {
    return nodes.stream().mapToLong(MockZabbixServer::refusedConnections).sum();
  }

  /**
   * The rules that no node ever used. A rule of the configuration, which every node has, is used if
   * one of them has used it.
   */
  @Override
  public List<Rule> unusedRules() {
    return MockZabbixServer.unusedRules(nodes);
  }

  /**
   * Brings every node back to the state that the configuration describes, and empties the journal.
   */
  public void reset() {
    nodes.forEach(MockZabbixServer::resetState);
    journal.reset();
  }

  /**
   * Stops every node. Idempotent.
   *
   * @throws IllegalStateException if a thread did not end within 5 s, naming it
   */
  @Override
  public void close() {
    IllegalStateException failure = null;
    for (MockZabbixServer node : nodes) {
      try {
        node.close();
      } catch (IllegalStateException stuck) {
        failure = failure == null ? stuck : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public String toString() {
    return "MockZabbixCluster " + nodes;
  }
}
