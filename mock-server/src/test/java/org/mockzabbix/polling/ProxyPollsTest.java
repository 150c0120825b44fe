package org.mockzabbix.polling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.PolledProxy;
import org.mockzabbix.testing.Servers;

/** How a server polls its passive proxies. */
@Timeout(60)
class ProxyPollsTest {

  private static final Host BEHIND =
      Host.of("web01", Item.trapper("app.ok").withItemid(7)).monitoredBy("branch");
  private static final String VALUE =
      "'history data':[{'id':1,'itemid':7,'clock':1795000000,'ns':0,'value':'one'}]";

  private final TestClock clock = new TestClock();

  private MockZabbixServer server(ZabbixVersion version, String address) {
    return new MockZabbixServer(
        ServerConfig.strict(BEHIND).toBuilder()
            .version(version)
            .clock(clock)
            .proxy(Proxy.passive("branch").withAddress(address))
            .build());
  }

  private static List<String> kinds(PolledProxy proxy, int packets) {
    return proxy.take(packets).stream()
        .map(text -> text.replaceAll("'data':\\{'.*", "...").replaceAll("^(.{60}).*", "$1"))
        .toList();
  }

  @Test
  void in70_configuresAndFetches() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      proxy.collect(VALUE);

      List<Exchange> exchanges = schedule.runDue();

      assertEquals(1, exchanges.size());
      assertThat(server)
          .received(item("web01", "app.ok").withValue("one").fromProxy("branch"))
          .now();
      assertEquals(
          List.of(
              "{'request':'proxy config'}",
              "{'full_sync':1,...",
              "{'request':'proxy data'}",
              "{'response':'success'}"),
          kinds(proxy, 4));
      assertEquals(
          new ProxyState(
              Proxy.passive("branch").withAddress(proxy.address()),
              new AgentVersion(7, 0),
              clock.instant(),
              Servers.SESSION,
              true,
              true),
          server.proxies().get(0));
    }
  }

  @Test
  void in70_configuresAgainAfterAChangeAndEveryTenSeconds() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      schedule.runDue();
      schedule.runDue(); // is not due
      assertEquals(4, proxy.take(4).size());

      clock.goOn(Duration.ofSeconds(1));
      schedule.runDue();
      assertEquals(List.of("{'request':'proxy data'}", "{'response':'success'}"), kinds(proxy, 2));

      clock.goOn(Duration.ofSeconds(1));
      server.putHost(BEHIND.with(Item.trapper("more")));
      schedule.runDue();
      assertEquals("{...", kinds(proxy, 4).get(1)); // what changed

      clock.goOn(Duration.ofSeconds(10));
      schedule.runDue();
      assertEquals(List.of("{'request':'proxy config'}", "{}"), kinds(proxy, 4).subList(0, 2));
    }
  }

  @Test
  void in70_aConfigurationThatTheProxyRefused_isSentAgainAsAWhole() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      proxy.refuseConfiguration(true);
      assertEquals(
          Optional.of(
              "the proxy branch cannot be polled: the proxy at "
                  + proxy.address()
                  + " refused the configuration: the response has no reason"),
          schedule.runDue().get(0).reason());
      assertEquals("{'full_sync':1,...", kinds(proxy, 2).get(1));

      proxy.refuseConfiguration(false);
      clock.goOn(Duration.ofSeconds(1));
      schedule.runDue();
      assertEquals("{'full_sync':1,...", kinds(proxy, 4).get(1));
    }
  }

  @Test
  void exchangesBeforeAFailure_areReturned() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      proxy.collect(VALUE + ",'more':1");
      proxy.hangUpWithoutData();

      List<Exchange> exchanges = schedule.runDue();

      assertEquals(2, exchanges.size());
      assertEquals("one", exchanges.get(0).items().get(0).value());
      assertTrue(exchanges.get(1).reason().orElseThrow().startsWith("the proxy branch cannot be"));
    }
  }

  @Test
  void aReset_endsThePolling() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      proxy.collectForever("'more':1");
      server.onExchange(exchange -> server.reset());

      assertEquals(1, schedule.runDue().size());
    }
  }

  /** Measured on 6.0.14: the proxy is told success, and its values are dropped. */
  @Test
  void valuesOfAnUnsupportedVersion_areNotProcessed() throws IOException {
    try (PolledProxy proxy = new PolledProxy("9.0.0");
        MockZabbixServer server = server(ZabbixVersion.V6_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      proxy.collect(VALUE);

      schedule.runDue();

      assertEquals(List.of(), server.items());
      assertEquals(Outcome.PROXY_TOO_OLD_OR_NEW, server.rejected().get(0).outcome());
      assertEquals("{'response':'success'}", kinds(proxy, 3).get(2));
    }
  }

  @Test
  void in60_sendsTheTablesOnce() throws IOException {
    try (PolledProxy proxy = new PolledProxy("6.0.14");
        MockZabbixServer server = server(ZabbixVersion.V6_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      server.checkNow("web01", "app.ok");

      schedule.runDue();
      clock.goOn(Duration.ofMinutes(30));
      schedule.runDue();

      assertEquals(
          List.of(
              "{'request':'proxy config',...",
              "{'request':'proxy data'}",
              "{'response':'success','tasks':[{'type':6,'clock':1750000000,",
              "{'request':'proxy data'}",
              "{'response':'success'}"),
          kinds(proxy, 5).stream().map(ProxyPollsTest::shortened).toList());
    }
  }

  private static String shortened(String text) {
    return text.replaceAll("'clock':\\d+,.*", "'clock':1750000000,");
  }

  @Test
  void anotherVersion_isShown() throws IOException {
    try (PolledProxy proxy = new PolledProxy("6.4.1");
        MockZabbixServer server = server(ZabbixVersion.V7_0, proxy.address());
        PollSchedule schedule = server.pollSchedule()) {
      schedule.runDue();

      ProxyState state = server.proxies().get(0);
      assertEquals(new AgentVersion(6, 4), state.version());
      assertEquals("outdated", state.compatibility());
    }
  }

  @Test
  void aProxyThatIsDown_isAFailedExchange() throws IOException {
    try (ReservedPort down = new ReservedPort();
        MockZabbixServer server = server(ZabbixVersion.V7_0, "127.0.0.1:" + down.number());
        PollSchedule schedule = server.pollSchedule()) {
      List<Exchange> exchanges = schedule.runDue();

      assertEquals(RequestKind.PROXY_CONFIG, exchanges.get(0).kind());
      assertEquals(
          Optional.of(
              "the proxy branch cannot be polled: cannot connect to [[127.0.0.1]:"
                  + down.number()
                  + "]: Connection refused"),
          exchanges.get(0).reason());
      assertNull(server.proxies().get(0).lastAccess());
      assertEquals("unknown", server.proxies().get(0).compatibility());
    }
  }

  @Test
  void withoutAnAddress_isNotPolled() {
    try (MockZabbixServer server =
            new MockZabbixServer(
                ServerConfig.strict(BEHIND).toBuilder().proxy(Proxy.passive("branch")).build());
        PollSchedule schedule = server.pollSchedule()) {
      assertEquals(List.of(), schedule.runDue());
    }
  }

  @Test
  void putAndRemoveProxy() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9");
        MockZabbixServer server =
            new MockZabbixServer(ServerConfig.strict(BEHIND).toBuilder().clock(clock).build());
        PollSchedule schedule = server.pollSchedule()) {
      assertEquals(List.of(), schedule.runDue());
      long revision = server.configRevision();

      server.putProxy(Proxy.passive("branch").withAddress(proxy.address()));

      assertEquals(1, schedule.runDue().size());
      assertEquals(revision + 1, server.configRevision());
      assertTrue(server.proxies().get(0).proxy().isPassive());

      server.removeProxy("branch");

      assertEquals(List.of(), server.proxies());
      assertNull(server.hosts().get(0).proxy());
      server.removeProxy("branch");
      assertFalse(server.configRevision() == revision + 1);
    }
  }

  @Test
  void ofAScenario_isPolledFromTheStart() throws IOException {
    try (PolledProxy proxy = new PolledProxy("7.0.9")) {
      proxy.collect(VALUE);
      Scenario scenario =
          Scenario.parse(
              "s",
              """
              poll: true
              strict: true
              proxies: [{name: branch, mode: passive, address: "ADDRESS"}]
              hosts:
                - {host: web01, proxy: branch, items: [{key: app.ok, type: trapper, itemid: 7}]}
              """
                  .replace("ADDRESS", proxy.address()));
      try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
        assertThat(server).received(item("web01", "app.ok")).within(Duration.ofSeconds(20));
      }
    }
  }
}
