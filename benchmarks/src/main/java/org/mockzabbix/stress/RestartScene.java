package org.mockzabbix.stress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.stress.Report.Figure;

/** Servers with an agent that are started, used and closed, some with a client in mid-packet. */
final class RestartScene implements Scene {

  private static final String HOST = "web01";
  private static final int HALF_A_PACKET = 20;

  private final Report report;

  RestartScene(Report report) {
    this.report = report;
  }

  @Override
  public List<Actor> actors() {
    return List.of(
        random -> {
          List<Integer> ports = useServer(random.nextBoolean());
          StressRound.checkFree(ports, report);
        });
  }

  private List<Integer> useServer(boolean killed) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      report.count(Figure.STARTS);
      MockAgent agent = server.agent(HOST).reply("agent.ping", "1");
      Client client = new Client(server.trapperPort());
      client.exchange(Packets.senderData(HOST, "k", "1"));
      new Getter()
          .get(new InetSocketAddress(InetAddress.getLoopbackAddress(), agent.port()), "agent.ping");
      if (server.items().size() != 1 || agent.exchanges().size() != 1) {
        throw new IllegalStateException("a new server has " + server.exchanges());
      }
      if (killed) {
        client.kill(Packets.senderData(HOST, "k", "2"), HALF_A_PACKET);
      }
      return List.of(server.trapperPort(), agent.port());
    }
  }

  @Override
  public void check(Report report) {
    // each server was checked when it was used
  }

  @Override
  public List<Integer> ports() {
    return List.of();
  }

  @Override
  public void close() {
    // each server was closed
  }
}
