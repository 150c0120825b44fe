package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;

/** The real {@code zabbix_proxy} in passive mode: Mock Zabbix goes to it. */
@NeedsProgram({"zabbix_proxy", "zabbix_sender"})
@Timeout(120)
class ProxyPassiveIT {

  private static final String HOST = "web01";
  private static final String KEY = "app.orders";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  static Stream<Arguments> pairs() {
    return ProxyActiveIT.pairs();
  }

  static Stream<Arguments> strangers() {
    return ProxyActiveIT.strangers();
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void takesNothingFromAServerOfAnotherVersion(Release release, ZabbixVersion version)
      throws Exception {
    try (MockZabbixServer server = start(version)) {
      RealProxy proxy = RealProxy.passive(daemons, release);
      ProxyPoller poller = server.proxyPoller(RealProxy.NAME, proxy.address());

      if (release.is70() || version.atLeast(ZabbixVersion.V7_0)) {
        await("the proxy refuses")
            .atMost(PATIENCE)
            .until(() -> failure(poller).endsWith(refusal(release, version)));
      } else {
        awaitConfigured(poller); // a proxy of 5.0 reports success to a real server, too
        proxy.awaitLog("failed to update local proxy configuration copy");
      }
    }
  }

  private static String failure(ProxyPoller poller) {
    return String.valueOf(assertThrows(IOException.class, poller::configure).getMessage());
  }

  private static String refusal(Release release, ZabbixVersion version) {
    return release.is70()
        ? " refused the configuration: the response reports no success: the version of the proxy is "
            + (release + ", that of the server " + version.release())
        : " refused the configuration: cannot find pair with name \"data\"";
  }

  private static void awaitConfigured(ProxyPoller poller) {
    await("the proxy is up")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(poller::configure);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isConfiguredAndFetchedFrom(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(version)) {
      RealProxy proxy = RealProxy.passive(daemons, release);
      ProxyPoller poller = server.proxyPoller(RealProxy.NAME, proxy.address());
      awaitConfigured(poller);
      proxy.take(HOST, KEY, "twelve");

      await("the value is there").atMost(PATIENCE).until(() -> !poller.fetch().items().isEmpty());
      poller.fetch();

      ItemValue value = assertThat(server).received(item(HOST, KEY)).times(1).now().get(0);
      assertEquals("twelve", value.value());
      assertEquals(Source.PROXY, value.source());
      assertEquals(Optional.of(RealProxy.NAME), value.proxy());
      assertEquals(List.of(), server.rejected());
      assertEquals(List.of(), poller.fetchTasks().items());
    }
  }

  /** The server of a scenario comes to it by itself. */
  @ParameterizedTest
  @MethodSource("pairs")
  void isPolledByTheServerOfAScenario(Release release, ZabbixVersion version) throws Exception {
    RealProxy proxy = RealProxy.passive(daemons, release);
    Scenario scenario =
        Scenario.parse(
            "s",
            """
            dialect: "%s"
            strict: true
            poll: true
            proxies: [{name: px, mode: passive, address: "127.0.0.1:%d"}]
            hosts: [{host: web01, proxy: px, items: [{key: app.orders, type: trapper}]}]
            """
                .formatted(version.dialect(), proxy.address().getPort()));
    try (MockZabbixServer server = new MockZabbixServer(scenario).start()) {
      proxy.take(HOST, KEY, "twelve");

      assertThat(server).received(item(HOST, KEY).withValue("twelve")).within(PATIENCE);
      assertThat(server).received(item(HOST, KEY)).times(1).now();
      assertEquals("current", server.proxies().get(0).compatibility());
      assertEquals(List.of(), server.rejected());
    }
  }

  private static MockZabbixServer start(ZabbixVersion version) {
    Host host = Host.of(HOST, Item.trapper(KEY)).monitoredBy(RealProxy.NAME);
    ServerConfig config = ServerConfig.strict(host).toBuilder().version(version).build();
    return new MockZabbixServer(config).start();
  }
}
