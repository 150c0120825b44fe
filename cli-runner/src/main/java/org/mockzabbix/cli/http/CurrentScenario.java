package org.mockzabbix.cli.http;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.scenario.Scenario;

/**
 * The expectations of the scenario that a server has now, and the changes of that scenario.
 * Thread-safe: {@code lock} lets one thread at a time change the server, since HTTP clients and a
 * watch of files make their changes by {@link #change}.
 */
public final class CurrentScenario {

  private final ReentrantLock lock = new ReentrantLock();
  private final AgentOptions agentOptions;
  private volatile List<Expectation> expectations;

  /**
   * Creates the scenario that a server starts with.
   *
   * @param agentOptions what the options say about mock agents
   */
  public CurrentScenario(List<Expectation> expectations, AgentOptions agentOptions) {
    this.expectations = List.copyOf(expectations);
    this.agentOptions = agentOptions;
  }

  /** Returns the expectations. */
  public List<Expectation> expectations() {
    return expectations;
  }

  /** Returns what the options say about mock agents. */
  AgentOptions agentOptions() {
    return agentOptions;
  }

  /** Makes a change of the server while nobody else makes one. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Replaces the scenario of {@code server}, and resets the server.
   *
   * @param scenario returns the new scenario; called while nobody else makes a change
   */
  public void replace(MockZabbixServer server, Supplier<Scenario> scenario) {
    change(
        () -> {
          Scenario changed = scenario.get();
          server.reconfigure(changed.server());
          expectations = changed.expectations();
        });
  }

  /** Returns whether somebody waits until another one has made its change. */
  boolean isAwaited() {
    return lock.hasQueuedThreads();
  }
}
