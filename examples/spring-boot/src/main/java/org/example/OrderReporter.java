package org.example;

import java.io.IOException;
import org.mockzabbix.client.Sender;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reports the number of orders: stands in for your code, which sends with a library of its own. */
@Component
public class OrderReporter {

  private final Sender sender;

  public OrderReporter(
      @Value("${zabbix.host}") String host, @Value("${zabbix.port}") int port) {
    this.sender = new Sender(host, port);
  }

  public void report(int orders) throws IOException {
    sender.send("web01", "app.orders", String.valueOf(orders));
  }
}
