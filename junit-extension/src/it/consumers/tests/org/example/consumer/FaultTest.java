package org.example.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.rule.RequestMatcher.senderData;
import static org.mockzabbix.rule.Responder.failed;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbixExtension;

@ExtendWith(MockZabbixExtension.class)
@Timeout(60)
class FaultTest {

  @Test
  void resetOnceAndThenTreatedWell(MockZabbixServer zabbix) throws Exception {
    Sender sender = new Sender("127.0.0.1", zabbix.trapperPort());
    zabbix.when(senderData()).fault(reset()).times(1);

    assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

    assertEquals(1, sender.send("web01", "app.ok", "1").processed());
  }

  @Test
  void refusalReachesTheClient(MockZabbixServer zabbix) {
    zabbix.when(senderData()).reply(failed("the disk is full"));
    Sender sender = new Sender("127.0.0.1", zabbix.trapperPort());

    NoSuccessException e =
        assertThrows(NoSuccessException.class, () -> sender.send("web01", "app.ok", "1"));

    assertTrue(e.getMessage().endsWith("the disk is full"), e.getMessage());
  }
}
