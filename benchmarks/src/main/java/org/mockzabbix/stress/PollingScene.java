package org.mockzabbix.stress;

import java.util.List;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.stress.Report.Figure;

/** A server that polls a mock agent at the intervals of its items and when a test asks for it. */
final class PollingScene implements Scene {

  private static final String HOST = "web01";

  private final MockZabbixServer server = new MockZabbixServer().start();
  private final MockAgent agent = server.agent(HOST).reply("due", "1").reply("asked", "2");
  private final Report report;

  PollingScene(Report report) {
    this.report = report;
    server.putHost(
        Host.of(HOST, Item.passive("due", "1s"), Item.passive("asked", "1h")).withMockAgent(HOST));
    server.startPolling();
  }

  @Override
  public List<Actor> actors() {
    return List.of(
        random -> {
          server.poll(HOST, agent.address(), "asked");
          report.count(Figure.POLLS);
        });
  }

  @Override
  public void check(Report report) {
    server.stopPolling();
    List<Exchange> exchanges = server.exchanges(); // the agent's are among them
    long polled = exchanges.stream().filter(each -> each.localPort() == 0).count();
    if (2 * polled != exchanges.size()) {
      report.broken("%,d polls in %,d exchanges".formatted(polled, exchanges.size()));
    }
  }

  @Override
  public List<Integer> ports() {
    return List.of(server.trapperPort(), agent.port());
  }

  @Override
  public void close() {
    server.close();
  }
}
