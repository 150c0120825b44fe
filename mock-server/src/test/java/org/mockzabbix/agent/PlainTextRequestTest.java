package org.mockzabbix.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.scenario.Scenario;

/** Requests without a header, as Zabbix 1.x and nc send them. */
@Timeout(60)
class PlainTextRequestTest {

  private static final String ONE = "ZBXD\1\1\0\0\0\0\0\0\0001";

  private static MockAgent agent(AgentConfig config) {
    return new MockAgent(config).reply("agent.ping", "1").reply("empty", "").start();
  }

  @ParameterizedTest
  @CsvSource({
    "agent.ping\\n,   1",
    "agent.ping\\r\\n, 1",
    "empty\\n,        ''",
    "nosuch\\n,       ZBX_NOTSUPPORTED\\0Unsupported item key.",
    "Z\\n,            ZBX_NOTSUPPORTED\\0Unsupported item key."
  })
  void keyWithALineEnd_getsTheValueInAPacket(String request, String value) throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01").acceptPlainText());
        PlainSocket client = new PlainSocket(agent.port())) {
      String heard = client.send(unescaped(request)).hear().text();

      assertEquals(value, unescapedBack(heard));
      Exchange exchange = agent.exchanges().get(0);
      assertEquals(RequestKind.PASSIVE_CHECK, exchange.kind());
      assertEquals(unescaped(request).strip(), exchange.text());
      assertEquals(List.of(), exchange.warnings());
    }
  }

  @Test
  void invalidKeyWithALineEnd_isExplained() throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01").acceptPlainText());
        PlainSocket client = new PlainSocket(agent.port())) {
      String heard = client.send("a[\n").hear().text();

      assertEquals("ZBX_NOTSUPPORTED\\0Invalid item key format.", unescapedBack(heard));
      assertEquals(
          List.of("the key \"a[\" is not valid: the closing bracket is missing (character 3)"),
          agent.exchanges().get(0).warnings());
    }
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  private static String unescapedBack(String packet) {
    assertEquals(
        "ZBXD\1" + (char) (packet.length() - 13) + "\0\0\0\0\0\0\0", packet.substring(0, 13));
    return packet.substring(13).replace("\0", "\\0");
  }

  @Test
  void keyInPieces() throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01").acceptPlainText());
        PlainSocket client = new PlainSocket(agent.port())) {
      for (char c : "agent.ping\n".toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertEquals(ONE, client.hear().text());
    }
  }

  @Test
  void keyWithoutLineEnd_endsWithTheInputOrAfterTheTimeout() throws Exception {
    AgentConfig config =
        AgentConfig.of("web01").acceptPlainText().withTimeout(Duration.ofMillis(200));
    try (MockAgent agent = agent(config);
        PlainSocket closing = new PlainSocket(agent.port());
        PlainSocket waiting = new PlainSocket(agent.port())) {
      closing.send("agent.ping").halfClose();
      waiting.send("agent.ping");

      assertEquals(ONE, closing.hear().text());
      assertEquals(ONE, waiting.hear().text());
    }
  }

  @Test
  void packetWithHeader_isStillAccepted() throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01").acceptPlainText());
        PlainSocket client = new PlainSocket(agent.port())) {
      assertEquals(ONE, client.send(Packets.frame("agent.ping")).hear().text());
    }
  }

  @Test
  void agent2_doesTheSame() throws Exception {
    AgentConfig config = AgentConfig.of("web01").withVariant(Variant.AGENT2).acceptPlainText();
    try (MockAgent agent = agent(config);
        PlainSocket client = new PlainSocket(agent.port())) {
      assertEquals(ONE, client.send("agent.ping\n").hear().text());
    }
  }

  @Test
  void jsonWithoutHeader_isUnreadable() throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01").acceptPlainText());
        PlainSocket client = new PlainSocket(agent.port())) {
      assertEquals("", client.send("{\"request\":\"passive checks\"}\n").hear().text());

      assertEquals(
          "missing header: expected 'ZBXD', received '{\"request\":\"pass...': is the 13-byte header"
              + " missing?",
          agent.exchanges().get(0).reason().orElseThrow());
    }
  }

  @Test
  void withoutTheSetting_isUnreadable() throws Exception {
    try (MockAgent agent = agent(AgentConfig.of("web01"));
        PlainSocket client = new PlainSocket(agent.port())) {
      assertEquals("", client.send("agent.ping\n").hear().text());

      assertEquals(RequestKind.UNREADABLE, agent.exchanges().get(0).kind());
    }
  }

  @Test
  void ofAnAgentThatHasNotStarted() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").acceptPlainText()) {
      agent.start();
      try (PlainSocket client = new PlainSocket(agent.port())) {
        assertEquals(ONE, client.send("agent.ping\n").hear().text());
      }

      IllegalStateException e = assertThrows(IllegalStateException.class, agent::acceptPlainText);
      assertEquals("call acceptPlainText() before start()", e.getMessage());
    }
  }

  @Test
  void inAScenario() throws Exception {
    String text =
        "agents: [{host: web01, port: 0, acceptPlainText: true, keys: {agent.ping: '1'}}]";
    try (MockZabbixServer server = new MockZabbixServer(Scenario.parse("s", text)).start();
        PlainSocket client = new PlainSocket(server.agents().get(0).port())) {
      assertEquals(ONE, client.send("agent.ping\n").hear().text());
    }
  }
}
