package org.mockzabbix.polling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fixtures.Packets.frame;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request.CompletedPoll;
import org.mockzabbix.protocol.Request.PassiveCheckFormat;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.server.ExchangeObservers;

@Timeout(60)
class AgentPollerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NOT_SUPPORTED = "ZBX_NOTSUPPORTED\0Unsupported item key.";

  private final TestClock clock = new TestClock();
  private final JournalStore journal = new JournalStore(1 << 20);
  private final AgentPoller poller =
      new AgentPoller(
          ZabbixVersion.V7_0,
          PATIENCE,
          journal,
          clock,
          new ExchangeObservers(FunctionFailures.unreported()),
          PollingEngines::lenient);

  @ParameterizedTest
  @EnumSource
  void value_isRecordedUnderHostAndKey(ZabbixVersion version) {
    ServerConfig config = ServerConfig.lenient().toBuilder().version(version).build();
    try (MockZabbixServer server = new MockZabbixServer(config);
        MockAgent agent = server.agent("web01").reply("agent.ping", "1")) {
      Exchange exchange = server.poll("web01", agent.address(), "agent.ping");

      assertEquals(RequestKind.POLL, exchange.kind());
      assertEquals(Optional.empty(), exchange.reason());
      assertEquals("1", exchange.items().get(0).value());
      ItemValue item = server.items("web01", "agent.ping").get(0);
      assertEquals("1", item.value());
      assertEquals(ItemValue.Source.POLL, item.source());
      assertEquals(agent.port(), exchange.peer().getPort());
      assertEquals(0, exchange.localPort());
    }
  }

  @Test
  void value_withoutAHostIsRecordedUnderTheAddress() {
    try (MockZabbixServer server = new MockZabbixServer();
        MockAgent agent = server.agent("web01").reply("agent.ping", "1")) {
      server.poll(agent.address(), "agent.ping");

      assertEquals("1", server.items(agent.address(), "agent.ping").get(0).value());
    }
  }

  @Test
  void poll_refusesWhatIsNoAddress() {
    try (MockZabbixServer server = new MockZabbixServer()) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> server.poll("web01", "agent.ping"));

      assertEquals(
          "\"web01\" is neither a host of the server nor an address such as 127.0.0.1:10050: add the"
              + " host, or use poll(host, address, key)",
          e.getMessage());
      assertEquals(List.of(), server.exchanges());
    }
  }

  @Test
  void notSupported_isAnItemWithTheReason() {
    try (MockZabbixServer server = new MockZabbixServer();
        MockAgent agent = server.agent("web01")) {
      agent.reply("broken", KeyScript.notSupported("No such file"));

      ItemValue item = server.poll("web01", agent.address(), "broken").items().get(0);

      assertEquals("No such file", item.value());
      assertTrue(item.isNotSupported());
      assertEquals(1, server.items("web01", "broken").size());
    }
  }

  @Test
  void noData_isProcessedAndHasNoValue() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":null}]}"))) {
      Exchange exchange = poller.poll("h", agent.address(), "k");

      assertEquals(CheckResult.noData(), ((CompletedPoll) exchange.request()).result());
      assertEquals(List.of(), journal.items());
      assertEquals(List.of(), journal.rejected());
    }
  }

  @Test
  void answer_isKeptAsItCame_andTheValueHasNoLineBreakAtItsEnd() throws Exception {
    String answer = "{\"version\":\"7.0.0\",\"data\":[{\"value\":\"ü\\n\"}]}";
    try (ScriptedPeer agent = ScriptedPeer.answering(frame(answer))) {
      Exchange exchange = poller.poll("h", agent.address(), "k");

      assertEquals(answer, exchange.text());
      assertEquals(13 + answer.length() + 1, exchange.packetBytes().length);
      assertEquals(clock.instant(), exchange.receivedAt());
      assertEquals("ü", journal.items().get(0).value());
    }
  }

  @Test
  void refused_isAnExchangeWithTheReasonAndNoItem() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      assertFailed(
          "cannot connect to [[127.0.0.1]:" + nobody.number() + "]: Connection refused",
          poller.poll("h", nobody.address(), "k"));
    }
  }

  @Test
  void closedWithoutAByte_isAnExchangeWithTheReasonAndNoItem() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      assertFailed(
          "Received empty response from Zabbix Agent at [127.0.0.1]."
              + " Assuming that agent dropped connection because of access permissions.",
          poller.poll("h", agent.address(), "k"));
    }
  }

  @Test
  void hanging_isAnExchangeWithTheReasonAndNoItem() throws Exception {
    AgentPoller impatient =
        new AgentPoller(
            ZabbixVersion.V7_0,
            Duration.ofSeconds(1),
            journal,
            clock,
            new ExchangeObservers(FunctionFailures.unreported()),
            PollingEngines::lenient);
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.hang())) {
      assertFailed(
          "[[127.0.0.1]:" + agent.port() + "]: no response within 2 s",
          impatient.poll("h", agent.address(), "k"));
    }
  }

  @Test
  void timeoutOfTheItem_isSentAndOneSecondLess() throws Exception {
    Item item = Item.passive("up.echo[{$WHAT}]", "1m").withTimeout(Duration.ofSeconds(1));
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.hang());
        MockZabbixServer server =
            new MockZabbixServer(ServerConfig.strict(Host.of("h", item).withMacro("{$WHAT}", "a")))
                .start()) {
      Exchange exchange = server.poll("h", "127.0.0.1:" + agent.port(), "up.echo[{$WHAT}]");

      assertEquals(
          Optional.of("[[127.0.0.1]:" + agent.port() + "]: no response within 2 s"),
          exchange.reason());
      assertEquals(
          List.of(
              "{\"request\":\"passive checks\",\"data\":[{\"key\":\"up.echo[a]\",\"timeout\":1}]}"),
          agent.received());
    }
  }

  @ParameterizedTest
  @EnumSource
  void macros_areExpandedForTheAgentOnly(ZabbixVersion version) {
    Host host =
        Host.of("h", Item.passive("up.echo[{$WHAT},{HOST.HOST}]", "{$EVERY}"))
            .withMacro("{$WHAT}", "a")
            .withMacro("{$EVERY}", "1h");
    ServerConfig config = ServerConfig.strict(host).toBuilder().version(version).build();
    try (MockZabbixServer server = new MockZabbixServer(config);
        MockAgent agent = server.agent("h").reply("up.echo[*]", KeyScript.template("{1}|{2}"))) {
      server.putHost(host.withAgent(agent.start().address()));
      server.start();

      assertEquals(1, server.pollSchedule().runDue().size());
      server.poll("h", "up.echo[{$WHAT},{HOST.HOST}]");

      assertEquals(
          List.of(
              "h up.echo[{$WHAT},{HOST.HOST}] = \"a|h\"",
              "h up.echo[{$WHAT},{HOST.HOST}] = \"a|h\""),
          server.items().stream().map(ItemValue::toString).toList());
    }
  }

  @Test
  void refusalOfTheWholeAnswer_isAnExchangeWithTheReasonAndNoItem() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"7.0.0\",\"error\":\"boom\"}"))) {
      assertFailed("boom", poller.poll("h", agent.address(), "k"));
    }
  }

  private void assertFailed(String why, Exchange exchange) {
    assertEquals(Optional.of(why), exchange.reason());
    assertEquals(RequestKind.POLL, exchange.kind());
    assertEquals(List.of(), exchange.items());
    assertEquals(List.of(), journal.items());
    assertEquals(List.of(), journal.rejected());
    assertEquals(1, journal.exchanges().size());
  }

  @Test
  void oldAgent_isAskedInJsonOnceAnHour() throws Exception {
    try (ScriptedPeer agent = oldAgent()) {
      assertEquals(PassiveCheckFormat.PLAIN, form(poller.poll("h", agent.address(), "k")));
      clock.goOn(Duration.ofMinutes(59));
      assertEquals(PassiveCheckFormat.PLAIN, form(poller.poll("h", agent.address(), "k")));
      assertEquals(List.of("json", "k", "k"), forms(agent));

      clock.goOn(Duration.ofMinutes(1));
      poller.poll("h", agent.address(), "k");
      poller.poll("h", agent.address(), "k");
      assertEquals(List.of("json", "k", "k", "json", "k", "k"), forms(agent));
    }
  }

  @Test
  void oldAgent_isRememberedForItsAddressAlone() throws Exception {
    try (ScriptedPeer one = oldAgent();
        ScriptedPeer other = oldAgent()) {
      poller.poll("h", one.address(), "k");
      poller.poll("h", other.address(), "k");

      assertEquals(List.of("json", "k"), forms(one));
      assertEquals(List.of("json", "k"), forms(other));
    }
  }

  @Test
  void oldAgent_isForgottenOnReset() throws Exception {
    try (ScriptedPeer agent = oldAgent()) {
      poller.poll("h", agent.address(), "k");
      journal.reset();
      poller.poll("h", agent.address(), "k");

      assertEquals(List.of("json", "k", "json", "k"), forms(agent));
    }
  }

  @Test
  void agentThatSaysItIsOldInJson_isAskedPlainlyNextTime() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"6.4.0\",\"data\":[{\"value\":\"42\"}]}"))) {
      Exchange first = poller.poll("h", agent.address(), "k");
      poller.poll("h", agent.address(), "k");

      assertEquals("42", first.items().get(0).value());
      assertEquals(PassiveCheckFormat.JSON, form(first));
      assertEquals(List.of("json", "k"), forms(agent));
    }
  }

  @Test
  void agentThatKnowsJson_isAlwaysAskedInJson() throws Exception {
    try (ScriptedPeer agent =
        ScriptedPeer.answering(frame("{\"version\":\"7.0.0\",\"data\":[{\"value\":\"42\"}]}"))) {
      poller.poll("h", agent.address(), "k");
      clock.goOn(Duration.ofHours(2));
      poller.poll("h", agent.address(), "k");

      assertEquals(List.of("json", "json"), forms(agent));
    }
  }

  @Test
  void agentThatCannotBeAsked_isNotTakenForOld() throws Exception {
    try (ScriptedPeer agent = ScriptedPeer.answering(ScriptedPeer.disconnect())) {
      poller.poll("h", agent.address(), "k");
      poller.poll("h", agent.address(), "k");

      assertEquals(List.of("json", "json"), forms(agent));
    }
  }

  @Test
  void v60_neverAsksInJson() throws Exception {
    AgentPoller old =
        new AgentPoller(
            ZabbixVersion.V6_0,
            PATIENCE,
            journal,
            clock,
            new ExchangeObservers(FunctionFailures.unreported()),
            PollingEngines::lenient);
    try (ScriptedPeer agent = oldAgent()) {
      old.poll("h", agent.address(), "k");

      assertEquals(List.of("k"), forms(agent));
    }
  }

  private static ScriptedPeer oldAgent() throws IOException {
    return new ScriptedPeer((n, text) -> frame(text.startsWith("{") ? NOT_SUPPORTED : "1"));
  }

  private static List<String> forms(ScriptedPeer agent) {
    return agent.received().stream().map(text -> text.startsWith("{") ? "json" : text).toList();
  }

  private static PassiveCheckFormat form(Exchange exchange) {
    return ((CompletedPoll) exchange.request()).form();
  }
}
