package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.testing.FakeProxy;
import org.mockzabbix.testing.WireClient;
import org.opentest4j.AssertionFailedError;

/** An observer of a server is notified of everything that its journal shows. */
@Timeout(60)
class ObserversTest {

  @Test
  void observer_isNotifiedOfMockAgents() throws Exception {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().agent(AgentConfig.of("configured")).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      List<Exchange> observed = new CopyOnWriteArrayList<>();
      List<Exchange> observedByAgent = new CopyOnWriteArrayList<>();
      MockAgent added = server.agent("added");
      added.onExchange(observedByAgent::add);
      server.onExchange(observed::add);

      WireClient.ask(server.agents().get(0).port(), "agent.ping");
      WireClient.ask(added.port(), "agent.ping");
      new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");

      assertEquals(server.exchanges(), observed);
      assertEquals(added.exchanges(), observedByAgent);
    }
  }

  @Test
  void observer_isNotifiedOfPolls() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      server.putHost(
          Host.of("web01").withAgent(agent.address()).with(Item.passive("agent.ping", "1d")));
      BlockingQueue<Exchange> observed = new LinkedBlockingQueue<>();
      server.onExchange(observed::add);

      assertSame(server.poll("web01", agent.address(), "agent.ping"), observed.take());
      assertEquals(server.pollSchedule().runDue(), List.of(observed.take()));
      server.startPolling();

      Exchange scheduled = observed.poll(20, TimeUnit.SECONDS);
      assertEquals(RequestKind.POLL, scheduled.kind());
      assertEquals(3, server.exchanges().size());
    }
  }

  @Test
  void observer_isNotifiedOfWhatAPassiveProxyDelivers() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start();
        FakeProxy proxy =
            FakeProxy.answering(FakeProxy.packet(3, "{'version':'7.0.9','session':'s'}"))) {
      List<Exchange> observed = new CopyOnWriteArrayList<>();
      server.onExchange(observed::add);
      ProxyPoller poller = server.proxyPoller("proxy01", proxy.address());

      Exchange fetched = poller.fetch();

      assertEquals(List.of(fetched), observed);
    }
  }

  @Test
  void observerThatFailsForAPoll_failsTheTest_butThePollIsComplete() {
    MockZabbixServer server = new MockZabbixServer().start();
    MockAgent agent = server.agent("web01").reply("agent.ping", "1");
    List<Exchange> observed = new CopyOnWriteArrayList<>();
    server.onExchange(
        exchange -> {
          if (exchange.kind() == RequestKind.POLL) {
            throw new IllegalStateException("boom");
          }
        });
    server.onExchange(observed::add);

    Exchange polled = server.poll("web01", agent.address(), "agent.ping");

    assertEquals("1", polled.items().get(0).value());
    assertEquals(server.exchanges(), observed);
    AssertionFailedError e = assertThrows(AssertionFailedError.class, server::close);
    assertEquals(
        "an onExchange observer threw java.lang.IllegalStateException: boom", e.getMessage());
  }

  @Test
  void observerOfANode_isNotifiedOfThisNodeAndItsAgents() throws Exception {
    try (MockZabbixCluster cluster = new MockZabbixCluster(2).start()) {
      List<Integer> ports = new CopyOnWriteArrayList<>();
      cluster.node(0).onExchange(exchange -> ports.add(exchange.localPort()));
      MockAgent agent = cluster.node(0).agent("web01");

      WireClient.ask(agent.port(), "agent.ping");
      WireClient.ask(cluster.node(1).agent("web02").port(), "agent.ping");
      new Sender("127.0.0.1", cluster.node(1).trapperPort()).send("web01", "app.ok", "1");
      new Sender("127.0.0.1", cluster.node(0).trapperPort()).send("web01", "app.ok", "1");

      assertEquals(List.of(agent.port(), cluster.node(0).trapperPort()), ports);
    }
  }
}
