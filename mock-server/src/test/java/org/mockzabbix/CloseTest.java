package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.WireClient;

/** Closing and resetting whatever the functions of a test do. */
@Timeout(120)
class CloseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ONE_VALUE =
      "{'request':'sender data','data':[{'host':'h','key':'k','value':'1'}]}";

  /** Matches after longer than anybody waits, and ignores interrupts. */
  private static final Pattern BACKTRACKING = Pattern.compile("(x+)".repeat(12) + "y");

  private static final String MANY = "x".repeat(300);

  @Test
  void close_whileCallbacksOfSeveralAgentsHang_closesEverything() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    try (ReservedPort trapper = new ReservedPort();
        ReservedPort a = new ReservedPort();
        ReservedPort b = new ReservedPort()) {
      ServerConfig config =
          ServerConfig.lenient().toBuilder().trapperPort(trapper.number()).build();
      MockZabbixServer server = new MockZabbixServer(config).start();
      server.agent(AgentConfig.of("a").withPort(a.number()));
      server.agent(AgentConfig.of("b").withPort(b.number()));
      List<WireClient> clients = new ArrayList<>();
      for (MockAgent agent : server.agents()) {
        agent.onExchange(exchange -> hang(started, release));
        WireClient client = new WireClient(agent.port());
        client.send(Packets.frame("agent.ping"));
        clients.add(client);
      }
      assertTrue(started.await(20, TimeUnit.SECONDS));

      IllegalStateException e =
          assertTimeoutPreemptively(
              Duration.ofSeconds(14),
              () -> assertThrows(IllegalStateException.class, server::close));

      assertTrue(
          e.getMessage().matches("(did not end within 5 s: mock-zabbix-worker-\\d+(; )?){2}"),
          e.getMessage());
      for (ReservedPort port : List.of(trapper, a, b)) {
        assertThrows(ConnectException.class, () -> new WireClient(port.number()).close());
      }
      server.close();
      release.countDown();
      for (WireClient client : clients) {
        client.close();
      }
    }
  }

  private static void hang(CountDownLatch started, CountDownLatch release) {
    started.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException ignored) {
        started.countDown();
      }
    }
  }

  @Test
  void reset_besideClose_neitherFailsNorHangs() throws Exception {
    for (int i = 0; i < 150; i++) {
      MockZabbixServer server = new MockZabbixServer().start();
      server.agent("web01");
      CyclicBarrier both = new CyclicBarrier(2);
      CompletableFuture<Void> resetting =
          OwnThread.run(
              () -> {
                meet(both);
                server.reset();
              });
      meet(both);

      server.close();

      resetting.get(4, TimeUnit.SECONDS);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void reset_evenIfInterrupted() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      WireClient.reply(server, ONE_VALUE);
      server.refuseConnections();

      Thread.currentThread().interrupt();
      server.reset();

      assertTrue(Thread.interrupted());
      assertEquals(List.of(), server.exchanges());
      WireClient.reply(server, ONE_VALUE);
    }
  }

  @RepeatedTest(30)
  void close_byTheObserversOfAServerAndItsAgent() throws Exception {
    MockZabbixServer server = new MockZabbixServer(ServerConfig.lenient()).start();
    MockAgent agent = server.agent("web01");
    CyclicBarrier both = new CyclicBarrier(2);
    CountDownLatch closed = new CountDownLatch(2);
    server.onExchange(exchange -> meetAndClose(both, server, closed));
    agent.onExchange(exchange -> meetAndClose(both, server, closed));
    try (WireClient sender = new WireClient(server.trapperPort());
        WireClient poller = new WireClient(agent.port())) {

      sender.send(Packets.frame(ONE_VALUE.replace('\'', '"')));
      poller.send(Packets.frame("agent.ping"));

      assertTrue(closed.await(15, TimeUnit.SECONDS));
      server.close();
    }
  }

  private static void meetAndClose(
      CyclicBarrier both, MockZabbixServer server, CountDownLatch closed) {
    meet(both);
    server.close();
    closed.countDown();
  }

  @Test
  void keyPatternThatBacktracks_blocksNobody() throws Exception {
    MockAgent agent = new MockAgent("web01").reply(BACKTRACKING, KeyScript.value("never")).start();
    agent.reply("agent.ping", "1");
    int moreThanProcessors = Runtime.getRuntime().availableProcessors() + 1;
    List<WireClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < moreThanProcessors; i++) {
        slow.add(new WireClient(agent.port()));
        slow.get(i).send(Packets.frame(MANY));
      }

      assertEquals("1", WireClient.ask(agent.port(), "agent.ping").body());

      agent.close();
      for (WireClient client : slow) {
        assertEquals("", client.readToEnd(PATIENCE).hex());
      }
      assertEquals(moreThanProcessors + 1, agent.exchanges().size());
    } finally {
      agent.close();
      for (WireClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void ruleThatBacktracks_blocksNobody() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    server.when(RequestMatcher.anyRequest().withKey(BACKTRACKING)).reply(Responder.close());
    try (WireClient slow = new WireClient(server.trapperPort())) {
      String request = ONE_VALUE.replace("'k'", "'" + MANY + "'").replace('\'', '"');
      slow.send(Packets.frame(request));

      WireClient.reply(server, ONE_VALUE);

      server.close();
      assertEquals("", slow.readToEnd(PATIENCE).hex());
      assertEquals(2, server.exchanges().size());
    }
  }

  @Test
  void checkedExceptionsThatAreNotDeclared_neitherHangNorHide() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    MockAgent agent = server.agent("web01");
    agent.reply("k", KeyScript.computed(key -> sneak(new IOException("boom"))));
    assertEquals("ZBX_NOTSUPPORTED\0boom", WireClient.ask(agent.port(), "k").body());

    server
        .when(RequestMatcher.anyRequest())
        .reply((incoming, engine) -> sneak(new IOException("boom")));
    assertEquals("", WireClient.reply(server, ONE_VALUE));

    assertEquals(
        List.of(
            "the response is missing, because a rule or the server threw"
                + " java.io.IOException: boom"),
        server.exchanges().get(1).warnings());
    assertThrows(AssertionError.class, server::close);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T, E extends Throwable> T sneak(Throwable e) throws E {
    throw (E) e;
  }
}
