package org.mockzabbix.stress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ReservedPort;
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
          try (ReservedPort trapper = new ReservedPort();
              ReservedPort agent = new ReservedPort()) {
            useServer(trapper.number(), agent.number(), random.nextBoolean());
            StressRound.checkFree(List.of(trapper.number(), agent.number()), report);
          }
        });
  }

  private void useServer(int trapperPort, int agentPort, boolean killed) throws Exception {
    ServerConfig config = ServerConfig.lenient().toBuilder().trapperPort(trapperPort).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      report.count(Figure.STARTS);
      AgentConfig onPort = AgentConfig.of(HOST).withPort(agentPort);
      MockAgent agent = server.agent(onPort).reply("agent.ping", "1");
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
