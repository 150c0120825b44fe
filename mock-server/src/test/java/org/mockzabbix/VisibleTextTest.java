package org.mockzabbix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;
import static org.mockzabbix.fixtures.Packets.frame;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioException;

/** Texts for people show what peers and files contain without doing it to the terminal. */
@Timeout(60)
class VisibleTextTest {

  private static final String HOSTILE = "\u001b]0;x\u0007\u0085\u2028\u202e\u061c";
  private static final String JSON = "\\u001b]0;x\\u0007\\u0085\\u2028\\u202e\\u061c";
  private static final String SHOWN = JSON;

  @Test
  void aValueShowsEveryCharacter() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).sendValues(row("h", "k[\\\"" + JSON + "\\\"]"));
      new PlainSender(server.trapperPort()).sendValues(row(JSON, "k"));

      assertEquals("h k[\"" + SHOWN + "\"] = \"" + SHOWN + '"', server.items().get(0).toString());
      assertEquals(HOSTILE, server.items().get(0).value());
      assertEquals("", invisible(server.rejected().get(0).toString()));
      assertEquals(HOSTILE, server.rejected().get(0).host());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"request\":\"%s\"}", "{\"request\":\"sender data\",\"data\":%s"})
  void aReasonShowsEveryCharacter(String request) throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).send(request.formatted(HOSTILE));

      Exchange exchange = server.exchanges().get(0);
      assertEquals("", invisible(exchange.reason().orElseThrow()));
      assertEquals("", invisible(exchange.toString()));
    }
  }

  @Test
  void aWarningShowsEveryCharacter() throws Exception {
    MockZabbixServer server = new MockZabbixServer().start();
    server.onExchange(
        exchange -> {
          throw new IllegalStateException(exchange.items().get(0).value());
        });
    new PlainSender(server.trapperPort()).sendValues(row("h", "k"));

    assertEquals("", invisible(server.exchanges().get(0).warnings().toString()));
    AssertionError failure = assertThrows(AssertionError.class, server::close);
    assertEquals("", invisible(failure.getMessage()));
  }

  @Test
  void aFailedAssertionShowsEveryCharacter() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).sendValues(row("h", "k"));

      AssertionError failure =
          assertThrows(
              AssertionError.class, () -> assertThat(server).received(item("h", "k2")).now());

      assertEquals("", invisible(String.valueOf(failure.getMessage()).replace('\n', ' ')));
    }
  }

  @Test
  void anExceptionAboutAResponseShowsEveryCharacter() throws Exception {
    byte[] response = frame("{\"response\":\"" + JSON + "\",\"info\":\"" + JSON + "\"}");
    try (ScriptedPeer peer = ScriptedPeer.answering(response)) {
      Sender sender =
          new Sender(
              new InetSocketAddress("127.0.0.1", peer.port()),
              ZabbixVersion.V7_0,
              Duration.ofSeconds(20));

      NoSuccessException failure =
          assertThrows(NoSuccessException.class, () -> sender.send("h", "k", "1"));

      assertEquals("the server responded \"" + SHOWN + "\": " + SHOWN, failure.getMessage());
    }
  }

  @Test
  void anErrorInAScenarioShowsEveryCharacter() {
    ScenarioException failure =
        assertThrows(
            ScenarioException.class,
            () -> Scenario.parse("a\u202eb.json", "{\"strict\": true, \"" + JSON + "\": 1}"));

    assertEquals("", invisible(String.valueOf(failure.getMessage())));
  }

  private static String row(String host, String key) {
    return "{\"host\":\"" + host + "\",\"key\":\"" + key + "\",\"value\":\"" + JSON + "\"}";
  }

  private static String invisible(String text) {
    return text.replaceAll("[ -~]", "");
  }
}
