package org.example;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbixExtension;

@ExtendWith(MockZabbixExtension.class)
class FirstTest {

  @Test
  void receivesAValue(MockZabbixServer zabbix) throws Exception {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.ok", "1");

    assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).now();
  }
}
