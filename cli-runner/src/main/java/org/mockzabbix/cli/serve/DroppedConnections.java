package org.mockzabbix.cli.serve;

import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.AgentLabel;
import org.mockzabbix.cli.output.RateLimitedLog;
import org.mockzabbix.text.Plurals;

/** Reports connections that were closed because too many were open. Not thread-safe. */
final class DroppedConnections {

  private final MockZabbixServer server;
  private final RateLimitedLog log;
  private boolean announced;

  DroppedConnections(MockZabbixServer server, RateLimitedLog log) {
    this.server = server;
    this.log = log;
  }

  /** Prints that connections are dropped, if that is new. */
  void announce() {
    if (!announced && total() > 0) {
      announced = true;
      log.printNotice("DROPPED connections, because too many are open: the number follows");
    }
  }

  private long total() {
    long ofAgents = server.agents().stream().mapToLong(MockAgent::refusedConnections).sum();
    return server.refusedConnections() + ofAgents;
  }

  /** Prints the number of dropped connections of each port. */
  void report() {
    report("trapper", server.refusedConnections());
    for (MockAgent agent : server.agents()) {
      report(AgentLabel.of(agent.name()), agent.refusedConnections());
    }
  }

  private void report(String port, long dropped) {
    if (dropped > 0) {
      String connections = Plurals.count(dropped, "connection");
      log.printNotice("DROPPED " + connections + " of " + port + ", because too many were open");
    }
  }
}
