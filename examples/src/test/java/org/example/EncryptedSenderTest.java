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
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

class EncryptedSenderTest {

  @Test
  void onlyTheKeyOfTheHostIsAccepted() throws IOException {
    TestPsk psk = TestPsk.random("web01");
    Host web01 = Host.of("web01", Item.trapper("app.ok")).withTls(PeerTls.psk(psk));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(web01)).start()) {
      Sender unencrypted = new Sender("127.0.0.1", server.trapperPort());
      Sender encrypted = unencrypted.withTls(TlsConfig.psk(psk));

      assertEquals(1, encrypted.send("web01", "app.ok", "1").processed());
      assertEquals(1, unencrypted.send("web01", "app.ok", "2").failed());

      assertThat(server).received(item("web01", "app.ok").withPskIdentity("web01")).times(1).now();
    }
  }
}
