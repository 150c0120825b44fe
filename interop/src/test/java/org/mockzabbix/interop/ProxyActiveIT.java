package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;

/** The real {@code zabbix_proxy} in active mode: it comes to Mock Zabbix by itself. */
@NeedsProgram({"zabbix_proxy", "zabbix_sender"})
@Timeout(120)
class ProxyActiveIT {

  private static final String HOST = "web01";
  private static final String KEY = "app.orders";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  static Stream<Arguments> pairs() {
    return RealDaemons.siblings("zabbix_proxy");
  }

  static Stream<Arguments> strangers() {
    return RealDaemons.strangers("zabbix_proxy");
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void takesNothingFromAServerOfAnotherVersion(Release release, ZabbixVersion version)
      throws Exception {
    try (MockZabbixServer server = start(version)) {
      RealProxy proxy = RealProxy.active(daemons, release, server.trapperPort());

      proxy.awaitLog(refusal(release, version));
    }
  }

  /** What the proxy logs, as it does beside a real server of that version. */
  private static String refusal(Release release, ZabbixVersion version) {
    if (version.atLeast(ZabbixVersion.V7_0)) {
      return "proxy and server major versions do not match";
    }
    return release.is70()
        ? "no config_revision tag in proxy configuration response"
        : "failed to update local proxy configuration copy";
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void deliversWhatASenderBroughtIt(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(version)) {
      RealProxy proxy = RealProxy.active(daemons, release, server.trapperPort());

      proxy.take(HOST, KEY, "twelve");

      ItemValue value =
          assertThat(server).received(item(HOST, KEY)).times(1).within(PATIENCE).get(0);
      assertEquals("twelve", value.value());
      assertEquals(Source.PROXY, value.source());
      assertEquals(Optional.of(RealProxy.NAME), value.proxy());
      assertTrue(value.clock().isPresent() && value.ns().isPresent(), value::toString);
      assertEquals(List.of(), server.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void deliversThroughAServerThatForwards(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer real = start(version);
        MockZabbixServer between =
            new MockZabbixServer(
                    ServerConfig.lenient().toBuilder()
                        .version(version)
                        .trapperPort(Ports.free())
                        .forward(real.host() + ":" + real.trapperPort())
                        .build())
                .start()) {
      RealProxy proxy = RealProxy.active(daemons, release, between.trapperPort());

      proxy.take(HOST, KEY, "twelve");

      assertThat(real).received(item(HOST, KEY).withValue("twelve")).within(PATIENCE);
      assertThat(between).received(item(HOST, KEY).withValue("twelve")).within(PATIENCE);
      assertEquals(List.of(), between.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void keepsItsValuesWhileUploadIsDisabled(Release release, ZabbixVersion version)
      throws Exception {
    try (MockZabbixServer server = start(version)) {
      Rule disabled = answerProxyData(server, Responder.uploadDisabled());
      RealProxy proxy = RealProxy.active(daemons, release, server.trapperPort());
      awaitUses(disabled, 1);
      proxy.take(HOST, KEY, "twelve");
      awaitUses(disabled, disabled.uses() + 2);
      assertThat(server).received(item(HOST, KEY)).never();

      Rule enabled = answerProxyData(server, (incoming, engine) -> engine.get());

      assertThat(server).received(item(HOST, KEY).withValue("twelve")).within(PATIENCE);
      awaitUses(enabled, enabled.uses() + 2);
      assertThat(server).received(item(HOST, KEY)).times(1).now();
      assertEquals(List.of(), server.rejected());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void refusesToBePolled(Release release, ZabbixVersion version) throws Exception {
    try (MockZabbixServer server = start(version)) {
      RealProxy proxy = RealProxy.active(daemons, release, server.trapperPort());
      proxy.take(HOST, KEY, "so that it listens");
      ProxyPoller poller = server.proxyPoller(RealProxy.NAME, proxy.address());

      String message = assertThrows(IOException.class, poller::configure).getMessage();

      assertEquals(
          "the proxy at localhost:"
              + proxy.address().getPort()
              + " refused the configuration: misconfiguration error: the proxy is running in the active mode but"
              + " server at \"127.0.0.1\" sends requests to it as to proxy in passive mode",
          message);
    }
  }

  /** The port is one that a proxy of 5.0 accepts: at most 32767. */
  private static MockZabbixServer start(ZabbixVersion version) {
    Host host = Host.of(HOST, Item.trapper(KEY)).monitoredBy(RealProxy.NAME);
    ServerConfig config =
        ServerConfig.strict(host).toBuilder().version(version).trapperPort(Ports.free()).build();
    return new MockZabbixServer(config).start();
  }

  private static Rule answerProxyData(MockZabbixServer server, Responder answering) {
    return server.when(RequestMatcher.proxyData().from(RealProxy.NAME)).reply(answering);
  }

  private static void awaitUses(Rule rule, long uses) {
    await("uses of the " + rule).atMost(PATIENCE).until(() -> rule.uses() >= uses);
  }
}
