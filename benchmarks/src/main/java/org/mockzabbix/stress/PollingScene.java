package org.mockzabbix.stress;

import java.util.List;
import java.util.Optional;
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
    problem(server.exchanges()).ifPresent(report::broken); // the agent's are among them
  }

  /**
   * Returns what is wrong with the exchanges of a server and its agent. An agent records before it
   * responds, so that each completed poll has its exchange. The end of polling may interrupt a
   * poll, which the agent may have noticed or not.
   */
  static Optional<String> problem(List<Exchange> exchanges) {
    List<Exchange> polls = exchanges.stream().filter(each -> each.localPort() == 0).toList();
    long served = exchanges.stream().filter(each -> each.localPort() != 0).count();
    long interrupted = polls.stream().filter(PollingScene::isInterrupted).count();
    long completed = polls.stream().filter(poll -> poll.reason().isEmpty()).count();
    long failed = polls.size() - completed - interrupted;
    return failed == 0 && served >= completed && served <= polls.size()
        ? Optional.empty()
        : Optional.of(
            "%,d polls were completed, %,d interrupted, %,d failed, and the agent has %,d exchanges"
                .formatted(completed, interrupted, failed, served));
  }

  private static boolean isInterrupted(Exchange poll) {
    return poll.reason().filter(why -> why.endsWith("the thread was interrupted")).isPresent();
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
