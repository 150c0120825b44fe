package org.example;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbix;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class OrderReporterTest {

  @MockZabbix static MockZabbixServer zabbix;

  @DynamicPropertySource
  static void zabbixAddress(DynamicPropertyRegistry registry) {
    registry.add("zabbix.host", () -> zabbix.host());
    registry.add("zabbix.port", () -> zabbix.trapperPort());
  }

  @Autowired OrderReporter reporter;

  @Test
  void reportsTheOrders() throws IOException {
    reporter.report(12);

    assertThat(zabbix)
        .received(item("web01", "app.orders").withValue("12"))
        .within(ofSeconds(5));
  }
}
