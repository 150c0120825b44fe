package org.example;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ExternalResource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;

public class OrdersTest {

  private final MockZabbixServer zabbix = new MockZabbixServer();

  @Rule
  public final ExternalResource server =
      new ExternalResource() {
        @Override
        protected void before() {
          zabbix.start();
        }

        @Override
        protected void after() {
          zabbix.close();
        }
      };

  @Test
  public void reportsTheOrders() throws Exception {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.orders", "12"); // your program

    assertThat(zabbix)
        .received(item("web01", "app.orders").withValue("12"))
        .within(ofSeconds(5));
  }
}
