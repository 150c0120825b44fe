package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.testing.WireClient;

/** A reset is one moment: what began before it is gone, what begins after it is kept. */
class ResetTest {

  private static final String PACKET =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"}]}";

  @Test
  void forgetsAnExchangeThatIsUnderWay() throws Exception {
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch reset = new CountDownLatch(1);
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      server
          .when(RequestMatcher.senderData())
          .reply(
              (incoming, engine) -> {
                deciding.countDown();
                await(reset);
                return engine.get();
              });
      try (WireClient client = new WireClient(server.trapperPort())) {
        client.send(Packets.frame(1, PACKET.getBytes(StandardCharsets.UTF_8)));
        await(deciding);
        server.reset();
        reset.countDown();
        WireClient.Answer answer = client.readToEnd(Duration.ofSeconds(20));

        assertTrue(answer.body().contains("processed: 1"), answer.body());
        assertEquals(List.of(), server.exchanges());
        assertEquals(1, server.lateExchanges().size());
      }
      WireClient.ask(server.trapperPort(), PACKET);
      assertEquals(1, server.items("h", "k").size());
    }
  }

  @Test
  void whatComesOnAnOpenConnectionIsLate() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        WireClient client = new WireClient(server.trapperPort())) {
      byte[] packet = Packets.frame(1, PACKET.getBytes(StandardCharsets.UTF_8));
      client.send(Arrays.copyOf(packet, 20));
      awaitAccepted(server);
      server.reset();
      List<Exchange> observed = new CopyOnWriteArrayList<>();
      server.onExchange(observed::add);
      Rule rule = server.when(RequestMatcher.anyRequest()).reply(Responder.failed("busy")).times(1);

      client.send(Arrays.copyOfRange(packet, 20, packet.length));
      String answer = client.readToEnd(Duration.ofSeconds(20)).body();

      assertTrue(answer.contains("processed: 1; failed: 0; total: 1"), answer);
      assertEquals(List.of(), server.exchanges());
      assertEquals(List.of(), server.items());
      assertEquals(List.of(), observed);
      assertEquals(0, rule.uses());
      Exchange late = server.lateExchanges().get(0);
      assertTrue(late.isLate());
      assertEquals(0, late.id());
      assertEquals("h k = \"1\"", late.items().get(0).toString());
      assertEquals(
          "late 127.0.0.1:"
              + client.localPort()
              + " sender data: processed: 1; failed: 0; total: 1",
          late.toString());
    }
  }

  @Test
  void whatComesOnAnOpenConnectionOfAnAgentIsLate() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = server.agent("web01");
        WireClient client = new WireClient(agent.port())) {
      byte[] packet = Packets.frame(1, "agent.ping".getBytes(StandardCharsets.UTF_8));
      client.send(Arrays.copyOf(packet, 20));
      WireClient.ask(agent.port(), "agent.ping");
      server.reset();

      client.send(Arrays.copyOfRange(packet, 20, packet.length));
      client.readToEnd(Duration.ofSeconds(20));

      assertEquals(List.of(), agent.exchanges());
      assertEquals(1, server.lateExchanges().size());
    }
  }

  @Test
  void forgetsWhatCameLateBefore() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      try (WireClient client = new WireClient(server.trapperPort())) {
        awaitAccepted(server);
        server.reset();
        client.halfClose();
        client.readToEnd(Duration.ofSeconds(20));
      }
      assertEquals(1, server.lateExchanges().size());

      server.reset();

      assertEquals(List.of(), server.lateExchanges());
    }
  }

  /** Connections are accepted in their order, so those before this one are. */
  private static void awaitAccepted(MockZabbixServer server) throws IOException {
    WireClient.ask(server.trapperPort(), PACKET);
  }

  @Test
  void goesBackToTheConfiguration() throws IOException {
    Host known = Host.of("known");
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(known)).start()) {
      server.putHost(Host.of("added"));
      server.when(RequestMatcher.anyRequest()).reply(Responder.close());

      server.reset();

      assertEquals(List.of(known), server.hosts());
      assertEquals(1, server.configRevision());
      assertTrue(WireClient.ask(server.trapperPort(), PACKET).body().contains("failed: 1"));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
