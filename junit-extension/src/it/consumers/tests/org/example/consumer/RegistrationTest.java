package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;
import org.mockzabbix.junit.MockZabbixExtension;
import org.mockzabbix.junit.TrapperPort;
import org.mockzabbix.protocol.ItemValue;

/** The annotation is on methods and parameters only. */
@Timeout(60)
class RegistrationTest {

  @Test
  @MockZabbix(strict = true)
  void methodIsAnnotated(MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient());
  }

  @Test
  @MockZabbix(strict = true)
  void anotherMethodIsAnnotated(MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient());
  }

  @Test
  @ExtendWith(MockZabbixExtension.class)
  void methodIsExtended(MockZabbixServer zabbix) {
    assertEquals(List.of(), zabbix.items());
  }

  @Test
  void parameterIsAnnotated(@MockZabbix(strict = true) MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient());
  }

  @RepeatedTest(3)
  void repeatedTestHasItsOwnServer(@TrapperPort int port, @MockZabbix List<ItemValue> items)
      throws Exception {
    new Sender("127.0.0.1", port).send("web01", "app.ok", "1");

    assertEquals(1, items.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  @MockZabbix
  void parameterizedTestHasItsOwnServer(String value, MockZabbixServer zabbix) throws Exception {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.ok", value);

    assertEquals(value, zabbix.items().get(0).value());
  }
}
