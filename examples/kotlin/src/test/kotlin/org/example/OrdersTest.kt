package org.example

import java.time.Duration.ofSeconds
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.mockzabbix.MockZabbixServer
import org.mockzabbix.assertion.ZabbixAssertions.assertThat
import org.mockzabbix.assertion.ZabbixAssertions.item
import org.mockzabbix.client.NoSuccessException
import org.mockzabbix.client.Sender
import org.mockzabbix.junit.MockZabbix
import org.mockzabbix.rule.RequestMatcher.senderData
import org.mockzabbix.rule.Responder.failed

@MockZabbix
class OrdersTest {

  @Test
  fun `reports the orders`(zabbix: MockZabbixServer) {
    Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.orders", "12") // your program

    assertThat(zabbix)
      .received(item("web01", "app.orders").withValue("12"))
      .within(ofSeconds(5))
  }

  @Test
  fun `notices a failure`(zabbix: MockZabbixServer) {
    zabbix.onRequest(senderData()).reply(failed("the disk is full"))

    assertThrows<NoSuccessException> {
      Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.orders", "12")
    }
  }
}
