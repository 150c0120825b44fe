package org.example;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;

@MockZabbix(scenario = "classpath:orders.yaml")
class ScenarioFileTest {

  /** The extension checks the expectations of the scenario after the test. */
  @Test
  void meetsTheExpectations(MockZabbixServer server) throws IOException {
    new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.orders", "12");
  }
}
