package org.example;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixCluster;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;

@MockZabbix
class FailoverTest {

  @Test
  void theSecondNodeTakesTheValue(MockZabbixCluster cluster) throws IOException {
    cluster.node(0).refuseConnections();
    Sender first = new Sender("127.0.0.1", cluster.node(0).trapperPort());
    Sender second = new Sender("127.0.0.1", cluster.node(1).trapperPort());

    assertThrows(IOException.class, () -> first.send("web01", "app.ok", "1"));
    second.send("web01", "app.ok", "1");

    assertThat(cluster).received(item("web01", "app.ok")).times(1).within(ofSeconds(5));
  }
}
