package org.example.consumer;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.junit.MockZabbixExtension;
import org.opentest4j.AssertionFailedError;

@ExtendWith(MockZabbixExtension.class)
@Timeout(60)
class ReportedValueTest {

  private Sender sender;

  @BeforeEach
  void connect(MockZabbixServer zabbix) {
    sender = new Sender("127.0.0.1", zabbix.trapperPort());
  }

  @Test
  void assertionWaits(MockZabbixServer zabbix) throws Exception {
    FutureTask<Sender.SendResult> later = new FutureTask<>(() -> send(zabbix));
    new Thread(later).start();

    assertThat(zabbix).received(item("web01", "app.ok").withValue("1")).within(ofSeconds(20));
    assertEquals(1, later.get().processed());
  }

  /** Only while somebody waits: the assertion is under way before the value. */
  private Sender.SendResult send(MockZabbixServer zabbix) throws Exception {
    assertThat(zabbix).received(item("web01", "app.ok")).never();
    return sender.send("web01", "app.ok", "1");
  }

  @Test
  void failureIsExplained(MockZabbixServer zabbix) throws Exception {
    sender.send("web01", "app.ok", "0");

    AssertionFailedError failure =
        assertThrows(
            AssertionFailedError.class,
            () ->
                assertThat(zabbix)
                    .received(item("web01", "app.ok").withValue("1"))
                    .within(ofMillis(20)));

    assertEquals(
        """
        expected: web01 app.ok with value "1", within 20 ms
        but received: 1 value for this item that does not match
        near misses:
          #1 web01 app.ok = "0" <- value differs
        last exchanges:
          #1 127.0.0.1:PEER sender data: processed: 1; failed: 0; total: 1
        total: 1 value for 1 item in 1 exchange on MockZabbixServer 7.0 (running, \
        trapper 127.0.0.1:PORT)"""
            .replace("PEER", "" + zabbix.exchanges().get(0).peer().getPort())
            .replace("PORT", "" + zabbix.trapperPort()),
        failure.getMessage());
  }

  @Test
  void awaitilityOfTheUserWaits(MockZabbixServer zabbix) throws Exception {
    sender.send("web01", "app.ok", "1");

    await().atMost(ofSeconds(20)).until(() -> zabbix.items().size() == 1);
    assertThat(zabbix)
        .using(await("the deployment").pollInSameThread())
        .received(item("web01", "app.ok"))
        .within(ofSeconds(20));
  }

  @RepeatedTest(3)
  void eachTestHasAServerOfItsOwn(MockZabbixServer zabbix) throws Exception {
    sender.send("web01", "app.ok", "1");

    assertEquals(1, zabbix.items().size());
  }

  @Test
  void valueMayBeSixMillionCharacters(MockZabbixServer zabbix) throws Exception {
    String value = "v".repeat(6_000_000);

    sender.send("web01", "app.dump", value);

    assertEquals(value, zabbix.items("web01", "app.dump").get(0).value());
  }
}
