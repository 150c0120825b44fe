package org.mockzabbix.stress;

import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.util.List;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.stress.Report.Figure;

/** A server and a cluster that are reset while others send. */
final class ResetScene implements Scene {

  private static final String HOST = "web01";
  private static final String KEY = "k";

  private final MockZabbixServer server = new MockZabbixServer().start();
  private final MockZabbixCluster cluster = new MockZabbixCluster(2).start();
  private final Client client = new Client(server.trapperPort());
  private final Client first = new Client(cluster.node(0).trapperPort());
  private final Client second = new Client(cluster.node(1).trapperPort());
  private final Report report;

  ResetScene(Report report) {
    this.report = report;
  }

  @Override
  public List<Actor> actors() {
    String noise = Packets.senderData("noise", KEY, "0");
    return List.of(
        random -> resetServer(),
        random -> client.exchange(noise),
        random -> resetCluster(),
        random -> first.exchange(noise),
        random -> second.exchange(noise));
  }

  private void resetServer() throws Exception {
    server.reset();
    report.count(Figure.RESETS);
    server.when(senderData().from(HOST)).reply(Responder.failed("once")).times(1);
    String refused = client.exchange(Packets.senderData(HOST, KEY, "1"));
    client.exchange(Packets.senderData(HOST, KEY, "2"));
    List<String> values = values(server.items(HOST, KEY));
    if (!refused.contains("once") || !values.equals(List.of("2"))) {
      throw new IllegalStateException(
          "after a reset, the first response was " + refused + ", and the values are " + values);
    }
  }

  private void resetCluster() throws Exception {
    cluster.reset();
    report.count(Figure.RESETS);
    first.exchange(Packets.senderData(HOST, KEY, "1"));
    second.exchange(Packets.senderData(HOST, KEY, "2"));
    List<String> values = values(cluster.items(HOST, KEY));
    if (!values.equals(List.of("1", "2"))) {
      throw new IllegalStateException("after a reset, the values of the cluster are " + values);
    }
  }

  private static List<String> values(List<ItemValue> items) {
    return items.stream().map(ItemValue::value).toList();
  }

  @Override
  public void check(Report report) {
    server.reset();
    cluster.reset();
    if (!server.exchanges().isEmpty() || !cluster.exchanges().isEmpty()) {
      report.broken("exchanges are left after a reset");
    }
  }

  @Override
  public List<Integer> ports() {
    return List.of(server.trapperPort(), first.port(), second.port());
  }

  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
