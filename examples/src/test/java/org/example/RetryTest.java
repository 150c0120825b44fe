package org.example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbix;

@MockZabbix
class RetryTest {

  @Test
  void aValueSentAgainIsThereTwice(MockZabbixServer server) throws IOException {
    server.when(senderData()).fault(reset()).times(1);
    Sender sender = new Sender("127.0.0.1", server.trapperPort());

    assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
    sender.send("web01", "app.ok", "1");

    assertThat(server).received(item("web01", "app.ok")).times(2).now();
    assertThat(server).everyRuleUsed();
  }
}
