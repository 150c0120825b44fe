package org.mockzabbix.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;

/**
 * Checks that the extension has closed a server or agent. A connection to the port would not show
 * it: the system may have given the port to another test in the meantime.
 */
final class Closed {

  private Closed() {}

  static void assertClosed(MockZabbixServer server) {
    assertTrue(server.toString().startsWith("MockZabbixServer 7.0 (closed, "), server.toString());
  }

  static void assertClosed(MockAgent agent) {
    assertTrue(agent.toString().contains(" (agent 7.0, closed, "), agent.toString());
  }
}
