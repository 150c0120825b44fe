package org.mockzabbix.readme;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;

@ExtendWith(MockZabbixExtension.class)
class CpuReporterTest {

  @Test
  void reportsTheLoad(MockZabbixServer zabbix) {
    new CpuReporter("127.0.0.1", zabbix.trapperPort()).report();

    assertThat(zabbix)
        .received(item("web01", "system.cpu.load").withValue("0.42"))
        .within(ofSeconds(5));
  }
}
