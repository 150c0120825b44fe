package org.mockzabbix.assertion;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.Inbox.row;
import static org.mockzabbix.assertion.Inbox.value;
import static org.mockzabbix.assertion.ZabbixAssertions.anyItem;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.ItemValue.JsonValueType;
import org.mockzabbix.protocol.ItemValue.Source;
import org.mockzabbix.protocol.Outcome;

/** What each matcher takes, what it says of the rest, and how it is written in a message. */
class CriteriaTest {

  private static final ItemMatcher ANY = anyItem();
  private static final ItemMatcher K = item("h", "k");

  private static ItemValue named(String host, String key) {
    return value(row(host, key, "1"));
  }

  private static ItemValue withValue(String value) {
    return value(row("h", "k", value.replace("\\", "\\\\").replace("\"", "\\\"")));
  }

  private static ItemValue withTime(String members) {
    return value("{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\"" + members + "}");
  }

  private static ItemValue fromAgent(String members) {
    Inbox inbox = new Inbox();
    return inbox
        .receivePacket(
            "{\"request\":\"agent data\",\"session\":\"12345678901234567890123456789012\","
                + "\"data\":[{\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"id\":1"
                + members
                + "}]}")
        .items()
        .get(0);
  }

  /** A matcher, a value that it takes, one that it does not, and in what that one differs. */
  static Stream<Arguments> matchers() {
    return Stream.of(
        Arguments.of(ANY.withHost("h"), named("h", "k"), named("g", "k"), "host differs"),
        Arguments.of(
            ANY.withHost(Pattern.compile("web\\d+")),
            named("web01", "k"),
            named("web", "k"),
            "host does not match /web\\d+/"),
        Arguments.of(
            ANY.withHostLike("web*"),
            named("web01", "k"),
            named("db", "k"),
            "host is not like web*"),
        Arguments.of(
            ANY.withKey("a[1]"),
            named("h", "a[1]"),
            named("h", "a[\\\"1\\\"]"),
            "key is the same, written differently"),
        Arguments.of(
            ANY.withKey(ItemKey.parse("a[1]")),
            named("h", "a[\\\"1\\\"]"),
            named("h", "a[2]"),
            "key differs by one character"),
        Arguments.of(
            ANY.withKey(Pattern.compile("a\\..*")),
            named("h", "a.b"),
            named("h", "ab"),
            "key does not match /a\\..*/"),
        Arguments.of(
            ANY.withKeyLike("a.?"), named("h", "a.b"), named("h", "a.bc"), "key is not like a.?"),
        Arguments.of(
            ANY.withKeyName("net.if.in"),
            named("h", "net.if.in[eth0]"),
            named("h", "net.if.out[eth0]"),
            "key has another name"),
        Arguments.of(
            ANY.withParameter(2, "x,y"),
            named("h", "a[1,\\\"x,y\\\"]"),
            named("h", "a[1,x]"),
            "parameter 2 is \"x\""),
        Arguments.of(
            ANY.withParameter(1, ""), named("h", "a[]"), named("h", "a"), "parameter 1 is absent"),
        Arguments.of(
            ANY.withParameter(1, "x"),
            named("h", "a[x]"),
            named("h", "a]"),
            "parameter 1 is absent"),
        Arguments.of(
            K.withValue(Pattern.compile("\\d+")),
            withValue("12"),
            withValue("12a"),
            "value does not match /\\d+/"),
        Arguments.of(
            K.withValueLike("*down*"),
            withValue("is down now"),
            withValue("up"),
            "value is not like \"*down*\""),
        Arguments.of(
            K.withNumber(0.5), withValue("0.50"), withValue("0.51"), "number is 0.01 away"),
        Arguments.of(
            K.withNumber(0.5, 0.1), withValue("6e-1"), withValue("0.61"), "number is 0.11 away"),
        Arguments.of(
            K.withNumber(0.5, 0.1), withValue("0.4"), withValue("half"), "value is not a number"),
        Arguments.of(
            K.withJson("{\"a\":[1,{\"b\":2}],\"c\":null}"),
            withValue("{\"c\":null, \"a\":[1.0,{\"b\":2}]}"),
            withValue("{\"c\":null,\"a\":[1,{\"b\":3}]}"),
            "JSON at /a/1/b is 3 instead of 2"),
        Arguments.of(
            K.withNumber(0.5, 0.1),
            withValue("0.6"),
            withValue("1e999999999"),
            "number is far away"),
        Arguments.of(
            K.withNumber(0), withValue("0"), withValue("1e-999999999"), "number is far away"),
        Arguments.of(
            K.withJson("[1,2]"),
            withValue("[1,2]"),
            withValue("[1]"),
            "JSON has 1 element instead of 2"),
        Arguments.of(
            K.withJson("{\"a\":1}"),
            withValue("{\"a\":1}"),
            withValue("{}"),
            "JSON at /a is absent"),
        Arguments.of(
            K.withJson("{}"),
            withValue("{}"),
            withValue("{\"a\":1}"),
            "JSON at /a was not expected"),
        Arguments.of(K.withJson("1"), withValue("1.0"), withValue("one"), "value is not JSON"),
        Arguments.of(K.withJson("1"), withValue("1"), withValue("1 2"), "value is not JSON"),
        Arguments.of(K.withJson("1"), withValue("1"), withValue(""), "value is not JSON"),
        Arguments.of(
            K.withJson("1"), withValue("1"), withValue("\"1\""), "JSON is \"1\" instead of 1"),
        Arguments.of(
            K.withDiscoveryRow("{#FS}", "/"),
            withValue("[{\"{#FS}\":\"/home\"},{\"{#FS}\":\"/\",\"{#T}\":\"ext4\"}]"),
            withValue("[{\"{#FS}\":\"/home\"}]"),
            "discovery row {#FS}=\"/\" is absent"),
        Arguments.of(
            K.withDiscoveryRow("{#FS}", "/", "{#N}", "2"),
            withValue("{\"data\":[{\"{#N}\":2,\"{#FS}\":\"/\"}]}"),
            withValue("{\"data\":1}"),
            "value is not discovery data"),
        Arguments.of(
            K.withDiscoveryRows(List.of(Map.of("{#FS}", "/"), Map.of("{#FS}", "/a"))),
            withValue("[{\"{#FS}\":\"/a\"},{\"{#FS}\":\"/\"}]"),
            withValue("[{\"{#FS}\":\"/a\"},{\"{#FS}\":\"/\"},{\"{#FS}\":\"/b\"}]"),
            "discovery row {#FS}=\"/b\" was not expected"),
        Arguments.of(
            K.withDiscoveryRows(List.of()),
            withValue("[]"),
            withValue("[3]"),
            "value is not discovery data"),
        Arguments.of(
            K.withClockNearNow(ofSeconds(2)),
            withTime(",\"clock\":1699999998"),
            withTime(",\"clock\":1699999997"),
            "clock is 3 s away from the time of receipt"),
        Arguments.of(
            K.withClockNearNow(ofSeconds(2)),
            withTime(",\"clock\":1700000002"),
            withTime(""),
            "clock is absent"),
        Arguments.of(
            K.withClockNear(Instant.ofEpochSecond(5, 900_000_000), ofMillis(0)),
            withTime(",\"clock\":5"),
            withTime(",\"clock\":5,\"ns\":800000000"),
            "clock is 100 ms away from 1970-01-01T00:00:05.900Z"),
        Arguments.of(
            K.withoutNs(),
            withTime(",\"clock\":5"),
            withTime(",\"clock\":5,\"ns\":0"),
            "ns is present"),
        Arguments.of(
            K.notSupported(), fromAgent(",\"state\":1"), fromAgent(""), "item is supported"),
        Arguments.of(
            K.supported(),
            fromAgent(",\"state\":0"),
            fromAgent(",\"state\":1"),
            "item is not supported"),
        Arguments.of(
            K.from(Source.ACTIVE_AGENT),
            fromAgent(""),
            withValue("1"),
            "source is sender instead of active agent"),
        Arguments.of(
            K.fromProxy("px"), fromProxy("px"), fromProxy("py"), "proxy is py instead of px"),
        Arguments.of(K.fromProxy("px"), fromProxy("px"), withValue("1"), "proxy is absent"),
        Arguments.of(
            K.inExchange(1), withValue("1"), secondExchange(), "exchange is #2 instead of #1"),
        Arguments.of(K.onConnection(1), withValue("1"), polled(), "connection is 0 instead of 1"),
        Arguments.of(
            K.matching("an even number", one -> one.value().endsWith("2")),
            withValue("12"),
            withValue("13"),
            "not an even number"),
        Arguments.of(
            K.because(Outcome.UNKNOWN_KEY),
            rejected(Outcome.UNKNOWN_KEY),
            rejected(Outcome.UNKNOWN_HOST),
            "failed: no such host"));
  }

  private static ItemValue fromProxy(String proxy) {
    return new Inbox()
        .receivePacket(
            "{\"request\":\"proxy data\",\"host\":\""
                + proxy
                + "\",\"session\":\"12345678901234567890123456789012\",\"history data\":"
                + "[{\"id\":1,\"host\":\"h\",\"key\":\"k\",\"value\":\"1\",\"itemid\":1}],"
                + "\"version\":\"6.0.14\",\"clock\":1,\"ns\":1}")
        .items()
        .get(0);
  }

  private static ItemValue secondExchange() {
    Inbox inbox = new Inbox();
    inbox.receiveNothing();
    return inbox.receive(row("h", "k", "1")).items().get(0);
  }

  private static ItemValue polled() {
    return new Inbox().poll("h", "k", "1").items().get(0);
  }

  private static ItemValue rejected(Outcome outcome) {
    return new Inbox().reject(outcome, row("h", "k", "1")).items().get(0);
  }

  @ParameterizedTest
  @MethodSource("matchers")
  void takesOneAndTellsWhyNotTheOther(
      ItemMatcher matcher, ItemValue taken, ItemValue other, String difference) {
    assertEquals(true, matcher.matches(taken), () -> matcher.differences(taken));
    assertEquals(false, matcher.matches(other));
    assertEquals(difference, matcher.differences(other));
  }

  @Test
  void toString_saysWhatIsMeant() {
    assertEquals("any item", ANY.toString());
    assertEquals("web01 (any key)", ANY.withHost("web01").toString());
    assertEquals("(any host) k", ANY.withKey("k").toString());
    assertEquals(
        "(host like web*) (key /a.*/)",
        ANY.withHostLike("web*").withKey(Pattern.compile("a.*")).toString());
    assertEquals(
        "(host /w/) (key a[b] in any spelling)",
        ANY.withHost(Pattern.compile("w")).withKey(ItemKey.parse("a[\"b\"]")).toString());
    assertEquals(
        "h (key named a and parameter 1 \"b\")",
        ANY.withHost("h").withKeyName("a").withParameter(1, "b").toString());
    assertEquals("h a[1] (key named a)", item("h", "a[1]").withKeyName("a").toString());
    assertEquals("h (key like a*)", ANY.withHost("h").withKeyLike("a*").toString());
    assertEquals(
        "h k with value /a/, value like \"?\" and number 1.5",
        K.withValue(Pattern.compile("a")).withValueLike("?").withNumber(1.5).toString());
    assertEquals("h k with number 100 ± 0.1", K.withNumber(100, 0.1).toString());
    assertEquals("h k with JSON {\"a\":1}", K.withJson(" {\"a\" : 1}").toString());
    assertEquals(
        "h k with discovery row {#A}=\"1\" {#B}=\"2\"",
        K.withDiscoveryRow("{#B}", "2", "{#A}", "1").toString());
    assertEquals(
        "h k with discovery rows {#A}=\"1\" and {#A}=\"2\" only",
        K.withDiscoveryRows(List.of(Map.of("{#A}", "1"), Map.of("{#A}", "2"))).toString());
    assertEquals("h k with no discovery rows", K.withDiscoveryRows(List.of()).toString());
    assertEquals(
        "h k with clock within 10 s of the time of receipt and no ns",
        K.withClockNearNow(ofSeconds(10)).withoutNs().toString());
    assertEquals(
        "h k with clock within 5 ms of 1970-01-01T00:00:07Z",
        K.withClockNear(Instant.ofEpochSecond(7), ofMillis(5)).toString());
    assertEquals(
        "h k with state not supported and source poll",
        K.notSupported().from(Source.POLL).toString());
    assertEquals(
        "h k with state supported, source proxy and proxy px",
        K.supported().from(Source.PROXY).fromProxy("px").toString());
    assertEquals(
        "h k with exchange #3 and connection 4", K.inExchange(3).onConnection(4).toString());
    assertEquals("h k with an even number", K.matching("an even number", one -> true).toString());
    assertEquals(
        "h k with outcome failed: no such host", K.because(Outcome.UNKNOWN_HOST).toString());
  }

  @Test
  void describe_putsAValueInTheWordsOfTheMatcher() {
    ItemMatcher all =
        K.withNumber(1)
            .withClockNearNow(ofSeconds(1))
            .withoutNs()
            .supported()
            .from(Source.POLL)
            .inExchange(2)
            .onConnection(3)
            .matching("odd", one -> true);

    assertEquals(
        "h k with value \"1\", clock 5, ns 6, state supported, source sender, exchange #1,"
            + " connection 1 and odd",
        all.describe(withTime(",\"clock\":5,\"ns\":6")));
    assertEquals(
        "h k with no proxy and outcome processed",
        K.fromProxy("px").because(Outcome.UNKNOWN_KEY).describe(withValue("1")));
    assertEquals("h k with proxy px", K.fromProxy("py").describe(fromProxy("px")));
    assertEquals("h k with no ns", K.withNs(1).describe(withValue("1")));
    assertEquals("h k with not odd", K.matching("odd", one -> false).describe(withValue("1")));
  }

  @Test
  void contradictionsAreRefused() {
    assertRefused("g contradicts h", () -> K.withHost("g"));
    assertRefused("key like a* contradicts k", () -> K.withKeyLike("a*"));
    assertRefused("k contradicts key like a*", () -> ANY.withKeyLike("a*").withKey("k"));
    assertRefused("number 2 contradicts value \"1\"", () -> K.withValue("1").withNumber(2));
    assertRefused("value \"1\" contradicts number 2", () -> K.withNumber(2).withValue("1"));
    assertRefused("ns 1 contradicts no ns", () -> K.withoutNs().withNs(1));
    assertRefused(
        "clock within 1 s of the time of receipt contradicts no clock",
        () -> K.withoutClock().withClockNearNow(ofSeconds(1)));
    assertRefused(
        "state supported contradicts state not supported", () -> K.notSupported().supported());
    assertRefused(
        "proxy px contradicts source sender", () -> K.from(Source.SENDER).fromProxy("px"));
    assertRefused(
        "source sender contradicts proxy px", () -> K.fromProxy("px").from(Source.SENDER));
    assertRefused("exchange #2 contradicts exchange #1", () -> K.inExchange(1).inExchange(2));
    assertRefused("connection 2 contradicts connection 1", () -> K.onConnection(1).onConnection(2));
  }

  @Test
  void contradictionsOfOutcomesAreRefused() {
    String notThisProxy = "outcome failed: the host is not monitored by this proxy";
    assertRefused(
        notThisProxy + " contradicts source sender",
        () -> ANY.from(Source.SENDER).because(Outcome.NOT_THIS_PROXY));
    assertRefused(
        "source sender contradicts " + notThisProxy,
        () -> ANY.because(Outcome.NOT_THIS_PROXY).from(Source.SENDER));
    assertRefused(
        "proxy px contradicts outcome failed: the host is monitored by a proxy",
        () -> ANY.because(Outcome.MONITORED_BY_PROXY).fromProxy("px"));
    assertRefused(
        "stored value \"5\" contradicts outcome failed: no such host",
        () -> ANY.because(Outcome.UNKNOWN_HOST).storedAs("5"));
    assertRefused(
        "h contradicts outcome malformed: \"host\" is missing",
        () -> ANY.because(Outcome.NO_HOST).withHost("h"));
    assertRefused(
        "outcome malformed: \"key\" is missing contradicts key like a*",
        () -> ANY.withKeyLike("a*").because(Outcome.NO_KEY));
    String badClock = "outcome malformed: \"clock\" is not an integer from 0 to 2147483647";
    assertRefused(
        badClock + " contradicts clock 7", () -> ANY.withClock(7).because(Outcome.BAD_CLOCK));
    assertRefused(
        badClock + " contradicts clock within 1 s of the time of receipt",
        () -> ANY.withClockNearNow(ofSeconds(1)).because(Outcome.BAD_CLOCK));
    assertRefused(
        "ns 1 contradicts outcome malformed: \"ns\" is not an integer from 0 to 999999999",
        () -> ANY.because(Outcome.BAD_NS).withNs(1));
    assertRefused(
        "state supported contradicts outcome failed: \"state\" is 1, but \"value\", which must be"
            + " the reason, is missing",
        () -> ANY.because(Outcome.NO_REASON).supported());
  }

  @Test
  void contradictionsOfPatternsAreRefused() {
    assertRefused(
        "parameter 1 \"b\" contradicts parameter 1 \"a\"",
        () -> ANY.withParameter(1, "a").withParameter(1, "b"));
    assertRefused(
        "key named b contradicts key named a", () -> ANY.withKeyName("a").withKeyName("b"));
    assertRefused(
        "key b[1] in any spelling contradicts key a[1] in any spelling",
        () -> ANY.withKey(ItemKey.parse("a[1]")).withKey(ItemKey.parse("b[1]")));
    assertRefused(
        "parameter 2 \"x\" contradicts key a[1] in any spelling",
        () -> ANY.withKey(ItemKey.parse("a[1]")).withParameter(2, "x"));
    assertRefused(
        "key a[1] in any spelling contradicts key named b",
        () -> ANY.withKeyName("b").withKey(ItemKey.parse("a[1]")));
    assertRefused(
        "number 2 ± 0.5 contradicts number 1 ± 0.4",
        () -> ANY.withNumber(1, 0.4).withNumber(2, 0.5));
    assertRefused(
        "JSON {\"a\":2} contradicts JSON {\"a\":1}",
        () -> ANY.withJson("{\"a\":1}").withJson("{\"a\":2}"));
    assertRefused("JSON {} contradicts number 1", () -> ANY.withNumber(1).withJson("{}"));
    assertRefused(
        "discovery row {#A}=\"2\" contradicts discovery rows {#A}=\"1\" only",
        () -> ANY.withDiscoveryRows(List.of(Map.of("{#A}", "1"))).withDiscoveryRow("{#A}", "2"));
    assertRefused(
        "no discovery rows contradicts discovery rows {#A}=\"1\" only",
        () -> ANY.withDiscoveryRows(List.of(Map.of("{#A}", "1"))).withDiscoveryRows(List.of()));
    assertRefused(
        "discovery row {#A}=\"2\" contradicts JSON [{\"{#A}\":\"1\"}]",
        () -> ANY.withJson("[{\"{#A}\":\"1\"}]").withDiscoveryRow("{#A}", "2"));
    assertRefused(
        "JSON type number contradicts value \"up\"",
        () -> ANY.withValue("up").withValueType(JsonValueType.NUMBER));
    assertRefused(
        "number 1 contradicts JSON type boolean",
        () -> ANY.withValueType(JsonValueType.BOOLEAN).withNumber(1));
    assertRefused(
        "value like \"x*\" contradicts JSON type null",
        () -> ANY.withValueType(JsonValueType.NULL).withValueLike("x*"));
  }

  @Test
  void contradictionsOfClocksAreRefused() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");

    assertRefused(
        "clock 5 contradicts clock within 10 s of 2026-01-01T12:00:00Z",
        () -> ANY.withClockNear(noon, ofSeconds(10)).withClock(5));
    assertRefused(
        "clock within 1 s of 2026-01-01T12:01:00Z contradicts clock within 10 s of"
            + " 2026-01-01T12:00:00Z",
        () ->
            ANY.withClockNear(noon, ofSeconds(10))
                .withClockNear(noon.plusSeconds(60), ofSeconds(1)));
  }

  @Test
  void clocksThatAgreeAreAccepted() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    ItemMatcher nearNoon = ANY.withClockNear(noon, ofSeconds(10));

    assertEquals(
        "any item with clock within 10 s of 2026-01-01T12:00:00Z and clock within 1 s of"
            + " 2026-01-01T12:00:12Z",
        nearNoon.withClockNear(noon.plusSeconds(12), ofSeconds(1)).toString());
    assertEquals(
        "any item with clock within 10 s of 2026-01-01T12:00:00Z and clock within 1 s of the time"
            + " of receipt",
        nearNoon.withClockNearNow(ofSeconds(1)).toString());
    assertRefused(
        "clock within 1 s of -1000000000-01-01T00:00:00Z contradicts clock within 10 s of"
            + " 2026-01-01T12:00:00Z",
        () -> nearNoon.withClockNear(Instant.MIN, ofSeconds(1)));
  }

  @Test
  void patternsThatAgreeAreAccepted() {
    ItemMatcher key =
        ANY.withKeyName("a")
            .withParameter(1, "x")
            .withParameter(2, "y")
            .withKey(ItemKey.parse("a[\"x\",y]"))
            .withKeyLike("a*");
    ItemMatcher value =
        ANY.withNumber(1)
            .withNumber(1.5, 0.5)
            .withJson("1.0")
            .withValueType(JsonValueType.STRING)
            .withValue("1");
    ItemMatcher rows =
        ANY.withDiscoveryRow("{#A}", "1")
            .withDiscoveryRow("{#A}", "2")
            .withDiscoveryRows(List.of(Map.of("{#A}", "1"), Map.of("{#A}", "2")))
            .withJson("{\"data\":[{\"{#A}\":\"1\"},{\"{#A}\":\"2\"}]}");

    assertTrue(key.matches(named("h", "a[x,y]")), key.toString());
    assertTrue(value.matches(withValue("1")), value.toString());
    assertTrue(
        rows.matches(withValue("{\"data\":[{\"{#A}\":\"1\"},{\"{#A}\":\"2\"}]}")), rows.toString());
  }

  @Test
  void keyNameThatNoKeyHas_isRefused() {
    for (String name : List.of("", "net.if.in[eth0]", "a b", "a[")) {
      assertRefused(
          "the name of a key must consist of letters, digits, '_', '-' and '.', but was \""
              + name
              + '"',
          () -> ANY.withKeyName(name));
    }
  }

  @Test
  void discoveryMacroWithTwoValues_isRefused() {
    assertRefused(
        "the discovery macro {#A} has two values: pass each macro once",
        () -> ANY.withDiscoveryRow("{#A}", "1", "{#A}", "2"));
  }

  @Test
  void argumentsThatMakeNoSenseAreRefused() {
    assertRefused(
        "the number of a parameter must be at least 1, but was 0", () -> K.withParameter(0, "a"));
    assertRefused(
        "tolerance must be finite and at least 0, but was -1.0", () -> K.withNumber(1, -1));
    assertRefused("number must be finite, but was NaN", () -> K.withNumber(Double.NaN));
    assertRefused(
        "tolerance must be at least 0 s, but was -1 s", () -> K.withClockNearNow(ofSeconds(-1)));
    assertRefused(
        "the discovery macro {#B} has no value: pass a value after each macro",
        () -> K.withDiscoveryRow("{#A}", "1", "{#B}"));
    assertRefused(
        "a discovery macro must have the form {#NAME}, but was \"A\"",
        () -> K.withDiscoveryRow("A", "1"));
    assertRefused("the expected JSON must not be blank", () -> K.withJson(" "));
    assertRefused(
        "the expected JSON is not valid at line 1, column 2: unexpected end: \"{\"",
        () -> K.withJson("{"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> K.withJson("{'a'"));
    assertEquals(
        "the expected JSON is not valid at line 1, column 2: Unexpected character (''' (code 39)):"
            + " was expecting double-quote to start field name: \"{'a'\"",
        e.getMessage());
  }

  private static void assertRefused(String message, Executable narrowing) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, narrowing).getMessage());
  }
}
