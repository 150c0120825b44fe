package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.WireClient;

/** A host whose agent is a mock agent of the same server, on whatever port that listens. */
@Timeout(60)
class HostAtMockAgentTest {

  private static final String SCENARIO =
      """
      hosts:
        - host: db01
          agent: web01
          items: [{key: agent.ping, type: passive, delay: 1s}]
      agents:
        - host: other
          keys: {agent.ping: other}
        - host: web01
          keys: {agent.ping: "1"}
      """;

  @Test
  void isPolledThere() {
    try (MockZabbixServer server = server(SCENARIO)) {
      server.startPolling();

      assertThat(server)
          .received(item("db01", "agent.ping").withValue("1"))
          .within(Duration.ofSeconds(20));
    }
  }

  @Test
  void isPolledFromTheStart_ifTheScenarioSaysSo() {
    try (MockZabbixServer server = server("poll: true\n" + SCENARIO)) {
      assertThat(server)
          .received(item("db01", "agent.ping").withValue("1"))
          .within(Duration.ofSeconds(20));

      server.stopPolling();
      server.start(); // no effect, because it listens
      server.reset();

      assertThat(server).received(item("db01", "agent.ping")).never();
    }
  }

  @Test
  void isFoundAfterAReset() {
    try (MockZabbixServer server = server(SCENARIO)) {
      server.removeHost("db01");

      server.reset();

      assertEquals(server.agents().get(1).address(), server.hosts().get(0).agent());
      assertEquals(1, server.configRevision());
      List<Exchange> polled = server.pollSchedule().runDue();
      assertEquals("1", polled.get(0).items().get(0).value());
    }
  }

  @Test
  void isFoundByAProxy() throws IOException {
    try (MockZabbixServer server =
        server(
            "dialect: '6.0'\n" + SCENARIO.replace("agent: web01", "agent: web01\n    proxy: px"))) {
      String tables =
          WireClient.reply(server, "{'request':'proxy config','host':'px','version':'6.0.14'}");

      int port = server.agents().get(1).port();
      assertTrue(tables.contains("'127.0.0.1','','" + port + "'"), tables);
    }
  }

  @Test
  void putHost_findsAnAgentThatWasStarted() {
    Host host = Host.of("db01", Item.passive("agent.ping", "1s")).withMockAgent("late");
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      MockAgent agent = server.agent("late");

      server.putHost(host);

      assertEquals(List.of(host.withAgent(agent.address())), server.hosts());
    }
  }

  @Test
  void start_findsAnAgentAndAHostThatWereAddedBefore() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      server.putHost(Host.of("db01").withMockAgent("early"));
      MockAgent agent = server.agent("early");

      server.start();

      assertEquals(agent.address(), server.hosts().get(0).agent());
    }
  }

  @Test
  void agentThatIsNotThere_isAnError() {
    Host host = Host.of("db01").withMockAgent("web09");
    String message = "no mock agent is named \"web09\": start it before you add its host";
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockZabbixServer other = new MockZabbixServer(ServerConfig.strict(host))) {

      Exception put = assertThrows(IllegalArgumentException.class, () -> server.putHost(host));
      Exception start = assertThrows(IllegalArgumentException.class, other::start);

      assertEquals(message, put.getMessage());
      assertEquals(message, start.getMessage());
      assertEquals(List.of(), server.hosts());
      assertEquals(List.of(host), other.hosts());
      assertEquals("MockZabbixServer 7.0 (not started)", other.toString());
    }
  }

  @Test
  void start_whoseTrapperCannotListen_closesTheAgents() throws IOException {
    try (MockZabbixServer taken = new MockZabbixServer().start();
        ReservedPort reserved = new ReservedPort()) {
      String text = "trapperPort: " + taken.trapperPort() + "\nagents: [{host: a, port: ";
      int port = reserved.number();
      MockZabbixServer server = new MockZabbixServer(Scenario.parse("s.yaml", text + port + "}]"));

      assertThrows(RuntimeException.class, server::start);

      assertThrows(ConnectException.class, () -> new PlainSocket(port).close());
      assertEquals(List.of(), server.agents());
    }
  }

  private static MockZabbixServer server(String scenario) {
    return new MockZabbixServer(Scenario.parse("s.yaml", scenario)).start();
  }
}
