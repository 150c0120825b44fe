package org.example;

import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.ValueType;

class StoredValuesTest {

  @Test
  void aDecimalCommaIsNotStored() throws IOException {
    Item load = Item.trapper("app.load").withValueType(ValueType.FLOAT);
    ServerConfig config = ServerConfig.strict(Host.of("web01", load));
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort());

      sender.send("web01", "app.load", "0.42");
      sender.send("web01", "app.load", "0,42");

      assertThat(server).received(item("web01", "app.load").storedAs("0.42")).now();
      assertThat(server)
          .received(item("web01", "app.load").withValue("0,42").notStored(NotStored.UNSUITABLE))
          .now();
    }
  }
}
