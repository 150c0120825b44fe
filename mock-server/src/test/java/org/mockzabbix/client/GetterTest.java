package org.mockzabbix.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fixtures.Packets.frame;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.HostAndPort;

@Timeout(60)
class GetterTest {

  private static final String QUESTION =
      "{\"request\":\"passive checks\",\"data\":[{\"key\":\"agent.ping\",\"timeout\":20}]}";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Getter V6_0 = new Getter(ZabbixVersion.V6_0, PATIENCE);
  private static final Getter V7_0 = new Getter(ZabbixVersion.V7_0, PATIENCE);

  @ParameterizedTest
  @EnumSource
  void getsAValueFromEachDialectInEachDialect(ZabbixVersion agents) throws Exception {
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01").withVersion(agents)).start()) {
      agent.reply("agent.ping", "1");
      InetSocketAddress address = HostAndPort.parse(agent.address()).resolve();

      assertEquals(CheckResult.value("1"), V6_0.get(address, "agent.ping"));
      assertEquals(CheckResult.value("1"), V7_0.get(address, "agent.ping"));
    }
  }

  @Test
  void get_fromATextualAddress() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("agent.ping", "1").start()) {
      assertEquals(CheckResult.value("1"), V7_0.get(agent.address(), "agent.ping"));
    }
  }

  @Test
  void get_fromAnInvalidAddress() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> V7_0.get("::1", "agent.ping"));

    assertTrue(e.getMessage().startsWith("\"::1\" is not a valid address: "), e.getMessage());
  }

  @Test
  void v60_asksWithTheBareKeyOnly() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame("{\"version\":\"7.0.0\"}"))) {
      AgentResponse response = V6_0.request(agent.address(), "agent.ping");

      assertEquals(List.of("agent.ping"), agent.received());
      String text = "{\"version\":\"7.0.0\"}";
      assertResponse(CheckResult.value(text), PassiveCheckFormat.PLAIN, text, response);
    }
  }

  @Test
  void v70_asksInJsonFirst() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":\"42\"}]}"))) {
      AgentResponse response = V7_0.request(agent.address(), "agent.ping");

      assertEquals(List.of(QUESTION), agent.received());
      assertResponse(CheckResult.value("42"), PassiveCheckFormat.JSON, "42", response);
      assertEquals(PassiveCheckFormat.JSON, response.nextFormat());
      assertEquals("ZBXD", new String(response.packetBytes(), 0, 4, UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ZBX_NOTSUPPORTED\0Unsupported item key.", "", "1", "{no json", "[12:30] text"})
  void v70_fallsBackToTheBareKey(String answer) throws Exception {
    try (ScriptedPeer agent =
        new ScriptedPeer((n, text) -> frame(text.startsWith("{") ? answer : "7"))) {
      AgentResponse given = V7_0.request(agent.address(), "agent.ping");

      assertEquals(List.of(QUESTION, "agent.ping"), agent.received());
      assertResponse(CheckResult.value("7"), PassiveCheckFormat.PLAIN, "7", given);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"version":"7.0.0","variant":1,"error":"boom"}  | boom
          {"data":[{"value":"42"}]}                       | cannot find the "version" object in the received JSON object.
          {"version":7,"error":"strange"}                 | strange
          {"version":"7.0.0"}                             | cannot find the "data" object in the received JSON object.
          {"version":"7.0.0","data":{"value":"1"}}        | cannot parse response: cannot open JSON object or array ""value":"1"}}"
          {"version":"7.0.0","data":"x"}                  | cannot find the "data" object in the received JSON object.
          {"version":"7.0.0","data":[]}                   | received empty data response
          {"version":"7.0.0","data":[{}]}                 | cannot parse response: cannot find pair with name "value"
          {"version":"7.0.0","data":[5]}                  | cannot parse response: cannot open JSON object or array "5]}"
          {"version":"7.0.0","data":[{"value":{"a":1}}]}  | cannot parse response: cannot find pair with name "error"
          """)
  void v70_refusalOfTheWholeAnswer(String answer, String why) throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame(answer))) {
      NoSuccessException e =
          assertThrows(NoSuccessException.class, () -> V7_0.get(agent.address(), "agent.ping"));

      assertEquals(why, e.getMessage());
      assertEquals(1, agent.received().size());
    }
  }

  @Test
  void v70_arrayIsTakenForJson() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame("[1]"))) {
      IOException e =
          assertThrows(IOException.class, () -> V7_0.get(agent.address(), "agent.ping"));

      assertEquals(
          "cannot find the \"version\" object in the received JSON object.", e.getMessage());
      assertEquals(1, agent.received().size());
    }
  }

  @Test
  void v70_numberIsAValue() throws Exception {
    assertEquals(CheckResult.value("42.50"), json("{\"value\":42.50}"));
  }

  @Test
  void v70_nullIsNoData() throws Exception {
    assertEquals(CheckResult.noData(), json("{\"value\":null}"));
  }

  @Test
  void v70_errorIsNotSupported() throws Exception {
    assertEquals(CheckResult.notSupported("boom"), json("{\"error\":\"boom\"}"));
  }

  private static CheckResult json(String row) throws IOException {
    byte[] answer = frame("{\"version\":\"7.0.0\",\"variant\":1,\"data\":[" + row + "]}");
    try (ScriptedPeer agent = ScriptedPeer.answering(answer)) {
      return V7_0.get(agent.address(), "agent.ping");
    }
  }

  @Test
  void plain_notSupportedWithAReason() throws Exception {
    assertResponse(
        CheckResult.notSupported("some error"),
        PassiveCheckFormat.PLAIN,
        "ZBX_NOTSUPPORTED\0some error",
        plain("ZBX_NOTSUPPORTED\0some error"));
  }

  @ParameterizedTest
  @CsvSource({
    "ZBX_NOTSUPPORTED, Not supported by Zabbix Agent",
    "ZBX_ERROR, Zabbix Agent non-critical error"
  })
  void plain_notSupportedWithoutAReason(String answer, String reason) throws Exception {
    assertEquals(CheckResult.notSupported(reason), plain(answer).result());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ZBX_NODATA", "ZBX_NOTSUPPORTED text", " a\nb ", "ü😀", "{\"a\":1}"})
  void plain_value(String answer) throws Exception {
    assertEquals(CheckResult.value(answer), plain(answer).result());
  }

  @Test
  void plain_lineEndsBehindTheValueAreDropped() throws Exception {
    assertEquals(CheckResult.value("a\r\nb"), plain("a\r\nb\r\n\n").result());
  }

  private static void assertResponse(
      CheckResult result, PassiveCheckFormat form, String text, AgentResponse response) {
    assertEquals(result, response.result());
    assertEquals(form, response.format());
    assertEquals(text, response.text());
  }

  private static AgentResponse plain(String answer) throws IOException {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame(answer))) {
      return V7_0.requestPlainText(agent.address(), "agent.ping");
    }
  }

  @Test
  void askPlain_neverAsksInJson() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame("1"))) {
      V7_0.requestPlainText(agent.address(), "agent.ping");

      assertEquals(List.of("agent.ping"), agent.received());
    }
  }

  @Test
  void askJson_neverAsksWithTheBareKey() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(frame("1"))) {
      IOException e =
          assertThrows(IOException.class, () -> V7_0.requestJson(agent.address(), "agent.ping"));

      assertTrue(e.getMessage().startsWith("cannot parse response: "), e.getMessage());
      assertEquals(List.of(QUESTION), agent.received());
    }
  }

  @Test
  void keyIsQuotedInJson() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":\"\"}]}"))) {
      V7_0.get(agent.address(), "k[\"a\\b\"]");

      assertEquals(
          "{\"request\":\"passive checks\",\"data\":[{\"key\":\"k[\\\"a\\\\b\\\"]\",\"timeout\":20}]}",
          agent.received().get(0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closedWithoutAnAnswer(ZabbixVersion version) throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      Getter getter = new Getter(version, PATIENCE);

      EmptyResponseException e =
          assertThrows(
              EmptyResponseException.class, () -> getter.get(agent.address(), "agent.ping"));

      assertEquals(
          "Received empty response from Zabbix Agent at [127.0.0.1]."
              + " Assuming that agent dropped connection because of access permissions.",
          e.getMessage());
      assertEquals(1, agent.received().size());
    }
  }

  @Test
  void closedInTheMiddleOfAnAnswer() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(new byte[] {'Z', 'B', 'X'})) {
      IOException e =
          assertThrows(IOException.class, () -> V7_0.get(agent.address(), "agent.ping"));

      assertEquals(
          "[[127.0.0.1]:"
              + agent.port()
              + "]: missing header: the connection was closed after 'ZBX'",
          e.getMessage());
    }
  }

  @Test
  void connectionRefused() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      IOException e =
          assertThrows(IOException.class, () -> V7_0.get(nobody.address(), "agent.ping"));

      assertEquals(
          "cannot connect to [[127.0.0.1]:" + nobody.number() + "]: Connection refused",
          e.getMessage());
    }
  }

  @Test
  void noAnswerInTime() throws Exception {
    Getter impatient = new Getter(ZabbixVersion.V7_0, Duration.ofSeconds(1));
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.hang())) {
      IOException e =
          assertThrows(IOException.class, () -> impatient.get(agent.address(), "agent.ping"));

      assertEquals("[[127.0.0.1]:" + agent.port() + "]: no response within 1 s", e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.999S", "PT10M0.001S", "PT-1S"})
  void refusesTimeout(String timeout) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Getter(ZabbixVersion.V7_0, Duration.parse(timeout)));

    assertEquals(
        "timeout must be from 1 s to 10 min, but was "
            + DurationFormat.format(Duration.parse(timeout)),
        e.getMessage());
  }
}
