package org.mockzabbix.polling;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.server.Inventory;

@Timeout(120)
class PollSchedulerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestClock clock = new TestClock();
  private final Instant start = clock.instant();

  private MockZabbixServer server(Host... hosts) {
    ServerConfig config = ServerConfig.strict(hosts).toBuilder().clock(clock).build();
    return new MockZabbixServer(config).start();
  }

  private static MockAgent pingable(MockZabbixServer server, String host) {
    return server.agent(host).reply("agent.ping", "1").reply("system.uptime", "5");
  }

  @Test
  void runDue_asksEverythingAtFirst() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(
          Host.of("web01", Item.passive("agent.ping", "10s"), Item.passive("system.uptime", "1h"))
              .withAgent(agent.address()));

      List<Exchange> asked = server.pollSchedule().runDue();

      assertEquals(List.of("agent.ping", "system.uptime"), keys(asked));
      assertEquals("1", server.items("web01", "agent.ping").get(0).value());
      assertEquals("5", server.items("web01", "system.uptime").get(0).value());
    }
  }

  @Test
  void runDue_asksNothingBeforeTheDelayIsOver() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "10s")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();

      clock.goOn(Duration.ofMillis(9_999));
      assertEquals(List.of(), schedule.runDue());

      clock.goOn(Duration.ofMillis(1));
      assertEquals(List.of("agent.ping"), keys(schedule.runDue()));
      assertEquals(List.of(), schedule.runDue());
    }
  }

  @Test
  void runDue_doesNotDrift() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "10s")));
      PollSchedule schedule = server.pollSchedule();
      List<Duration> asked = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        if (!schedule.runDue().isEmpty()) {
          asked.add(Duration.between(start, clock.instant()));
        }
        clock.goOn(Duration.ofMillis(1_700)); // never exactly when something is due
      }

      assertEquals(11, asked.size());
      for (int i = 0; i < asked.size(); i++) {
        Duration late = asked.get(i).minusSeconds(10L * i);
        assertTrue(!late.isNegative() && late.toMillis() < 1_700, asked.toString());
      }
    }
  }

  @Test
  void runDue_doesNotMakeUpForWhatWasMissed() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "10s")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();

      clock.goOn(Duration.ofSeconds(55));
      assertEquals(1, schedule.runDue().size());
      clock.goOn(Duration.ofSeconds(4));
      assertEquals(0, schedule.runDue().size());
      clock.goOn(Duration.ofSeconds(1));
      assertEquals(1, schedule.runDue().size());
    }
  }

  @Test
  void runDue_withTheLongestDelay() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "1d")));
      PollSchedule schedule = server.pollSchedule();

      assertEquals(1, schedule.runDue().size());
      clock.goOn(Duration.ofDays(1).minusSeconds(1));
      assertEquals(0, schedule.runDue().size());
      clock.goOn(Duration.ofSeconds(1));
      assertEquals(1, schedule.runDue().size());
    }
  }

  @Test
  void runDue_asksThatManyTimesInADay() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(
          host(agent, Item.passive("agent.ping", "5m"), Item.passive("system.uptime", "1h")));
      PollSchedule schedule = server.pollSchedule();
      for (int minute = 0; minute < 24 * 60; minute++) {
        schedule.runDue();
        clock.goOn(Duration.ofMinutes(1));
      }

      assertEquals(288, server.items("web01", "agent.ping").size());
      assertEquals(24, server.items("web01", "system.uptime").size());
    }
  }

  @Test
  void runDue_followsItemsThatComeAndGo() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "10s")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();

      server.putHost(
          host(agent, Item.passive("agent.ping", "10s"), Item.passive("system.uptime", "10s")));
      clock.goOn(Duration.ofSeconds(3));
      assertEquals(List.of("system.uptime"), keys(schedule.runDue()));

      server.putHost(host(agent, Item.passive("system.uptime", "10s")));
      clock.goOn(Duration.ofSeconds(10));
      assertEquals(List.of("system.uptime"), keys(schedule.runDue()));

      server.removeHost("web01");
      clock.goOn(Duration.ofSeconds(10));
      assertEquals(List.of(), schedule.runDue());
    }
  }

  @Test
  void runDue_followsADelayThatBecomesShorter() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "1d")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();

      server.putHost(host(agent, Item.passive("agent.ping", "10s")));
      schedule.runDue();
      clock.goOn(Duration.ofSeconds(10));

      assertEquals(1, schedule.runDue().size());
    }
  }

  @Test
  void runDue_followsCustomIntervals() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo"); // where the test begins at 9:00
    ServerConfig config =
        ServerConfig.strict().toBuilder().clock(Clock.fixed(start, tokyo)).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(
          host(
              agent,
              Item.passive("agent.ping", "0;h9"),
              Item.passive("system.uptime", "1m;0/1-7,09:00-10:00")));

      assertEquals(List.of("agent.ping"), keys(server.pollSchedule().runDue()));
    }
  }

  @Test
  void runDue_plansAgainIfTheUpdateIntervalChanges() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "0;1s/1-7,00:00-24:00")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();
      clock.goOn(Duration.ofSeconds(1));
      assertEquals(1, schedule.runDue().size());

      server.putHost(host(agent, Item.passive("agent.ping", "1d;s5")));
      schedule.runDue();
      clock.goOn(Duration.ofSeconds(3)); // 4 s after the hour
      assertEquals(0, schedule.runDue().size());

      clock.goOn(Duration.ofSeconds(1));
      assertEquals(1, schedule.runDue().size());
    }
  }

  @Test
  void runDue_afterTheClockWentBack() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(
          host(agent, Item.passive("agent.ping", "10s"), Item.passive("system.uptime", "0;m/30")));
      PollSchedule schedule = server.pollSchedule();
      schedule.runDue();

      clock.goOn(Duration.ofMinutes(-45)); // to 23:15
      assertEquals(0, schedule.runDue().size());
      clock.goOn(Duration.ofSeconds(10));
      assertEquals(List.of("agent.ping"), keys(schedule.runDue()));
      clock.goOn(Duration.ofMinutes(15));
      assertEquals(2, schedule.runDue().size());
    }
  }

  @Test
  void runDue_leavesOutWhatIsNotPolled() {
    try (MockZabbixServer server = server();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(
          host(
              agent,
              Item.passive("agent.ping", "10s").disabled(),
              Item.active("a", "10s"),
              Item.trapper("t")));
      server.putHost(
          Host.of("off", Item.passive("agent.ping", "10s")).withAgent(agent.address()).disabled());
      server.putHost(
          Host.of("far", Item.passive("agent.ping", "10s"))
              .withAgent(agent.address())
              .monitoredBy("proxy"));

      assertEquals(List.of(), server.pollSchedule().runDue());
    }
  }

  @Test
  void runDue_recordsAgentsThatAreNotThere() {
    Host gone = Host.of("gone", Item.passive("agent.ping", "10s")).withAgent("127.0.0.1:1");
    try (MockZabbixServer server = server(gone)) {
      Exchange exchange = server.pollSchedule().runDue().get(0);

      assertEquals(
          "cannot connect to [[127.0.0.1]:1]: Connection refused", exchange.reason().orElseThrow());
      assertEquals(List.of(), server.items());
    }
  }

  @Test
  void startPolling_asksOnTheDelay() {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "1s")));

      server.startPolling();
      server.startPolling(); // no effect

      awaitPings(server, 3);
      List<ItemValue> items = server.items("web01", "agent.ping");
      Duration taken = Duration.between(items.get(0).receivedAt(), items.get(2).receivedAt());
      assertTrue(taken.toMillis() > 1_000, taken.toString()); // two delays, begun one after another
    }
  }

  @Test
  void startPolling_asksEachSecondOfAFlexibleInterval() {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "0;1s/1-7,00:00-24:00")));

      server.startPolling();

      awaitPings(server, 3);
    }
  }

  @Test
  void startPolling_followsItemsThatAreAdded() {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
        MockAgent agent = pingable(server, "web01")) {
      server.startPolling();

      server.putHost(host(agent, Item.passive("agent.ping", "1h")));

      awaitPings(server, 1);
    }
  }

  @Test
  void startPolling_onlyWhileItRuns() {
    MockZabbixServer server = new MockZabbixServer();
    assertEquals(
        "call start() first",
        assertThrows(IllegalStateException.class, server::startPolling).getMessage());

    server.close();
    assertEquals(
        "already closed: create a new server",
        assertThrows(IllegalStateException.class, server::startPolling).getMessage());
  }

  @Test
  void startPolling_afterItWasStopped() {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
        MockAgent agent = pingable(server, "web01")) {
      server.putHost(host(agent, Item.passive("agent.ping", "1h")));
      server.startPolling();
      awaitPings(server, 1);

      server.stopPolling();
      server.stopPolling(); // no effect
      server.startPolling();

      awaitPings(server, 2);
    }
  }

  @Test
  void agentThatHangs_holdsUpNobodyElse() throws Exception {
    try (ScriptedPeer hanging = ScriptedPeer.answering(ScriptedPeer.hang());
        MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
        MockAgent agent = pingable(server, "web01")) {
      Item[] many =
          IntStream.range(0, 500).mapToObj(i -> Item.passive("k" + i, "1s")).toArray(Item[]::new);
      server.putHost(Host.of("hanging", many).withAgent("127.0.0.1:" + hanging.port()));
      server.putHost(host(agent, Item.passive("agent.ping", "1s")));

      server.startPolling();

      awaitPings(server, 3);
      server.stopPolling();
      assertTrue(hanging.received().size() <= 24, hanging.received().size() + " questions");
    }
  }

  @Test
  void itemThatWaitsForItsAnswer_isNotAskedAgain() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    JournalStore journal = new JournalStore(1 << 20);
    try (MockAgent slow = new MockAgent("slow").start();
        MockAgent quick = new MockAgent("quick").reply("k", "1").start();
        PollSchedule schedule =
            PollingEngines.schedule(
                journal,
                () ->
                    Inventory.strict(
                        List.of(
                            Host.of("slow", Item.passive("k", "1s")).withAgent(slow.address()),
                            Host.of("quick", Item.passive("k", "1s")).withAgent(quick.address()))),
                Duration.ofSeconds(60))) {
      AtomicInteger asked = new AtomicInteger();
      slow.reply("k", KeyScript.computed(key -> asked.incrementAndGet() + awaited(release)));

      schedule.start();
      awaitQuestions(quick, 4);

      assertEquals(1, asked.get());
      release.countDown();
    }
  }

  private static String awaited(CountDownLatch release) {
    try {
      return String.valueOf(release.await(50, TimeUnit.SECONDS));
    } catch (InterruptedException closing) {
      return "closing";
    }
  }

  private static void awaitQuestions(MockAgent agent, int count) {
    await().atMost(PATIENCE).until(() -> agent.exchanges().size() >= count);
  }

  private static void awaitPings(MockZabbixServer server, int count) {
    await().atMost(PATIENCE).until(() -> server.items("web01", "agent.ping").size() >= count);
  }

  @Test
  void thousandItemsOfAHundredAgents_areAllPolledAgainAndAgain() {
    List<MockAgent> agents = new ArrayList<>();
    try (MockZabbixServer server =
        new MockZabbixServer(ServerConfig.strict(hundredHosts(agents))).start()) {
      server.startPolling();

      await().atMost(Duration.ofSeconds(100)).until(() -> fewestPolls(server.items()) >= 3);
      server.stopPolling();

      int recorded = server.exchanges().size();
      assertEquals(List.of(), server.rejected());
      agents.forEach(MockAgent::close);
      assertEquals(recorded, server.exchanges().size());
    } finally {
      agents.forEach(MockAgent::close);
    }
  }

  /** Returns how often the item was polled that was polled least; 0 if one of 1,000 was not. */
  private static long fewestPolls(List<ItemValue> values) {
    Map<String, Long> polls =
        values.stream().collect(groupingBy(value -> value.host() + value.key(), counting()));
    return polls.size() < 1_000 ? 0 : Collections.min(polls.values());
  }

  private static Host[] hundredHosts(List<MockAgent> agents) {
    Host[] hosts = new Host[100];
    for (int h = 0; h < hosts.length; h++) {
      MockAgent agent = new MockAgent("host" + h).reply("k[*]", "1").start();
      agents.add(agent);
      Item[] items =
          IntStream.range(0, 10)
              .mapToObj(i -> Item.passive("k[" + i + "]", "1s"))
              .toArray(Item[]::new);
      hosts[h] = Host.of("host" + h, items).withAgent(agent.address());
    }
    return hosts;
  }

  @Test
  void close_whileAnAgentHangs_isImmediateAndLeavesNoThread() throws Exception {
    JournalStore journal = new JournalStore(1 << 20);
    try (ScriptedPeer hanging = ScriptedPeer.answering(ScriptedPeer.hang())) {
      Inventory inventory =
          Inventory.strict(
              List.of(
                  Host.of("h", Item.passive("k", "1s")).withAgent("127.0.0.1:" + hanging.port())));
      PollSchedule schedule =
          PollingEngines.schedule(journal, () -> inventory, Duration.ofMinutes(10));
      schedule.start();
      await().atMost(PATIENCE).until(() -> !hanging.received().isEmpty());

      assertTimeout(Duration.ofSeconds(2), schedule::close); // the question's timeout is 10 min
      schedule.close();

      assertEquals(
          "[[127.0.0.1]:" + hanging.port() + "]: the thread was interrupted",
          journal.exchanges().get(0).reason().orElseThrow());
      assertEquals(
          "already closed: create a new schedule",
          assertThrows(IllegalStateException.class, schedule::start).getMessage());
    }
  }

  @Test
  void close_ofTheServerStopsPolling() {
    MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start();
    MockAgent agent = pingable(server, "web01");
    server.putHost(host(agent, Item.passive("agent.ping", "1s")));
    server.startPolling();
    awaitPings(server, 1);

    server.close();

    int count = server.exchanges().size();
    assertEquals(count, server.exchanges().size());
    assertTrue(agent.toString().contains(" closed, "), agent.toString());
  }

  @Test
  void close_withoutStart() {
    PollSchedule schedule = server().pollSchedule();

    schedule.close();

    assertThrows(IllegalStateException.class, schedule::start);
  }

  private static Host host(MockAgent agent, Item... items) {
    return Host.of("web01", items).withAgent(agent.address());
  }

  private static List<String> keys(List<Exchange> exchanges) {
    return exchanges.stream().map(exchange -> exchange.items().get(0).key()).toList();
  }
}
