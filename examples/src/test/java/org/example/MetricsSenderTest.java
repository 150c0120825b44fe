package org.example;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.fault.Fault.cutAfter;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failedKeys;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;

/** How a sender of one's own is tested: what arrives, and what it does when things go wrong. */
@ExtendWith(MockZabbixExtension.class)
class MetricsSenderTest {

  private static MetricsSender sender(MockZabbixServer zabbix) {
    InetSocketAddress address = new InetSocketAddress(zabbix.host(), zabbix.trapperPort());
    return new MetricsSender(address, "web01", 3);
  }

  @Test
  void sendsAllMetricsInOnePacket(MockZabbixServer zabbix) throws IOException {
    sender(zabbix).send(Map.of("app.orders", "12", "app.greeting", "今日は"));

    assertThat(zabbix)
        .received(
            item("web01", "app.orders").withNumber(12),
            item("web01", "app.greeting").withValue("今日は"))
        .inOnePacket()
        .now();
    assertThat(zabbix).noUnreadable();
  }

  @Test
  void triesAgainWhenTheConnectionIsReset(MockZabbixServer zabbix) throws IOException {
    zabbix.onConnect(reset().whileReading()).times(2);

    sender(zabbix).send(Map.of("app.ok", "1"));

    assertThat(zabbix).received(item("web01", "app.ok")).times(1).within(ofSeconds(5));
    assertThat(zabbix).everyRuleUsed();
  }

  /** The first packet was taken, although its sender never knew: only the test can see that. */
  @Test
  void sendsTwiceWhenTheResponseIsLost(MockZabbixServer zabbix) throws IOException {
    zabbix.when(senderData()).fault(cutAfter(10)).times(1);

    sender(zabbix).send(Map.of("app.ok", "1"));

    assertThat(zabbix).received(item("web01", "app.ok")).times(2).now();
    assertThrows(AssertionError.class, () -> assertThat(zabbix).noDuplicates());
  }

  @Test
  void givesUpAfterThreeAttempts(MockZabbixServer zabbix) {
    zabbix.when(senderData()).fault(reset());

    assertThrows(IOException.class, () -> sender(zabbix).send(Map.of("app.ok", "1")));

    assertThat(zabbix).requested(senderData()).times(3).now();
  }

  @Test
  void doesNotRepeatWhatWasRefused(MockZabbixServer zabbix) {
    zabbix.when(senderData()).reply(failedKeys("app.*"));

    IOException refused =
        assertThrows(MetricsSender.Refused.class, () -> sender(zabbix).send(Map.of("app.ok", "1")));

    String message = refused.getMessage().replaceAll("seconds spent.*", "");
    assertEquals(
        "the server did not take everything: processed: 0; failed: 1; total: 1; ", message);
    assertThat(zabbix).requested(senderData()).times(1).now();
    assertThat(zabbix).rejected(anyItem()).times(1).now();
  }
}
