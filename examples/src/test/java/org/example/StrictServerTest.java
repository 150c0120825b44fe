package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.Outcome;

class StrictServerTest {

  @Test
  void refusesAnUnknownKey() throws IOException {
    ServerConfig config = ServerConfig.strict(Host.of("web01", Item.trapper("app.ok")));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());

      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      assertEquals(1, sender.send("web01", "app.olk", "1").failed());

      assertThat(server).rejected(item("web01", "app.olk")).because(Outcome.UNKNOWN_KEY).now();
    }
  }
}
