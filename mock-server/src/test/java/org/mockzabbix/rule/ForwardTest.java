package org.mockzabbix.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.fixtures.UnresolvableHost;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.transcript.ExchangeJson;

@Timeout(120)
class ForwardTest {

  private static final String VALUE = Packets.senderData("web01", "app.ok", "1");

  private static MockZabbixServer forwardingTo(String address) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().forward(address).build())
        .start();
  }

  private static MockZabbixServer forwardingTo(ScriptedPeer peer) {
    return forwardingTo("127.0.0.1:" + peer.port());
  }

  private static Exchange only(MockZabbixServer server) {
    return server.exchanges().get(0);
  }

  @Test
  void bytesArePassedOnInBothDirections() throws IOException {
    byte[] request = Packets.packet(3, VALUE);
    byte[] reply = Packets.packet(3, "{ \"info\":\"x\",\"response\" : \"success\" }\n");
    try (ScriptedPeer peer = new ScriptedPeer((n, text) -> reply);
        MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixServer toPeer = forwardingTo(peer);
        MockZabbixServer toReal = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      assertArrayEquals(reply, new PlainSender(toPeer.trapperPort()).sendBytes(request));
      new PlainSender(toReal.trapperPort()).sendBytes(request);

      assertArrayEquals(request, only(real).packetBytes());
      assertArrayEquals(request, only(toReal).packetBytes());
      assertArrayEquals(only(real).responseBytes(), only(toReal).responseBytes());
    }
  }

  @Test
  void exchange_holdsRequestAndReply() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      new Sender(server.host(), server.trapperPort()).send("web01", "app.ok", "1");

      Exchange exchange = only(server);
      assertEquals(only(real).response().text(), exchange.response().text());
      assertEquals("processed: 1; failed: 0; total: 1", exchange.response().summary());
      assertEquals("1", server.items("web01", "app.ok").get(0).value());
      assertEquals(
          "processed: 1; failed: 0; total: 1; seconds spent: T",
          ExchangeJson.ofServer()
              .json(exchange)
              .at("/reply/info")
              .textValue()
              .replaceAll("[0-9]\\.[0-9]+", "T"));
    }
  }

  @Test
  void valuesThatTheRealServerFails_areRejected() throws IOException {
    ServerConfig strict = ServerConfig.strict(Host.of("web01", Item.trapper("known")));
    try (MockZabbixServer real = new MockZabbixServer(strict).start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      PlainSender sender = new PlainSender(server.trapperPort());
      sender.send(VALUE);
      sender.sendValues(
          Packets.value("web01", "known", "1") + "," + Packets.value("web01", "unknown", "1"));

      assertEquals(
          List.of(Outcome.REFUSED_AFTER_FORWARDING),
          server.rejected().stream().map(item -> item.outcome()).toList());
      assertEquals(
          List.of(
              "127.0.0.1:"
                  + real.trapperPort()
                  + " did not process 1 of 2 values, and does not tell which"),
          server.exchanges().get(1).warnings());
    }
  }

  @Test
  void refusedRequest_hasTheReasonOfTheRealServer() throws IOException {
    ServerConfig strict = ServerConfig.strict(Host.of("web01", Item.trapper("known")));
    try (MockZabbixServer real = new MockZabbixServer(strict).start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      String reply =
          new PlainSender(server.trapperPort())
              .send("{\"request\":\"active checks\",\"host\":\"web09\"}");

      assertEquals("{\"response\":\"failed\",\"info\":\"host [web09] not found\"}", reply);
      assertEquals("host [web09] not found", only(server).reason().orElse(""));
      assertEquals("failed: host [web09] not found", only(server).response().summary());
    }
  }

  @Test
  void refusedConnection_closesTheClientsConnectionWithAWarning() throws IOException {
    try (ReservedPort refusing = new ReservedPort();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + refusing.number())) {
      byte[] reply = new PlainSender(server.trapperPort()).sendBytes(Packets.frame(VALUE));

      assertEquals(0, reply.length);
      String address = "127.0.0.1:" + refusing.number();
      assertEquals(
          List.of(
              "forwarding to "
                  + address
                  + " failed: cannot connect to [[127.0.0.1]:"
                  + refusing.number()
                  + "]: Connection refused"),
          only(server).warnings());
      assertEquals(1, server.rejected().size());
    }
  }

  @Test
  void nameThatCannotBeResolved_isAWarning() throws IOException {
    try (MockZabbixServer server = forwardingTo(UnresolvableHost.NAME + ":10051")) {
      new PlainSender(server.trapperPort()).sendBytes(Packets.frame(VALUE));

      assertEquals(
          List.of("forwarding to no..such.host:10051 failed: cannot resolve [no..such.host]"),
          only(server).warnings());
    }
  }

  @Test
  void serverThatClosesWithoutAReply_isImitated() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.answering(ScriptedPeer.disconnect());
        MockZabbixServer server = forwardingTo(peer)) {
      assertEquals(0, new PlainSender(server.trapperPort()).sendBytes(Packets.frame(VALUE)).length);
      assertEquals(1, server.rejected().size());
    }
  }

  @Test
  void halfAReply_isPassedOnWithAWarning() throws IOException {
    byte[] half = "ZBXD\1\5\0\0\0\0\0\0\0{".getBytes(UTF_8);
    try (ScriptedPeer peer = ScriptedPeer.answering(half);
        MockZabbixServer server = forwardingTo(peer)) {
      assertArrayEquals(
          half, new PlainSender(server.trapperPort()).sendBytes(Packets.frame(VALUE)));
      assertEquals(
          List.of(
              "forwarding to 127.0.0.1:"
                  + peer.port()
                  + " failed: declared 5 bytes, the connection was closed after 1"),
          only(server).warnings());
    }
  }

  @Test
  void replyThatIsNoPacket_isPassedOnWhole() throws IOException {
    byte[] text = "OK, but not a packet".getBytes(UTF_8);
    try (ScriptedPeer peer = ScriptedPeer.answering(text);
        MockZabbixServer server = forwardingTo(peer)) {
      assertArrayEquals(
          text, new PlainSender(server.trapperPort()).sendBytes(Packets.frame(VALUE)));
      assertEquals(List.of(), only(server).warnings());
    }
  }

  @Test
  void invalidPacket_isNotForwarded() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      new PlainSender(server.trapperPort()).sendBytes("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));

      assertEquals(1, server.exchanges().size());
      assertEquals(0, real.exchanges().size());
    }
  }

  @Test
  void largePacket_isForwarded() throws IOException {
    byte[] large = new byte[5 << 20];
    Arrays.fill(large, (byte) 'x');
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      new Sender(server.host(), server.trapperPort())
          .send("web01", "log", new String(large, UTF_8));

      assertEquals(5 << 20, real.items("web01", "log").get(0).value().length());
    }
  }

  @Test
  void hangingServer_blocksNoOtherClient() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedPeer peer =
            new ScriptedPeer(
                (n, text) -> {
                  asked.countDown();
                  return ScriptedPeer.hang();
                });
        MockZabbixServer server = new MockZabbixServer().start()) {
      server.when(senderData().from("slow")).forward("127.0.0.1:" + peer.port());
      PlainSender sender = new PlainSender(server.trapperPort());
      try (Socket slow = sender.connect()) {
        slow.getOutputStream().write(Packets.frame(Packets.senderData("slow", "k", "1")));
        assertTrue(asked.await(60, TimeUnit.SECONDS));

        sender.send(VALUE);

        assertEquals("1", server.items("web01", "app.ok").get(0).value());
      }
    } // ends the forwarding, or throws an exception
  }

  @Test
  void rulesAndFaults_applyToForwardedRequests() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockZabbixServer server = forwardingTo("127.0.0.1:" + real.trapperPort())) {
      server.when(senderData()).reply(Responder.failed("busy")).times(1);
      server
          .when(senderData())
          .reply(Responder.forward("127.0.0.1:" + real.trapperPort()), Fault.wrongFlags(9))
          .skip(1);
      PlainSender sender = new PlainSender(server.trapperPort());

      assertEquals("{\"response\":\"failed\",\"info\":\"busy\"}", sender.send(VALUE));
      assertEquals(9, sender.sendBytes(Packets.frame(VALUE))[4]);
      assertEquals(1, real.exchanges().size());
    }
  }

  @Test
  void agents_forwardToAgents() throws IOException {
    try (MockAgent real = new MockAgent("real").reply("agent.ping", "1").start();
        MockAgent agent = new MockAgent("web01").start()) {
      agent.when(anyRequest()).forward("127.0.0.1:" + real.port());

      assertEquals(
          "1",
          new Getter(ZabbixVersion.V6_0, Duration.ofSeconds(60))
              .get("127.0.0.1:" + agent.port(), "agent.ping")
              .value());
      assertEquals("1", agent.exchanges().get(0).response().text());
    }
  }

  @Test
  void theJavaCodeOfThePageWorks() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start();
        MockAgent realAgent = new MockAgent("web01").reply("agent.ping", "1").start();
        MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = new MockAgent("web01").start()) {
      int realPort = real.trapperPort();
      int realAgentPort = realAgent.port();

      server.when(senderData().from("web01")).forward("127.0.0.1:" + realPort);
      agent.when(anyRequest()).forward("127.0.0.1:" + realAgentPort);

      new PlainSender(server.trapperPort()).send(VALUE);
      assertEquals("1", new Getter().get("127.0.0.1:" + agent.port(), "agent.ping").value());
      assertEquals("1", real.items("web01", "app.ok").get(0).value());
      assertEquals(
          """
          server.when(senderData().from("web01")).forward("127.0.0.1:" + realPort);
          agent.when(anyRequest()).forward("127.0.0.1:" + realAgentPort);
          """,
          MarkdownFile.read("docs/record-and-replay.md").snippets("java").get(0));
    }
  }

  @Test
  void invalidAddress_isRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Responder.forward("localhost"));

    assertEquals(
        "\"localhost\" is not a valid address: use host:port, for example 127.0.0.1:10050 or"
            + " [::1]:10050",
        e.getMessage());
  }

  @Test
  void scenariosForwardAllOrSomeRequests() throws IOException {
    try (MockZabbixServer real = new MockZabbixServer().start()) {
      String address = "'127.0.0.1:" + real.trapperPort() + "'";
      for (String scenario :
          List.of(
              "forward: " + address,
              "rules: [{when: {host: web01}, forward: " + address + "}]",
              "rules: [{times: 1, forward: " + address + "}]")) {
        try (MockZabbixServer server =
            new MockZabbixServer(Scenario.parse("s", scenario).server()).start()) {
          new PlainSender(server.trapperPort()).send(VALUE);
        }
      }

      assertEquals(3, real.exchanges().size());
    }
  }

  @Test
  void scenarioErrors_nameTheRemedy() {
    assertEquals(
        "s:1: forward must be an address, for example 127.0.0.1:10051 or [::1]:10051, but was"
            + " \"localhost\"",
        error("forward: localhost"));
    assertEquals(
        "s:1: a rule has reply or forward, not both: remove one of them",
        error("rules: [{reply: close, forward: 'h:1'}]"));
  }

  private static String error(String scenario) {
    return assertThrows(ScenarioException.class, () -> Scenario.parse("s", scenario)).getMessage();
  }
}
