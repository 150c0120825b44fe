package org.example;

import static java.time.Duration.ofSeconds;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class OrdersTest {

  private final MockZabbixServer zabbix = new MockZabbixServer();

  @BeforeClass
  public void start() {
    zabbix.start();
  }

  @BeforeMethod
  public void reset() {
    zabbix.reset();
  }

  @AfterClass
  public void close() {
    zabbix.close();
  }

  @Test
  public void reportsTheOrders() throws Exception {
    new Sender("127.0.0.1", zabbix.trapperPort()).send("web01", "app.orders", "12"); // your program

    assertThat(zabbix)
        .received(item("web01", "app.orders").withValue("12"))
        .within(ofSeconds(5));
  }
}
