package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.Captures.Connection;
import org.mockzabbix.testing.FakeProxy;
import org.mockzabbix.testing.WireClient;

/**
 * Plays what real agents and proxies sent to a real server, connection after connection, to a
 * server configured like the recorded one, and expects the recorded answers; and lets the server's
 * side of a passive proxy say what the recorded server said.
 *
 * <p>Left aside are the answers that were not recorded, and the time that a server spent. In the
 * configuration of a proxy the tables and fields are compared: its rows are another inventory's.
 */
@Timeout(120)
class RecordingsTest {

  private static final String AGENTS_AND_PROXIES =
      "(agentd|agent2|proxy)(60|70)_active(_unknown\\w*)?";

  private static final Host KITHOST =
      Host.of(
          "kithost",
          Item.active("agent.ping", "2s").withItemid(900017),
          Item.active("system.uptime", "3s").withItemid(900018),
          Item.active("kit.no.such.key", "5s").withItemid(900019),
          Item.active("log[/tmp/kit/run/app.log]", "1s").withItemid(900020),
          Item.active("agent.version", "5s").withItemid(900021),
          Item.trapper("kit.str"));

  private static Host behind(String name, String proxy, long itemid) {
    return Host.of(
            name,
            Item.active("agent.ping", "2s").withItemid(itemid).withValueType(ValueType.UNSIGNED),
            Item.trapper("kit.str").withItemid(itemid + 5).withValueType(ValueType.CHARACTER),
            Item.passive("agent.hostname", "3s").withItemid(itemid + 16))
        .withAgent("127.0.0.1:21850")
        .monitoredBy(proxy);
  }

  private static MockZabbixServer serverOf(String recording) {
    ZabbixVersion version = recording.contains("60_") ? ZabbixVersion.V6_0 : ZabbixVersion.V7_0;
    return new MockZabbixServer(
            ServerConfig.strict(
                    KITHOST,
                    behind("kitbehind", "kitproxy", 900022),
                    behind("kitbehindp", "kitpproxy", 900028))
                .toBuilder()
                .version(version)
                .configRevision(recording.startsWith("proxy") ? 135 : 1)
                .build())
        .start();
  }

  static Stream<String> agentsAndProxies() throws IOException, URISyntaxException {
    return Captures.connections(AGENTS_AND_PROXIES).stream().map(Connection::recording).distinct();
  }

  static Stream<Connection> passiveProxies() throws IOException, URISyntaxException {
    return Captures.connections("server(60|70)_polls_proxy(60|70)").stream();
  }

  @Test
  void thereAreRecordingsOfEveryProgram() throws Exception {
    assertEquals(
        List.of(
            "agent260_active",
            "agent260_active_unknown_host",
            "agent270_active",
            "agent270_active_unknown_host",
            "agentd60_active",
            "agentd60_active_unknown_host",
            "agentd70_active",
            "agentd70_active_unknown_host",
            "proxy60_active",
            "proxy60_active_unknown",
            "proxy70_active",
            "proxy70_active_unknown"),
        agentsAndProxies().toList());
    assertEquals(53, Captures.connections(AGENTS_AND_PROXIES).size());
    assertEquals(
        List.of("agentd60_active 1", "agentd70_active 2"),
        Captures.connections(AGENTS_AND_PROXIES).stream()
            .filter(connection -> !connection.hasAnswer())
            .map(Connection::toString)
            .toList());
    assertEquals(12, passiveProxies().count());
  }

  @ParameterizedTest
  @MethodSource("agentsAndProxies")
  void answersAsTheRecordedServer(String recording) throws Exception {
    try (MockZabbixServer server = serverOf(recording)) {
      for (Connection connection : Captures.connections(recording)) {
        WireClient.Answer answer = play(server, connection);
        if (connection.hasAnswer()) {
          compare(connection, new WireClient.Answer(connection.toClient(), true), answer);
        }
        if (recording.equals("proxy70_active") && connection.number() == 1) {
          // Something that is no concern of this proxy was changed meanwhile, twice.
          server.putHost(Host.of("other"));
          server.removeHost("other");
        }
      }
    }
  }

  private static WireClient.Answer play(MockZabbixServer server, Connection connection)
      throws IOException {
    try (WireClient client = new WireClient(server.trapperPort())) {
      client.send(connection.toServer());
      return client.readToEnd(Duration.ofSeconds(20));
    }
  }

  private static void compare(
      Connection connection, WireClient.Answer recorded, WireClient.Answer answer)
      throws IOException {
    assertEquals(recorded.bytes().length == 0, answer.bytes().length == 0, connection::toString);
    if (recorded.bytes().length > 0) {
      assertEquals(recorded.flags(), answer.flags(), connection::toString);
      compare(connection.toString(), recorded.body(), answer.body());
    }
  }

  private static void compare(String what, String recorded, String ours) throws IOException {
    if (recorded.contains("\"fields\":[")) {
      assertEquals(tables(json(recorded), ""), tables(json(ours), ""), what);
    } else {
      assertEquals(withoutTime(recorded), withoutTime(ours), what);
    }
  }

  /** The path and type of every member in its order, the fields of tables, and not their rows. */
  private static List<String> tables(JsonNode node, String path) {
    List<String> lines = new ArrayList<>();
    node.properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String line = path + "/" + member.getKey() + " " + value.getNodeType();
              lines.add(member.getKey().equals("fields") ? line + value : line);
              lines.addAll(tables(value, path + "/" + member.getKey()));
            });
    return lines;
  }

  private static String withoutTime(String body) {
    return body.replaceFirst("seconds spent: \\d+\\.\\d{6}\"", "seconds spent: (some)\"");
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** Every row of an agent is in the journal under its host and key, and none of it was refused. */
  @ParameterizedTest
  @MethodSource("agentsAndProxies")
  void recordsEveryRow(String recording) throws Exception {
    List<String> sent = new ArrayList<>();
    List<String> recorded = new ArrayList<>();
    try (MockZabbixServer server = serverOf(recording)) {
      for (Connection connection : Captures.connections(recording)) {
        play(server, connection);
        JsonNode request = json(new WireClient.Answer(connection.toServer(), true).body());
        request.path("data").forEach(row -> sent.add(row.path("value").asText()));
      }

      for (Exchange exchange : server.exchanges()) {
        for (ItemValue item : exchange.items()) {
          assertEquals("kithost", item.host());
          assertTrue(item.outcome().isProcessed(), item::toString);
          recorded.add(item.value());
        }
      }
      assertEquals(sent, recorded);
      assertEquals(List.of(), server.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("passiveProxies")
  void saysToAPassiveProxyWhatTheRecordedServerSaid(Connection connection) throws Exception {
    List<String> theirs = new ArrayList<>();
    for (byte[] packet : Captures.packets(connection.toServer())) {
      WireClient.Answer said = new WireClient.Answer(packet, true);
      theirs.add(said.flags() + " " + said.body());
    }
    byte[][] answers = Captures.packets(connection.toClient()).toArray(byte[][]::new);
    try (MockZabbixServer server = serverOf(connection.recording());
        FakeProxy proxy = FakeProxy.answering(answers)) {
      converse(server.proxyPoller("kitpproxy", proxy.address()), theirs.get(0));

      List<String> ours = proxy.received();
      assertEquals(theirs.size(), ours.size());
      for (int i = 0; i < theirs.size(); i++) {
        String our = ours.get(i).replace('\'', '"');
        assertEquals(theirs.get(i).charAt(0), our.charAt(0));
        compare(connection + " packet " + i, theirs.get(i).substring(2), our.substring(2));
      }
    }
  }

  private static void converse(ProxyPoller poller, String first) throws IOException {
    if (first.contains("proxy config")) {
      poller.configure();
    } else if (first.contains("proxy tasks")) {
      poller.fetchTasks();
    } else {
      poller.fetch();
    }
  }
}
