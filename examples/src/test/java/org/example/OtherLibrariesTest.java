package org.example;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;
import org.mockzabbix.protocol.ItemValue;

/** AssertJ's {@code assertThat} and ours side by side, and Awaitility with both. */
@ExtendWith(MockZabbixExtension.class)
class OtherLibrariesTest {

  @BeforeEach
  void send(MockZabbixServer zabbix) throws IOException {
    InetSocketAddress address = new InetSocketAddress(zabbix.host(), zabbix.trapperPort());
    new MetricsSender(address, "web01", 1)
        .send(new TreeMap<>(Map.of("app.load", "0.42", "app.ok", "1")));
  }

  @Test
  void assertJ_looksAtWhatOursHasWaitedFor(MockZabbixServer zabbix) {
    ItemValue load = assertThat(zabbix).received(item("web01", "app.load")).within(ofSeconds(5));

    assertThat(Double.parseDouble(load.value())).isBetween(0.0, 1.0);
    assertThat(zabbix.items())
        .extracting(ItemValue::key, ItemValue::value)
        .containsExactly(tuple("app.load", "0.42"), tuple("app.ok", "1"));
  }

  @Test
  void awaitility_waitsForAnyCondition(MockZabbixServer zabbix) {
    await("two items").atMost(ofSeconds(5)).until(() -> zabbix.items().size() == 2);
    await().untilAsserted(() -> assertThat(zabbix.items()).hasSize(2));
  }

  @Test
  void awaitility_givesOurWaitsItsSettings(MockZabbixServer zabbix) {
    assertThat(zabbix)
        .using(await("the load").atMost(ofSeconds(5)))
        .received(item("web01", "app.load").withNumber(0.42, 0.01))
        .eventually();
  }
}
