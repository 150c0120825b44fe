package org.mockzabbix.assertion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.testing.WireClient;

/** Assertions on a server that real sockets talk to. */
@Timeout(60)
class ReceivedOverTheWireTest {

  private final MockZabbixServer server =
      new MockZabbixServer(
          ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"), Item.trapper("app.name"))));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void clientThatHasItsAnswerIsSeenWithoutWaiting() throws IOException {
    send("web01", "app.ok", "1");

    ItemValue ok = assertThat(server).received(item("web01", "app.ok").withValue("1")).now();

    assertEquals("1", ok.value());
  }

  @Test
  void waitIsWokenByWhatArrives() throws Exception {
    Callable<List<ItemValue>> waiting =
        () -> assertThat(server).received(item("web01", "app.ok")).times(2).within(ofSeconds(40));
    FutureTask<List<ItemValue>> wait = new FutureTask<>(waiting);
    new Thread(wait, "waits in ReceivedOverTheWireTest").start();

    send("web01", "app.ok", "1");
    send("web01", "app.ok", "2");

    assertEquals(2, wait.get(50, TimeUnit.SECONDS).size());
  }

  @Test
  void unknownHost_failureSaysWhy() throws IOException {
    send("Web01", "app.ok", "1");

    AssertionError failure =
        assertThrows(
            AssertionError.class, () -> assertThat(server).received(item("web01", "app.ok")).now());

    assertEquals(
        """
        expected: web01 app.ok
        but received: no value for this item
        rejected:
          #1 Web01 app.ok = "1" <- failed: no such host
        last exchanges:
          #1 PEER sender data: processed: 0; failed: 1; total: 1
        total: 0 values for 0 items in 1 exchange on MockZabbixServer 7.0 (running, \
        trapper 127.0.0.1:PORT)"""
            .replace("PEER", peerOfTheFirst())
            .replace("PORT", "" + server.trapperPort()),
        failure.getMessage());
  }

  private String peerOfTheFirst() {
    return "127.0.0.1:" + server.exchanges().get(0).peer().getPort();
  }

  private void send(String host, String key, String value) throws IOException {
    WireClient.ask(server.trapperPort(), packet(host, key, value));
  }

  private static String packet(String host, String key, String value) {
    return "{\"request\":\"sender data\",\"data\":[{\"host\":\"%s\",\"key\":\"%s\",\"value\":\"%s\"}]}"
        .formatted(host, key, value);
  }

  @Test
  void lengthInCharacters_failureAsksWhetherItIs() throws IOException {
    String text = packet("web01", "app.name", "日本語です");
    byte[] framed = Packets.frame(1, text.getBytes(UTF_8));
    framed[5] = (byte) text.length();
    String peer;
    try (WireClient client = new WireClient(server.trapperPort())) {
      peer = "127.0.0.1:" + client.localPort();
      client.send(framed);
      client.readToEnd(ofSeconds(20));
    }

    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () -> assertThat(server).received(item("web01", "app.name")).now());

    int declared = text.length();
    assertEquals(
        """
        expected: web01 app.name
        but received: no value for this item
        unreadable or refused:
          #1 PEER unreadable: declared DECLARED bytes, received RECEIVED: is the length counted in \
        characters instead of bytes? (the data begins with 'DATA')
        total: 0 values for 0 items in 1 exchange on MockZabbixServer 7.0 (running, \
        trapper 127.0.0.1:PORT)"""
            .replace("PEER", peer)
            .replace("DATA", text)
            .replace("DECLARED", "" + declared)
            .replace("RECEIVED", "" + (declared + 10))
            .replace("PORT", "" + server.trapperPort()),
        failure.getMessage());
  }

  @Test
  void serverThatWasNotStarted_failureSaysSo() {
    MockZabbixServer idle = new MockZabbixServer();

    AssertionError failure =
        assertThrows(
            AssertionError.class, () -> assertThat(idle).received(item("web01", "app.ok")).now());

    assertEquals(
        """
        expected: web01 app.ok
        but received: no exchanges
        total: no exchanges on MockZabbixServer 7.0 (not started)""",
        failure.getMessage());
  }
}
