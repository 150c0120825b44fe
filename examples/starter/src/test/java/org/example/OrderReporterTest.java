package org.example;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failed;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbix;

@MockZabbix
class OrderReporterTest {

  @Test
  void reportsTheOrders(MockZabbixServer zabbix) throws IOException {
    new OrderReporter("127.0.0.1", zabbix.trapperPort()).report(12);

    assertThat(zabbix)
        .received(item("web01", "app.orders").withValue("12"))
        .within(ofSeconds(5));
  }

  @Test
  void noticesThatTheServerFailed(MockZabbixServer zabbix) {
    zabbix.when(senderData()).reply(failed("the disk is full"));
    OrderReporter reporter = new OrderReporter("127.0.0.1", zabbix.trapperPort());

    assertThrows(IOException.class, () -> reporter.report(12));
  }
}
