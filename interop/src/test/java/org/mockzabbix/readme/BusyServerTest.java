package org.mockzabbix.readme;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failed;

import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;

/** A server with settings and a rule, without the extension. */
class BusyServerTest {

  @Test
  void refusesTheFirstPacket() {
    ServerConfig config = ServerConfig.strict(Host.of("web01", Item.trapper("system.cpu.load")));
    try (MockZabbixServer zabbix = new MockZabbixServer(config).start()) {
      zabbix.when(senderData()).reply(failed("try again later")).times(1);
      CpuReporter reporter = new CpuReporter("127.0.0.1", zabbix.trapperPort());

      reporter.report();
      assertThat(zabbix).received(item("web01", "system.cpu.load")).never();

      reporter.report();
      assertThat(zabbix).received(item("web01", "system.cpu.load")).times(1).now();
    }
  }
}
