package org.mockzabbix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.server.ExchangeObservers;

/**
 * The mock agents of a server: those of its settings, which start with it, and those that a test
 * adds. All record to the server's journal. Thread-safe without a lock: an added agent is in the
 * list before {@code closed} is checked, so that {@link #close} does not miss it.
 */
final class ServerMockAgents {

  private final ServerConfig config; // the settings at the start
  private final ResetGroup group;
  private final ExchangeObservers observers;
  private final List<MockAgent> configured = new CopyOnWriteArrayList<>();
  private final List<MockAgent> added = new CopyOnWriteArrayList<>();
  private final EpochLocal<List<Rule>> unusedOfClosed;
  private volatile boolean closed;

  /**
   * Creates a list without agents.
   *
   * @param observers the observers of the server, which are also notified of its agents' exchanges
   */
  ServerMockAgents(ServerConfig config, ResetGroup group, ExchangeObservers observers) {
    this.config = config;
    this.group = group;
    this.observers = observers;
    this.unusedOfClosed = new EpochLocal<>(group.journal(), CopyOnWriteArrayList::new);
  }

  /** Starts the agents of the settings. If one cannot listen, stops all of them. */
  void startConfigured() {
    try {
      config.agents().forEach(agent -> configured.add(create(agent).start()));
    } catch (RuntimeException | Error cannotStart) {
      stopConfigured();
      throw cannotStart;
    }
  }

  /**
   * Replaces the agents of the settings. One whose program and address are the same stays, and uses
   * its new scripts and rules after the next reset. If an agent cannot listen, the earlier agents
   * remain as far as they were not replaced.
   */
  void reconfigure(List<AgentConfig> changed) {
    List<MockAgent> before = List.copyOf(configured);
    List<MockAgent> kept = new ArrayList<>();
    List<AgentConfig> added = new ArrayList<>();
    for (AgentConfig settings : changed) {
      Optional<MockAgent> same =
          before.stream()
              .filter(agent -> !kept.contains(agent) && hasSamePort(agent, settings))
              .findFirst();
      same.ifPresentOrElse(kept::add, () -> added.add(settings));
    }
    List<MockAgent> removed = before.stream().filter(agent -> !kept.contains(agent)).toList();
    closeAll(removed);
    configured.removeAll(removed);
    added.forEach(settings -> configured.add(create(settings).start()));
    for (AgentConfig settings : changed) {
      kept.stream()
          .filter(agent -> hasSamePort(agent, settings))
          .forEach(agent -> agent.reconfigure(settings));
    }
  }

  private static boolean hasSamePort(MockAgent agent, AgentConfig settings) {
    AgentConfig before = agent.config();
    return before.host().equals(settings.host())
        && (settings.port() == 0 || before.port() == settings.port())
        && before.bindAddress().equals(settings.bindAddress())
        && before.variant() == settings.variant()
        && before.version() == settings.version()
        && before.acceptsPlainText() == settings.acceptsPlainText();
  }

  /** Closes and removes the agents of the settings. */
  void stopConfigured() {
    closeAll(configured);
    configured.clear();
  }

  /** Starts an agent with the default settings. */
  MockAgent start(String host) {
    return start(AgentConfig.of(host));
  }

  /** Starts an agent. Without a version or clock, it has those of the server. */
  MockAgent start(AgentConfig settings) {
    if (closed) {
      throw alreadyClosed();
    }
    MockAgent agent = create(completed(settings)).start();
    added.add(agent);
    if (closed) { // close() may have missed the agent
      agent.close();
      throw alreadyClosed();
    }
    return agent;
  }

  private AgentConfig completed(AgentConfig settings) {
    return config.toBuilder().agents(List.of(settings)).build().agents().get(0);
  }

  private MockAgent create(AgentConfig settings) {
    return new MockAgent(settings, group, this);
  }

  /** Returns the observers of the server. */
  ExchangeObservers observers() {
    return observers;
  }

  /** Removes an added agent that the test has closed, but keeps its unused rules. */
  void closed(MockAgent agent) {
    if (!closed && added.remove(agent)) {
      unusedOfClosed.get().addAll(agent.unusedRules());
    }
  }

  private static IllegalStateException alreadyClosed() {
    return new IllegalStateException("already closed: create a new server");
  }

  /** Returns all agents, except the added ones that the test has closed. */
  List<MockAgent> all() {
    List<MockAgent> all = new ArrayList<>(configured);
    all.addAll(added);
    return Collections.unmodifiableList(all);
  }

  /**
   * Returns the host with the address of its mock agent, if it has one.
   *
   * @throws IllegalArgumentException if no mock agent has this name
   */
  Host located(Host host) {
    return host.mockAgent().map(this::address).map(host::withAgent).orElse(host);
  }

  private String address(String name) {
    return named(name)
        .map(MockAgent::address)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no mock agent is named \"" + name + "\": start it before you add its host"));
  }

  private Optional<MockAgent> named(String name) {
    return all().stream().filter(agent -> agent.name().equals(name)).findFirst();
  }

  /** Returns the host with the address of its mock agent, if it has one that was started. */
  Host locatedIfStarted(Host host) {
    return host.mockAgent()
        .flatMap(this::named)
        .map(agent -> host.withAgent(agent.address()))
        .orElse(host);
  }

  /** Returns the rules that have never applied, also those of agents that were closed. */
  List<Rule> unusedRules() {
    Stream<Rule> ofOpen = all().stream().flatMap(agent -> agent.unusedRules().stream());
    return Stream.concat(ofOpen, unusedOfClosed.get().stream()).toList();
  }

  private static void closeAll(List<MockAgent> agents) {
    agents.forEach(MockAgent::shutDown);
    Closing.all(agents.stream().<Runnable>map(agent -> agent::close).toList());
  }

  /** Begins to stop all agents, does not wait for threads, and refuses to start others. */
  void shutDown() {
    closed = true; // before the list is read, so that start(...) sees it
    all().forEach(MockAgent::shutDown);
  }

  /** Closes all agents, and refuses to start others. */
  void close() {
    shutDown();
    closeAll(all());
  }
}
