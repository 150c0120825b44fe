package org.example;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;

class ReceivedValuesTest {

  @Test
  void sendsTheLoadOnce() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.load", "0.42");

      assertThat(server)
          .received(item("web01", "app.load").withNumber(0.42, 0.01))
          .times(1)
          .within(ofSeconds(5));
      assertThat(server).noUnreadable();
    }
  }
}
