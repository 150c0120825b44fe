package org.mockzabbix.polling;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;

@Timeout(60)
class PollsAroundAResetTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] VALUE =
      Packets.frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":\"1\"}]}");

  private final CountDownLatch release = new CountDownLatch(1);
  private final MockZabbixServer server = new MockZabbixServer().start();

  private ScriptedPeer peer(byte[] answer) throws IOException {
    return new ScriptedPeer(
        (connection, text) -> {
          awaitRelease();
          return answer;
        });
  }

  private void awaitRelease() {
    try {
      assertTrue(release.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitRequests(ScriptedPeer peer, int count) {
    await().atMost(PATIENCE).until(() -> peer.received().size() >= count);
  }

  private static String address(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  @Test
  void poll_begunBefore_isLate() throws Exception {
    try (server;
        ScriptedPeer agent = peer(VALUE)) {
      CompletableFuture<Exchange> polling =
          OwnThread.supply(() -> server.poll("h", address(agent.address()), "k"));
      awaitRequests(agent, 1);

      server.reset();
      release.countDown();
      Exchange exchange = polling.get(20, TimeUnit.SECONDS);

      assertEquals("1", exchange.items().get(0).value());
      assertTrue(exchange.isLate());
      assertEquals(List.of(), server.exchanges());
      assertEquals(1, server.lateExchanges().size());
    }
  }

  @Test
  void fetchOfAProxy_begunBefore_isLate() throws Exception {
    try (server;
        ScriptedPeer peer = peer(Packets.frame("{\"version\":\"7.0.0\"}"))) {
      ProxyPoller proxy = server.proxyPoller("p", peer.address());
      CompletableFuture<Exchange> fetching = OwnThread.supply(() -> fetch(proxy));
      awaitRequests(peer, 1);

      server.reset();
      release.countDown();

      assertTrue(fetching.get(20, TimeUnit.SECONDS).isLate());
      assertEquals(List.of(), server.exchanges());
    }
  }

  private static Exchange fetch(ProxyPoller proxy) {
    try {
      return proxy.fetch();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void scheduledPoll_underWay_doesNotHoldUpTheItemAfterTheReset() throws Exception {
    try (ScriptedPeer agent = peer(VALUE)) {
      Host host = Host.of("h", Item.passive("k", "1h")).withAgent(address(agent.address()));
      try (MockZabbixServer polling = new MockZabbixServer(ServerConfig.strict(host)).start()) {
        polling.startPolling();
        awaitRequests(agent, 1);

        polling.reset();
        awaitRequests(agent, 2);
        release.countDown();

        await().atMost(PATIENCE).until(() -> polling.items().size() == 1);
        await().atMost(PATIENCE).until(() -> polling.lateExchanges().size() == 1);
      }
    }
  }

  @Test
  void scheduledPolls_thatWaitForAThread_areDropped() throws Exception {
    try (server;
        ScriptedPeer agent = peer(VALUE)) {
      Item[] items =
          IntStream.range(0, 20).mapToObj(n -> Item.passive("k" + n, "1h")).toArray(Item[]::new);
      server.putHost(Host.of("h", items).withAgent(address(agent.address())));
      server.startPolling();
      awaitRequests(agent, 8);

      server.reset();
      release.countDown();
      await().atMost(PATIENCE).until(() -> server.lateExchanges().size() == 8);
      server.stopPolling();

      assertEquals(8, agent.received().size());
      assertEquals(List.of(), server.exchanges());
    }
  }
}
