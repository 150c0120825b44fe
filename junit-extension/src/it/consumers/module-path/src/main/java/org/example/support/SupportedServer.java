package org.example.support;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.junit.MockZabbixExtension;
import org.mockzabbix.protocol.ItemValue;

/** What a test class of several projects inherits. */
@ExtendWith(MockZabbixExtension.class)
public interface SupportedServer {

  /** The value of an item, once it has arrived. */
  default String valueAt(MockZabbixServer zabbix, String host, String key) {
    ItemValue found = assertThat(zabbix).received(item(host, key)).within(Duration.ofSeconds(20));
    return found.value();
  }
}
