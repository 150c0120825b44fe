package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;

/** Since JUnit 5.13: each test of each invocation of the class has its own server. */
@ParameterizedClass
@ValueSource(strings = {"1", "2"})
@MockZabbix
@Timeout(60)
class ParameterizedClassTest {

  private final String value;

  ParameterizedClassTest(String value) {
    this.value = value;
  }

  @BeforeEach
  void send(MockZabbixServer zabbix) throws Exception {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.ok", value);
  }

  @Test
  void testHasItsOwnServer(MockZabbixServer zabbix) {
    assertEquals(1, zabbix.items().size());
    assertEquals(value, zabbix.items().get(0).value());
  }

  @Test
  @MockZabbix(strict = true)
  void methodIsAnnotated(MockZabbixServer zabbix) {
    assertFalse(zabbix.config().isLenient());
    assertEquals(1, zabbix.rejected().size());
  }
}
