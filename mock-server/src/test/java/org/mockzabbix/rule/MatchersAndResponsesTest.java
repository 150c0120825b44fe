package org.mockzabbix.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.rule.RequestMatcher.activeCheckHeartbeat;
import static org.mockzabbix.rule.RequestMatcher.activeChecks;
import static org.mockzabbix.rule.RequestMatcher.agentData;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.RequestMatcher.passiveChecks;
import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.testing.WireClient;

/** What rules match and answer, over the wire. */
@Timeout(60)
class MatchersAndResponsesTest {

  private static final String TWO_ROWS =
      "{\"request\":\"sender data\",\"data\":["
          + "{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"},"
          + "{\"host\":\"db01\",\"key\":\"app.size[/]\",\"value\":42}]}";

  /** Its clock stands still, so that it spends no seconds. */
  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.lenient().toBuilder()
                  .clock(InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)))
                  .build())
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource
  void contradiction_isRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  static List<Arguments> contradiction_isRefused() {
    return List.of(
        arguments("from b contradicts from a", call(() -> senderData().from("a").from("b"))),
        arguments(
            "from like b* contradicts from a", call(() -> senderData().from("a").fromLike("b*"))),
        arguments(
            "from a contradicts from /b+/",
            call(() -> senderData().from(Pattern.compile("b+")).from("a"))),
        arguments(
            "with key b contradicts with key a",
            call(() -> senderData().withKey("a").withKey("b"))),
        arguments(
            "with value 2 contradicts with value 1",
            call(() -> senderData().withValue("1").withValue("2"))),
        arguments(
            "with metadata x contradicts sender data", call(() -> senderData().withMetadata("x"))),
        arguments(
            "with interface like x* contradicts with interface y",
            call(() -> activeChecks().withInterface("y").withInterfaceLike("x*"))),
        arguments(
            "with key k contradicts active check heartbeat",
            call(() -> activeCheckHeartbeat().withKey("k"))),
        arguments(
            "from web01 contradicts passive checks", call(() -> passiveChecks().from("web01"))),
        arguments(
            "with value 1 contradicts passive checks", call(() -> passiveChecks().withValue("1"))),
        arguments(
            "from peer 192.0.2.2 contradicts from peer 192.0.2.1",
            call(() -> anyRequest().fromPeer("192.0.2.1").fromPeer("192.0.2.2"))),
        arguments(
            "unencrypted contradicts encrypted",
            call(() -> anyRequest().encrypted().unencrypted())),
        arguments(
            "encrypted contradicts unencrypted",
            call(() -> anyRequest().unencrypted().encrypted())),
        arguments(
            "with PSK id contradicts unencrypted",
            call(() -> anyRequest().unencrypted().withPskIdentity("id"))),
        arguments(
            "with certificate CN=a contradicts with PSK id",
            call(() -> anyRequest().withPskIdentity("id").withCertificate("CN=a"))),
        arguments(
            "on connection 2 contradicts on connection 1",
            call(() -> anyRequest().onConnection(1).onConnection(2))));
  }

  private static Executable call(Executable call) {
    return call;
  }

  @Test
  void sameRequirementTwice_isAccepted() {
    RequestMatcher twice =
        senderData().from("a").from("a").fromLike("a*").withKey("k").withKeyLike("k*");

    assertEquals(
        "sender data from a from a from like a* with key k with key like k*", twice.toString());
  }

  @Test
  void matchesHostOfTheFirstRow() throws Exception {
    assertMatches(senderData().from("web01"));
    assertMatches(senderData().fromLike("web*"));
    assertMatches(senderData().from(Pattern.compile("web\\d+")));
    assertDoesNotMatch(senderData().from("db01"));
    assertDoesNotMatch(senderData().fromLike("web"));
    assertDoesNotMatch(senderData().from(Pattern.compile("web")));
  }

  @Test
  void matchesKeyOfAnyRow() throws Exception {
    assertMatches(senderData().withKey("app.size[/]"));
    assertMatches(senderData().withKeyLike("app.size[*]"));
    assertMatches(senderData().withKeyLike("app.?k"));
    assertMatches(senderData().withKey(Pattern.compile("app\\..*")));
    assertDoesNotMatch(senderData().withKey("app.size"));
    assertDoesNotMatch(senderData().withKeyLike("app"));
    assertDoesNotMatch(senderData().withKey(Pattern.compile("app")));
  }

  @Test
  void matchesValueAsStored() throws Exception {
    assertMatches(senderData().withValue("42"));
    assertMatches(senderData().withValueLike("4?"));
    assertMatches(senderData().withValue(Pattern.compile("\\d{2}")));
    assertDoesNotMatch(senderData().withValue("43"));
  }

  @Test
  void matchesKeyAndValueOfOneRow() throws Exception {
    assertMatches(senderData().withKey("app.ok").withValue("1"));
    assertDoesNotMatch(senderData().withKey("app.ok").withValue("42"));
    assertMatches(senderData().withValueMatching("of db01", row -> row.host().equals("db01")));
  }

  @Test
  void matchesKindPeerConnectionAndAnything() throws Exception {
    assertDoesNotMatch(agentData());
    assertMatches(anyRequest().fromPeer("127.0.0.1"));
    assertDoesNotMatch(anyRequest().fromPeer("192.0.2.1"));
    assertMatches(anyRequest().and("plain", incoming -> incoming.flags() == 1));
    long next = server.exchanges().size() + 1L;
    assertMatches(anyRequest().onConnection(next));
    assertDoesNotMatch(anyRequest().onConnection(next));
  }

  @Test
  void matchesWhatAnAgentRegistersWith() throws Exception {
    List<RequestMatcher> matching =
        List.of(
            activeChecks().withMetadata("linux web"),
            activeChecks().withMetadataLike("linux*"),
            activeChecks().withMetadata(Pattern.compile("linux \\w+")),
            activeChecks().withInterface("web01.example.org"),
            anyRequest().withInterfaceLike("*.example.org"),
            activeChecks().withInterface(Pattern.compile("web.*")));
    List<RequestMatcher> others =
        List.of(
            activeChecks().withMetadata("linux"),
            activeChecks().withMetadataLike("windows*"),
            activeChecks().withInterface("192.0.2.1"),
            activeChecks().withInterface(Pattern.compile("web")));

    ask(
        "{\"request\":\"active checks\",\"host\":\"web01\",\"host_metadata\":\"linux web\","
            + "\"interface\":\"web01.example.org\"}");
    ask("{\"request\":\"active checks\",\"host\":\"web02\"}");

    matching.forEach(matcher -> assertThat(server).requested(matcher).times(1).now());
    others.forEach(matcher -> assertThat(server).requested(matcher).never());
    assertEquals(
        "active checks with metadata like linux* with interface 192.0.2.1",
        activeChecks().withMetadataLike("linux*").withInterface("192.0.2.1").toString());
  }

  @Test
  void onRequest_isWhen() throws Exception {
    server.onRequest(senderData()).reply(Responder.failed("busy"));

    assertTrue(ask(TWO_ROWS).contains("busy"));
  }

  @Test
  void matchesItemidByTheNameOfItsItem() throws Exception {
    server.putHost(Host.of("web01", Item.active("agent.ping", "5s").withItemid(30001)));
    server.when(agentData().withKey("agent.ping")).reply(Responder.failed("no pings today"));

    String reply =
        ask(
            "{\"request\":\"agent data\",\"session\":\"0123456789abcdef0123456789abcdef\","
                + "\"host\":\"web01\",\"version\":\"7.0\",\"variant\":1,\"data\":["
                + "{\"id\":1,\"itemid\":30001,\"value\":\"1\",\"clock\":1700000000,\"ns\":1}]}");

    assertEquals("{\"response\":\"failed\",\"info\":\"no pings today\"}", reply);
    assertThat(server).requested(agentData().withKey("agent.ping")).times(1).now();
    assertThat(server).requested(agentData().withKey("agent.version")).never().now();
  }

  @Test
  void matchesKeyThatAnAgentIsAsked() throws Exception {
    try (MockAgent agent = new MockAgent("web01").reply("a", "1").reply("b", "2").start()) {
      agent.when(passiveChecks().withKey("b")).reply(Responder.json("nonsense"));

      assertEquals("1", WireClient.ask(agent.port(), "a").body());
      assertEquals("nonsense", WireClient.ask(agent.port(), "b").body());
      assertEquals(Optional.empty(), agent.exchanges().get(0).rule());
      assertEquals("passive checks with key b", agent.exchanges().get(1).rule().orElseThrow());
    }
  }

  @Test
  void repliesWithChosenCounts() throws Exception {
    server.when(senderData()).reply(Responder.processed(3, 4));

    assertEquals(
        "{\"response\":\"success\",\"info\":"
            + "\"processed: 3; failed: 4; total: 7; seconds spent: 0.000000\"}",
        ask(TWO_ROWS));
    assertEquals(2, server.items().size());
  }

  @Test
  void failsChosenRows() throws Exception {
    server.when(senderData()).reply(Responder.failedKeys("app.size*"));

    assertEquals(
        "{\"response\":\"success\",\"info\":"
            + "\"processed: 1; failed: 1; total: 2; seconds spent: 0.000000\"}",
        ask(TWO_ROWS));
    assertEquals(List.of("app.ok"), server.items().stream().map(ItemValue::key).toList());
    assertEquals(
        List.of(Outcome.REFUSED_BY_RULE),
        server.rejected().stream().map(ItemValue::outcome).toList());
  }

  @Test
  void failsRowsOfChosenHosts() throws Exception {
    server.when(senderData()).reply(Responder.failedHosts("*01"));

    assertEquals(
        "{\"response\":\"success\",\"info\":"
            + "\"processed: 0; failed: 2; total: 2; seconds spent: 0.000000\"}",
        ask(TWO_ROWS));
  }

  @Test
  void failsOnlyRowsOfChosenHosts() throws Exception {
    server.when(senderData()).reply(Responder.failedHosts("db*"));

    ask(TWO_ROWS);

    assertEquals(List.of("web01"), server.items().stream().map(ItemValue::host).toList());
    assertEquals(List.of("db01"), server.rejected().stream().map(ItemValue::host).toList());
  }

  @Test
  void failsValuesThatWereSentByItemid() throws Exception {
    server.putHost(Host.of("web01", Item.active("agent.ping", "5s").withItemid(30001)));
    server.when(agentData()).reply(Responder.failedKeys("agent.ping"));

    ask(
        "{\"request\":\"agent data\",\"session\":\"0123456789abcdef0123456789abcdef\","
            + "\"host\":\"web01\",\"version\":\"7.0\",\"variant\":1,\"data\":["
            + "{\"id\":1,\"itemid\":30001,\"value\":\"1\",\"clock\":1700000000,\"ns\":1}]}");

    assertEquals(List.of("agent.ping"), server.rejected().stream().map(ItemValue::key).toList());
  }

  @Test
  void failedRows_withoutRows_changesNothing() throws Exception {
    server.when(activeChecks()).reply(Responder.failedValues(row -> true));

    assertEquals(
        "{\"response\":\"success\",\"config_revision\":1,\"data\":[]}",
        ask("{\"request\":\"active checks\",\"host\":\"web01\",\"version\":\"7.0\"}"));
  }

  @Test
  void repliesJson() throws Exception {
    server.when(senderData()).reply(Responder.json("{\"response\":\"maybe\"}"));

    assertEquals("{\"response\":\"maybe\"}", ask(TWO_ROWS));
  }

  @Test
  void repliesWhatAFunctionSays() throws Exception {
    server
        .when(senderData())
        .reply(Responder.json(incoming -> "rows: " + incoming.values().size()));

    assertEquals("rows: 2", ask(TWO_ROWS));
  }

  @Test
  void repliesRawBytes() throws Exception {
    byte[] bytes = "HTTP/1.0 400 Bad Request\r\n".getBytes(UTF_8);
    server.when(senderData()).reply(Responder.bytes(bytes));
    bytes[0] = 'X'; // too late to change anything

    String reply = new String(WireClient.ask(server.trapperPort(), TWO_ROWS).bytes(), UTF_8);

    assertEquals("HTTP/1.0 400 Bad Request\r\n", reply);
    assertEquals(reply, new String(server.exchanges().get(0).responseBytes(), UTF_8));
  }

  private void assertMatches(RequestMatcher matcher) throws Exception {
    assertEquals(matcher.toString(), ruleFor(matcher).orElse("no rule"));
  }

  private void assertDoesNotMatch(RequestMatcher matcher) throws Exception {
    assertEquals(Optional.empty(), ruleFor(matcher), matcher.toString());
  }

  private Optional<String> ruleFor(RequestMatcher matcher) throws Exception {
    server.when(matcher).reply(Responder.failed("matched")).times(1);
    ask(TWO_ROWS);
    List<Exchange> all = server.exchanges();
    return all.get(all.size() - 1).rule();
  }

  private String ask(String json) throws Exception {
    return WireClient.ask(server.trapperPort(), json).body();
  }
}
