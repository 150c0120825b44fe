package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What a real server stores of the values that it counts as processed. */
@Timeout(60)
class StorageTest {

  private static final long NOW = 1_795_953_600;

  private static final Host HOST =
      Host.of(
          "h",
          Item.trapper("text").withValueType(ValueType.TEXT),
          Item.trapper("other").withValueType(ValueType.TEXT),
          Item.trapper("uint").withValueType(ValueType.UNSIGNED),
          Item.trapper("log").withValueType(ValueType.LOG),
          Item.trapper("char").withValueType(ValueType.CHARACTER),
          Item.trapper("week").withValueType(ValueType.TEXT).withHistory(Duration.ofDays(7)),
          Item.trapper("off").withValueType(ValueType.TEXT).withHistory(Duration.ZERO),
          Item.trapper("undeclared"));

  private static MockZabbixServer server(ServerConfig config, ZabbixVersion version) {
    return new MockZabbixServer(
            config.toBuilder().version(version).clock(() -> Instant.ofEpochSecond(NOW)).build())
        .start();
  }

  private static MockZabbixServer strict(ZabbixVersion version) {
    return server(ServerConfig.strict(HOST), version);
  }

  private static void send(MockZabbixServer server, String... rows) throws IOException {
    WireClient.reply(server, "{'request':'sender data','data':[" + String.join(",", rows) + "]}");
  }

  private static String row(String key, String members) {
    return "{'host':'h','key':'" + key + "'," + members + "}";
  }

  /** Returns for each value of all exchanges what is stored of it, or why nothing is. */
  private static String stored(MockZabbixServer server) {
    return server.exchanges().stream()
        .map(Exchange::items)
        .flatMap(List::stream)
        .map(StorageTest::stored)
        .collect(Collectors.joining(" "));
  }

  private static String stored(ItemValue value) {
    return value.notStored().map(NotStored::name).or(value::stored).orElse("?");
  }

  @ParameterizedTest
  @EnumSource
  void theSameClockAcrossPackets(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = strict(version)) {
      send(server, row("text", "'value':'a','clock':" + NOW));
      send(server, row("text", "'value':'a2','clock':" + NOW));
      send(server, row("text", "'value':'b','clock':" + (NOW + 1)));

      String second = version.atLeast(ZabbixVersion.V6_0) ? "DUPLICATE_TIME" : "a2";
      assertEquals("a " + second + " b", stored(server));
    }
  }

  /** Values without ns get 0, 1 and 2 in a packet, whatever their items and clocks. */
  @ParameterizedTest
  @EnumSource(names = {"V6_0", "V7_0"})
  void nsIsCountedOverAllValuesOfAPacket(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = strict(version)) {
      send(
          server,
          row("other", "'value':'a','clock':" + (NOW - 5)),
          row("unknown", "'value':'b','clock':" + NOW),
          row("text", "'value':'c','clock':'abc'"),
          row("text", "'value':'d'"),
          row("text", "'value':'e','clock':" + NOW));
      send(server, row("text", "'value':'f','clock':" + NOW + ",'ns':0"));
      send(server, row("text", "'value':'g','clock':" + NOW + ",'ns':1"));
      send(server, row("text", "'value':'h','clock':" + NOW + ",'ns':2"));

      assertEquals("a ? ? d e f g DUPLICATE_TIME", stored(server));
    }
  }

  private static final Map<String, String> SAME_TIME_IN_A_PACKET =
      Map.of(
          "5.0", "a b c d e f",
          "6.0", "a DUPLICATE_TIME c DUPLICATE_TIME DUPLICATE_TIME f",
          "7.0", "a b c d DUPLICATE_TIME DUPLICATE_TIME");

  @ParameterizedTest
  @EnumSource
  void theSameTimeTwiceInAPacket(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = strict(version)) {
      String at7 = ",'clock':" + NOW + ",'ns':7";
      String at8 = ",'clock':" + NOW + ",'ns':8";
      send(
          server,
          row("text", "'value':'a'" + at7),
          row("text", "'value':'b'" + at7),
          row("other", "'value':'c'" + at7),
          row("text", "'value':'d'" + at7));
      send(server, row("text", "'value':'e'" + at7));
      send(server, row("text", "'value':'f'" + at8));

      assertEquals(SAME_TIME_IN_A_PACKET.get(version.dialect()), stored(server));
    }
  }

  @Test
  void a70ServerMovesManyEqualTimesOfAPacket() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V7_0)) {
      String[] rows = new String[20_000];
      Arrays.fill(rows, row("uint", "'value':'1','clock':" + NOW + ",'ns':7"));
      send(server, rows);
      send(server, row("uint", "'value':'1','clock':" + NOW + ",'ns':20006"));
      send(server, row("uint", "'value':'1','clock':" + NOW + ",'ns':20007"));

      List<ItemValue> values = server.items("h", "uint");
      assertEquals(Optional.of("1"), values.get(19_999).stored());
      assertEquals(Optional.of(NotStored.DUPLICATE_TIME), values.get(20_000).notStored());
      assertEquals(Optional.of("1"), values.get(20_001).stored());
    }
  }

  @Test
  void valuesWithoutAClockAreNeverDuplicates() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("text", "'value':'a'"), row("text", "'value':'b'"));
      send(server, row("text", "'value':'c','ns':5"));

      assertEquals("a b c", stored(server));
    }
  }

  @Test
  void aValueThatIsNotStored_isNotDuplicated() throws IOException {
    String time = ",'clock':" + NOW + ",'ns':1";
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("uint", "'value':'abc'" + time));
      send(server, row("uint", "'value':'why','state':1" + time));
      send(server, row("uint", "'value':[1]" + time));
      send(server, row("uint", "'value':5" + time));
      send(server, row("uint", "'value':'abc'" + time));

      assertEquals("UNSUITABLE NOT_SUPPORTED NO_VALUE 5 UNSUITABLE", stored(server));
    }
  }

  @Test
  void aValueThatARuleRejected_isNotDuplicatedByTheNextAttempt() throws IOException {
    String row = row("text", "'value':'a','clock':" + NOW + ",'ns':1");
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      server
          .when(RequestMatcher.senderData())
          .reply(Responder.failedValues(value -> true))
          .times(1);
      send(server, row);
      send(server, row);
      send(server, row);

      assertEquals("? a DUPLICATE_TIME", stored(server));
    }
  }

  @Test
  void aResetForgetsWhatWasStored() throws IOException {
    String row = row("text", "'value':'a','clock':" + NOW + ",'ns':1");
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row);
      server.reset();
      send(server, row);

      assertEquals("a", stored(server));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text, 0, TOO_OLD",
    "text, 1, TOO_OLD",
    "text, 7776001, TOO_OLD", // 90 days
    "text, -7776001, TOO_OLD",
    "text, -7776000, x",
    "text, 600000000, x",
    "week, -604801, TOO_OLD",
    "week, -604800, x",
    "off, -1, HISTORY_OFF",
    "off, -999999999, HISTORY_OFF"
  })
  void theHistoryPeriodLimitsTheClock(String key, long clock, String stored) throws IOException {
    long sent = clock < 0 || clock == 600_000_000 ? NOW + Math.min(clock, 300_000_000) : clock;
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row(key, "'value':'x','clock':" + sent));

      assertEquals(stored, stored(server));
    }
  }

  @Test
  void noHistory_concernsValuesWithoutAClock() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("off", "'value':'x'"));

      assertEquals("HISTORY_OFF", stored(server));
    }
  }

  @Test
  void aLogPositionWithoutAValueIsNormal() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("log", "'lastlogsize':5,'mtime':6"), row("log", "'clock':" + NOW));

      assertEquals("? NO_VALUE", stored(server));
    }
  }

  /** A real server becomes aware of the reasons in this order. */
  @Test
  void aValueHasOneReason() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(
          server,
          row("uint", "'value':'abc','state':1,'clock':0"),
          row("uint", "'value':'ZBX_NOTSUPPORTED','clock':0"),
          row("uint", "'value':{},'clock':0"),
          row("uint", "'value':'abc','clock':0"),
          row("uint", "'value':'5','clock':0"));

      assertEquals("NOT_SUPPORTED NOT_SUPPORTED NO_VALUE UNSUITABLE TOO_OLD", stored(server));
    }
  }

  @Test
  void anUndeclaredTypeOfAStrictServer_leavesOnlyTheTime() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("undeclared", "'value':'a','clock':" + NOW + ",'ns':1"));
      send(server, row("undeclared", "'value':'b','clock':" + NOW + ",'ns':1"));
      send(
          server,
          row("undeclared", "'value':'c','clock':0"),
          row("undeclared", "'value':'d','state':1,'clock':0"),
          row("undeclared", "'value':{},'clock':0"));

      assertEquals("? DUPLICATE_TIME TOO_OLD ? ?", stored(server));
    }
  }

  @Test
  void aLenientServerJudgesOnlyDeclaredItems() throws IOException {
    try (MockZabbixServer server = server(ServerConfig.lenient(HOST), ZabbixVersion.V6_0)) {
      send(
          server,
          row("undeclared", "'value':'a','clock':0"),
          row("unknown", "'value':'b','clock':0"),
          row("text", "'value':'c','clock':0"),
          row("uint", "'value':'5.0'"));

      assertEquals("? ? TOO_OLD 5", stored(server));
    }
  }

  @Test
  void aLenientServerWithoutHostsJudgesNothing() throws IOException {
    try (MockZabbixServer server = server(ServerConfig.lenient(), ZabbixVersion.V6_0)) {
      send(server, row("text", "'value':'c','clock':0"));

      assertEquals("?", stored(server));
    }
  }

  @Test
  void anItemOfAHostThatIsAddedOrRemoved() throws IOException {
    try (MockZabbixServer server = server(ServerConfig.lenient(), ZabbixVersion.V6_0)) {
      server.putHost(HOST);
      send(server, row("uint", "'value':'abc'"));
      server.removeHost("h");
      send(server, row("uint", "'value':'abc'"));

      assertEquals("UNSUITABLE ?", stored(server));
    }
  }

  @Test
  void warnings() throws IOException {
    String at = ",'clock':" + NOW;
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("text", "'value':'a'" + at));
      send(server, row("text", "'value':'a'" + at));
      send(server, row("text", "'value':'a'" + at + ",'ns':0"));
      send(
          server,
          row("uint", "'value':'1,5'"),
          row("uint", "'value':'No such file\\nor directory','state':1"),
          row("text", "'value':'a','clock':1"),
          row("off", "'value':'a'"),
          row("text", "'clock':" + (NOW + 1)),
          row("text", "'value':{'a':1}"),
          row("char", "'value':'" + "é".repeat(256) + "'"),
          row("log", "'value':'l','source':'" + "s".repeat(65) + "'"),
          row("text", "'value':'fine','source':'" + "s".repeat(65) + "'"));

      String processed = "a 6.0 server counts this value as processed, but does not store it";
      String keepsFirst =
          "; a database that was created by Zabbix 6.0 or newer keeps only the first";
      assertEquals(
          List.of(
              processed
                  + ": the item already has a value with this clock and ns (without ns, the server"
                  + " counts from 0 in each packet)"
                  + keepsFirst,
              processed + ": the item already has a value with this clock and ns" + keepsFirst,
              processed
                  + ", and the item is not supported: Value of type \"string\" is not suitable for"
                  + " value type \"Numeric (unsigned)\". Value \"1,5\"",
              processed + ", and the item is not supported: No such file\\nor directory",
              processed + ": its clock is older than the history storage period of the item",
              processed + ": the item keeps no history",
              processed + ": it has no value",
              processed + ": its value is an object",
              "a 6.0 server stores only the first 255 of the 256 characters",
              "a 6.0 server stores only the first 64 of the 65 characters of the log source"),
          server.exchanges().stream()
              .flatMap(exchange -> exchange.items().stream())
              .flatMap(value -> value.storageWarnings().stream())
              .toList());
      assertEquals(OptionalInt.of(255), server.items("h", "char").get(0).cut());
      assertEquals(OptionalInt.empty(), server.items("h", "uint").get(0).cut());
      assertEquals(
          "h off = \"a\" (" + processed + ": the item keeps no history)",
          server.items("h", "off").get(0).toString());
    }
  }

  @Test
  void aRejectedValueIsNotJudged() throws IOException {
    try (MockZabbixServer server = strict(ZabbixVersion.V6_0)) {
      send(server, row("unknown", "'value':'a','clock':0"));

      ItemValue rejected = server.rejected().get(0);
      assertEquals(Optional.empty(), rejected.stored());
      assertEquals(Optional.empty(), rejected.notStored());
      assertEquals(List.of(), rejected.storageWarnings());
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfAgents(ZabbixVersion version) throws IOException {
    Host host =
        Host.of("h", Item.active("k", "1s").withItemid(7).withValueType(ValueType.UNSIGNED));
    try (MockZabbixServer server = Servers.strict(version, host)) {
      WireClient.reply(
          server,
          "{'request':'agent data','host':'h','version':'7.0','session':'"
              + Servers.SESSION
              + "','data':[{'itemid':7,'id':1,'value':'5.0'},{'itemid':7,'id':2,'value':'x'}]}");
      WireClient.reply(
          server, "{'request':'agent data','data':[{'host':'h','key':'k','value':'007'}]}");

      assertEquals("5 UNSUITABLE 7", stored(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfProxies(ZabbixVersion version) throws IOException {
    Host host =
        Host.of("h", Item.trapper("k").withItemid(7).withValueType(ValueType.UNSIGNED))
            .monitoredBy("px");
    try (MockZabbixServer server = Servers.strict(version, host)) {
      WireClient.reply(
          server,
          "{'request':'proxy data','host':'px','version':'"
              + version.release()
              + "','session':'"
              + Servers.SESSION
              + "','history data':[{'itemid':7,'id':1,'value':'5.0'},"
              + "{'itemid':7,'id':2,'value':'x'}],'clock':5,'ns':6}");

      assertEquals("5 UNSUITABLE", stored(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfLegacyClients(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = strict(version)) {
      WireClient.ask(server.trapperPort(), "h:uint: 5 ");
      WireClient.ask(server.trapperPort(), "h:uint:x");

      assertEquals("5 UNSUITABLE", stored(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void polledValues(ZabbixVersion version) {
    Host host =
        Host.of(
            "h",
            Item.passive("good", "1m").withValueType(ValueType.UNSIGNED),
            Item.passive("bad", "1m").withValueType(ValueType.UNSIGNED));
    try (MockZabbixServer server = Servers.strict(version, host);
        MockAgent agent = new MockAgent(AgentConfig.of("h")).start()) {
      agent.reply("good", "5.0");
      agent.reply("bad", "x");

      server.poll("h", agent.address(), "good");
      server.poll("h", agent.address(), "bad");
      server.poll("h", agent.address(), "missing");

      assertEquals("5 UNSUITABLE ?", stored(server));
    }
  }
}
