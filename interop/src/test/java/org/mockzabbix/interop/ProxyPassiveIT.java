package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.ZabbixVersion;

/** The real {@code zabbix_proxy} in passive mode: Mock Zabbix goes to it. */
@NeedsProgram({"zabbix_proxy", "zabbix_sender"})
@Timeout(120)
class ProxyPassiveIT {

  private static final String HOST = "web01";
  private static final String KEY = "app.orders";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  @Test
  void isConfiguredAndFetchedFrom() throws Exception {
    try (MockZabbixServer server = start()) {
      RealProxy proxy = RealProxy.passive(daemons);
      ProxyPoller poller = server.proxyPoller(RealProxy.NAME, proxy.address());
      await("the proxy is up")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(poller::configure);
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

  private static MockZabbixServer start() {
    Host host = Host.of(HOST, Item.trapper(KEY)).monitoredBy(RealProxy.NAME);
    ServerConfig config = ServerConfig.strict(host).toBuilder().version(ZabbixVersion.V6_0).build();
    return new MockZabbixServer(config).start();
  }
}
