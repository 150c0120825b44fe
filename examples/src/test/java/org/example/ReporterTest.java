package org.example;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;

@MockZabbix
class ReporterTest {

  @Test
  void reportsTheLoad(MockZabbixServer zabbix) throws IOException {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "system.cpu.load", "0.42");

    assertThat(zabbix).received(item("web01", "system.cpu.load")).within(ofSeconds(5));
  }
}
