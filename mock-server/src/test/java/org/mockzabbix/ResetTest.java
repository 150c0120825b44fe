package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.testing.WireClient;

/** A reset is one moment: what began before it is gone, what begins after it is kept. */
class ResetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
        WireClient.Answer answer = client.readToEnd(PATIENCE);

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
      String answer = client.readToEnd(PATIENCE).body();

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
      client.readToEnd(PATIENCE);

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
        client.readToEnd(PATIENCE);
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
  void ruleBegunBeforeAndCompletedAfterAReset_applies() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      RuleBuilder begun = server.when(senderData());
      server.reset();

      Rule rule = begun.reply(Responder.failed("as asked"));

      String response = WireClient.reply(server, Packets.senderData("web01", "k", "1"));
      assertEquals("{'response':'failed','info':'as asked'}", response);
      assertEquals(1, rule.uses());
    }
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

  @Test
  void connectionThatWasOpenedButNotYetAccepted_isLate() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (MockZabbixServer server = new MockZabbixServer().start();
          MockAgent agent = server.agent("web01");
          WireClient client = new WireClient(server.trapperPort());
          WireClient poller = new WireClient(agent.port())) {
        server.reset();

        client.send(Packets.frame(PACKET));
        client.readToEnd(PATIENCE);
        poller.send(Packets.frame("agent.ping"));
        poller.readToEnd(PATIENCE);

        assertEquals(List.of(), server.exchanges());
        assertEquals(2, server.lateExchanges().size());
      }
    }
  }

  @Test
  void fromEveryCallback_isComplete() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = server.agent(AgentConfig.of("web01").withKey("k", resetting(server)))) {
      List<Runnable> callbacks =
          List.of(
              () ->
                  server
                      .when(RequestMatcher.anyRequest())
                      .reply(
                          (incoming, engine) -> {
                            server.reset();
                            return engine.get();
                          }),
              () ->
                  server
                      .when(RequestMatcher.anyRequest().and("any", incoming -> reset(server)))
                      .reply(Responder.close()),
              () -> server.onExchange(exchange -> server.reset()));
      for (Runnable callback : callbacks) {
        callback.run();
        server.refuseConnections();
        server.acceptConnections();
        WireClient.ask(server.trapperPort(), PACKET);

        assertEquals(List.of(), server.exchanges());
        assertEquals(List.of(), server.unusedRules());
      }
      String value = WireClient.ask(agent.port(), "k").body();

      assertEquals("done", value);
      assertEquals(List.of(), server.exchanges());
      assertEquals(1, server.lateExchanges().size());
    }
  }

  private static KeyScript resetting(MockZabbixServer server) {
    return KeyScript.computed(key -> reset(server) ? "done" : "");
  }

  private static boolean reset(MockZabbixServer server) {
    server.reset();
    return true;
  }

  /** The listener's own thread asks the clock. */
  @Test
  void fromTheClock_isComplete() throws Exception {
    AtomicReference<MockZabbixServer> toReset = new AtomicReference<>();
    InstantSource clock =
        () -> {
          MockZabbixServer server = toReset.get();
          if (server != null) {
            server.reset();
          }
          return Instant.EPOCH;
        };
    ServerConfig config = ServerConfig.lenient().toBuilder().clock(clock).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      server.agent("web01");
      toReset.set(server);

      String answer = WireClient.ask(server.trapperPort(), PACKET).body();

      assertTrue(answer.contains("processed: 1"), answer);
      assertEquals(List.of(), server.exchanges());
    }
  }

  @Test
  void besideItself_leavesTheConfiguration() throws Exception {
    try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
      for (int i = 0; i < 50; i++) {
        cluster.nodes().forEach(node -> node.putHost(Host.of("added")));
        cluster.redirect("h", 0, 1, 1);
        cluster.node(1).refuseConnections();

        CompletableFuture<Void> other = OwnThread.run(cluster::reset);
        cluster.node(0).reset();
        other.get(20, TimeUnit.SECONDS);

        for (MockZabbixServer node : cluster.nodes()) {
          assertEquals(List.of(), node.hosts());
          assertTrue(WireClient.ask(node.trapperPort(), PACKET).body().contains("processed: 1"));
        }
        assertEquals(2, cluster.exchanges().size());
      }
    }
  }

  @Test
  void ofANode_resetsTheWholeCluster() throws Exception {
    try (MockZabbixCluster cluster = new MockZabbixCluster(2).start();
        WireClient client = new WireClient(cluster.node(1).trapperPort())) {
      Rule rule = cluster.node(1).when(RequestMatcher.anyRequest()).reply(Responder.close());

      cluster.node(0).reset();
      client.send(Packets.frame(PACKET));

      assertTrue(client.readToEnd(PATIENCE).body().contains("processed: 1"));
      assertEquals(0, rule.uses());
      assertEquals(1, cluster.lateExchanges().size());
    }
  }

  @Test
  void ofAnAgentAlone_leavesOpenConnectionsTheirSequence() throws Exception {
    AgentConfig config =
        AgentConfig.of("a").withKey("turn", KeyScript.sequence("1", "2", "3").thenLast());
    try (MockAgent agent = new MockAgent(config).start();
        WireClient before = new WireClient(agent.port())) {
      assertEquals("1", WireClient.ask(agent.port(), "turn").body());

      agent.reset();
      before.send(Packets.frame("turn"));

      assertEquals("2", before.readToEnd(PATIENCE).body());
      assertEquals("1", WireClient.ask(agent.port(), "turn").body());
      assertEquals(3, agent.exchanges().size());
    }
  }

  @Test
  void rulesAndHostsAddedMeanwhile_areGoneOrRemainAsAWhole() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      CompletableFuture<Void> adding =
          OwnThread.run(
              () -> {
                while (!done.get()) {
                  server.when(RequestMatcher.anyRequest()).reply(Responder.close()).times(1);
                  server.putHost(Host.of("added"));
                  server.runOnAgent("h", RemoteCommand.of("date"));
                }
              });
      for (int i = 0; i < 200; i++) {
        server.reset();
      }
      done.set(true);
      adding.get(20, TimeUnit.SECONDS);
      server.reset();

      assertEquals(List.of(), server.unusedRules());
      assertEquals(List.of(), server.hosts());
      assertTrue(WireClient.ask(server.trapperPort(), PACKET).body().contains("processed: 1"));
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
