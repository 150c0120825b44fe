package org.mockzabbix;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.Rule;

/**
 * The mock agents of a server: those that a scenario describes start with it, others whenever a
 * test wants them. All record in the server's journal. Thread-safe without a lock: an agent is
 * added before it is looked whether they were closed, so that none is left behind.
 */
final class ServerAgents {

  private final ServerConfig config;
  private final JournalStore journal;
  private final List<MockAgent> ofScenario = new CopyOnWriteArrayList<>();
  private final List<MockAgent> added = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  ServerAgents(ServerConfig config, JournalStore journal) {
    this.config = config;
    this.journal = journal;
  }

  /** Starts those that are described, or none if one cannot listen. */
  void startDescribed() {
    try {
      config.agents().forEach(agent -> ofScenario.add(new MockAgent(agent, journal).start()));
    } catch (RuntimeException cannotStart) {
      stopDescribed();
      throw cannotStart;
    }
  }

  /** Undoes that. */
  void stopDescribed() {
    ofScenario.forEach(MockAgent::close);
    ofScenario.clear();
  }

  /** Starts one more, like the server in version and clock. */
  MockAgent start(String host) {
    return start(AgentConfig.of(host).withVersion(config.version()).withClock(config.clock()));
  }

  /** Starts one more. */
  MockAgent start(AgentConfig settings) {
    if (closed) {
      throw alreadyClosed();
    }
    MockAgent agent = new MockAgent(settings, journal).start();
    added.add(agent);
    if (closed) { // meanwhile, perhaps before it was added
      agent.close();
      throw alreadyClosed();
    }
    return agent;
  }

  private static IllegalStateException alreadyClosed() {
    return new IllegalStateException("already closed");
  }

  /** Those that were started and not forgotten. */
  List<MockAgent> all() {
    return Stream.concat(ofScenario.stream(), added.stream()).toList();
  }

  /**
   * The host with the address of the mock agent where it is to be polled.
   *
   * @throws IllegalArgumentException if there is no such agent
   */
  Host located(Host host) {
    return host.mockAgent().map(this::address).map(host::withAgent).orElse(host);
  }

  private String address(String name) {
    return all().stream()
        .filter(agent -> agent.name().equals(name))
        .findFirst()
        .map(MockAgent::address)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no mock agent of host " + name + " to poll: start it before"));
  }

  /** Their rules that were never used. */
  List<Rule> unusedRules() {
    return all().stream().flatMap(agent -> agent.unusedRules().stream()).toList();
  }

  /** All are as they were described; those that a test started stay, as they began. */
  void reset() {
    all().forEach(MockAgent::reset);
  }

  /** Closes all, and starts no more. */
  void close() {
    closed = true; // first: who adds one now sees it, or is seen here
    all().forEach(MockAgent::close);
  }
}
