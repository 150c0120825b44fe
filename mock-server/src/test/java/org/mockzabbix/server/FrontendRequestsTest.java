package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TlsMode;

/** What other servers and the web frontend ask (protocol: other requests). */
@Timeout(60)
class FrontendRequestsTest {

  private static final String DENIED = "{'response':'failed','info':'Permission denied.'}";
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"V6_0, item_unsupported, 6.0.14", "V7_0, items_unsupported, 7.0.22"})
  void stats_ofAServer(ZabbixVersion version, String unsupported, String release)
      throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    ServerConfig config =
        ServerConfig.strict(Host.of("a", Item.trapper("k"), Item.trapper("l")), Host.of("b"))
            .toBuilder()
            .version(version)
            .clock((InstantSource) now::get)
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      now.set(START.plus(Duration.ofSeconds(90)));
      String reply = WireClient.reply(server, "{'request':'zabbix.stats'}");

      assertEquals("{'response':'success','data':{", reply.substring(0, 30));
      JsonNode data = new ObjectMapper().readTree(reply.replace('\'', '"')).get("data");
      assertEquals(2, data.get("hosts").asInt());
      assertEquals(2, data.get("items").asInt());
      assertEquals(0, data.get(unsupported).asInt(-1));
      assertEquals(START.getEpochSecond(), data.get("boottime").asLong());
      assertEquals(90, data.get("uptime").asLong());
      assertEquals(release, data.get("version").asText());
      assertTrue(data.get("process").isObject());
      assertEquals(new ZabbixStats(false), server.exchanges().get(0).request());
    }
  }

  /** Every member of a real server's statistics, which items and templates read. */
  @ParameterizedTest
  @EnumSource
  void stats_haveTheMembersOfARealServer(ZabbixVersion version) throws IOException {
    String file = "/vectors/stats-" + version.release() + ".json";
    ObjectMapper mapper = new ObjectMapper();
    Host behind = Host.of("h").monitoredBy("kitproxy");
    try (MockZabbixServer server = Servers.strict(version, behind);
        InputStream real = FrontendRequestsTest.class.getResourceAsStream(file)) {
      String reply = WireClient.ask(server.trapperPort(), "{\"request\":\"zabbix.stats\"}").body();

      assertEquals(members(mapper.readTree(real)), members(mapper.readTree(reply)));
    }
  }

  /** Returns the paths of all members in their order; all proxies have the same. */
  private static List<String> members(JsonNode json) {
    List<String> paths = new ArrayList<>();
    addMembers("", json, paths);
    return paths;
  }

  private static void addMembers(String path, JsonNode json, List<String> paths) {
    paths.add(path + ' ' + json.getNodeType());
    if (json.has(0)) {
      addMembers(path + "/0", json.get(0), paths);
    }
    json.properties()
        .forEach(member -> addMembers(path + '/' + member.getKey(), member.getValue(), paths));
  }

  @ParameterizedTest
  @EnumSource
  void stats_countProcessedValuesByType(ZabbixVersion version) throws IOException {
    Host host =
        Host.of(
            "h",
            Item.trapper("n").withValueType(ValueType.UNSIGNED),
            Item.trapper("t"),
            Item.active("a", "10s"));
    ServerConfig config = ServerConfig.strict(host).toBuilder().version(version).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      WireClient.reply(
          server,
          "{'request':'sender data','data':[{'host':'h','key':'n','value':'1'},"
              + "{'host':'h','key':'n','value':'2'},{'host':'h','key':'t','value':'x'},"
              + "{'host':'h','key':'t','value':'why','state':1},"
              + "{'host':'h','key':'unknown','value':'x'}]}");

      String reply = WireClient.reply(server, "{'request':'zabbix.stats'}");

      JsonNode data = new ObjectMapper().readTree(reply.replace('\'', '"')).get("data");
      JsonNode values = data.get("wcache").get("values");
      assertEquals(3, values.get("all").asInt());
      assertEquals(2, values.get("uint").asInt());
      assertEquals(1, values.get("text").asInt());
      assertEquals(0, values.get("float").asInt(-1));
      assertEquals(1, values.get("not supported").asInt());
      assertEquals("0.1", data.get("requiredperformance").asText());
      server.reset();
      assertTrue(
          WireClient.reply(server, "{'request':'zabbix.stats'}").contains("'values':{'all':0,"));
    }
  }

  /** Measured: items of disabled hosts and disabled items do not count. */
  @ParameterizedTest
  @EnumSource
  void stats_countEnabledHostsAndItems_andItemsThatAreNotSupported(ZabbixVersion version)
      throws IOException {
    Host h =
        Host.of(
            "h",
            Item.trapper("n").withValueType(ValueType.UNSIGNED),
            Item.trapper("t"),
            Item.trapper("off").disabled());
    Host off = Host.of("off", Item.trapper("t")).disabled();
    try (MockZabbixServer server = Servers.strict(version, h, off)) {
      assertEquals("1 2 0", counts(server));

      send(
          server, "{'host':'h','key':'n','value':'x'},{'host':'h','key':'t','state':1,'value':''}");
      assertEquals("1 2 2", counts(server));

      send(server, "{'host':'h','key':'n','value':'1'}");
      assertEquals("1 2 1", counts(server));
      send(server, "{'host':'h','key':'t'}"); // a row without a value says nothing of the item
      assertEquals("1 2 1", counts(server));
      server.reset();
      assertEquals("1 2 0", counts(server));
    }
  }

  private static void send(MockZabbixServer server, String rows) throws IOException {
    WireClient.reply(server, "{'request':'sender data','data':[" + rows + "]}");
  }

  /** Returns the numbers of hosts, of items, and of items that are not supported. */
  private static String counts(MockZabbixServer server) throws IOException {
    JsonNode data = statistics(server);
    String unsupported =
        server.config().version() == ZabbixVersion.V7_0 ? "items_unsupported" : "item_unsupported";
    return data.get("hosts") + " " + data.get("items") + " " + data.get(unsupported);
  }

  private static JsonNode statistics(MockZabbixServer server) throws IOException {
    String reply = WireClient.ask(server.trapperPort(), "{\"request\":\"zabbix.stats\"}").body();
    return new ObjectMapper().readTree(reply).get("data");
  }

  /** Measured on 7.0.9: version and times follow from the last contact, 60 s is too long ago. */
  @Test
  void stats_showTheProxies() throws IOException {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    ServerConfig config =
        ServerConfig.strict(Host.of("h", Item.active("a", "10s")).monitoredBy("open")).toBuilder()
            .clock(now::get)
            .proxy(Proxy.active("certified").withTls(PeerTls.cert()))
            .proxy(
                Proxy.passive("passive")
                    .withTls(PeerTls.accepting(TlsMode.UNENCRYPTED).connecting(TlsMode.CERT)))
            .build();
    String data =
        "{'request':'proxy data','host':'open','version':'VERSION','session':'0123456789abcdef0123456789abcdef'}";
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertEquals(
          "certified: cert undefined 0 -1 offline, open: unencrypted undefined 0 -1 offline,"
              + " passive: cert passive undefined 0 -1 offline",
          proxies(server));

      WireClient.reply(server, data.replace("VERSION", "7.0.9"));
      assertTrue(proxies(server).contains("open: unencrypted 7.0 1 0 online"), proxies(server));
      WireClient.reply(server, data.replace("VERSION", "6.0.14"));
      now.set(START.plusSeconds(59));
      assertTrue(proxies(server).contains("open: unencrypted 6.0 2 59 online"), proxies(server));
      WireClient.reply(server, data.replace("VERSION", "no version"));
      assertTrue(
          proxies(server).contains("open: unencrypted undefined 3 0 online"), proxies(server));
      WireClient.reply(server, data.replace("VERSION", "7.2.0"));
      now.set(START.plusSeconds(59 + 60));
      assertTrue(proxies(server).contains("open: unencrypted 7.2 3 60 offline"), proxies(server));
    }
  }

  private static String proxies(MockZabbixServer server) throws IOException {
    List<String> proxies = new ArrayList<>();
    for (JsonNode proxy : statistics(server).get("proxy")) {
      List<String> words = new ArrayList<>();
      for (String flag : List.of("unencrypted", "psk", "cert", "passive")) {
        if (proxy.get(flag).asBoolean()) {
          words.add(flag);
        }
      }
      for (String member : List.of("version", "compatibility", "last_seen", "state")) {
        words.add(proxy.get(member).asText());
      }
      proxies.add(proxy.get("name").asText() + ": " + String.join(" ", words));
    }
    return String.join(", ", proxies);
  }

  /** Members of a question for the queue, and the answer of both dialects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'type':'queue','params':{}                        | 'success','queue':0",
        "'type':'queue','params':{'from':'6','to':'600'}   | 'success','queue':0",
        "'type':'queue','params':{'from':6,'to':600}       | 'success','queue':0",
        "'type':'queue','params':{'from':'1m','to':'2h'}   | 'success','queue':0",
        "'type':'queue','params':{'from':'600','to':'600'} | 'success','queue':0",
        "'type':'queue','params':[]                        | 'success','queue':0",
        "'type':'queue','params':{'to':'6'}                | 'success','queue':0",
        "'type':'queue'                          | 'failed','info':'cannot find tag: params'",
        "'type':'queue','params':5               | 'failed','info':'cannot find tag: params'",
        "'type':'queue','params':{'from':'x'}    | 'failed','info':'invalid 'from' parameter'",
        "'type':'queue','params':{'from':''}     | 'failed','info':'invalid 'from' parameter'",
        "'type':'queue','params':{'from':-1}     | 'failed','info':'invalid 'from' parameter'",
        "'type':'queue','params':{'to':'5y'}     | 'failed','info':'invalid 'to' parameter'",
        "'type':'queue','params':{'from':'x','to':'y'} |"
            + " 'failed','info':'invalid 'from' parameter'",
        "'type':'queue','params':{'from':'601','to':'10m'} |"
            + " 'failed','info':'parameters represent an invalid interval'",
        "'type':'queue','params':{'to':'5'} |"
            + " 'failed','info':'parameters represent an invalid interval'"
      })
  void stats_ofTheQueue(String members, String answer) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version)) {
        String reply = WireClient.reply(server, "{'request':'zabbix.stats'," + members + "}");

        assertEquals("{'response':" + answer + "}", reply);
        assertEquals(RequestKind.ZABBIX_STATS, server.exchanges().get(0).kind());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'type':'other'", "'type':'Queue'", "'type':{}", "'type':null"})
  void stats_ofAnotherTypeAreAllOfThem(String type) throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      assertTrue(
          WireClient.reply(server, "{'request':'zabbix.stats'," + type + "}")
              .startsWith("{'response':'success','data':{'boottime':"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.0/8,::1     | 127.0.0.2 | true",
        "127.0.0.1           | 127.0.0.1 | true",
        "127.0.0.1           | 127.0.0.2 | false",
        "192.0.2.1,localhost | 127.0.0.1 | true",
        "192.0.2.1,          | 127.0.0.1 | false"
      })
  void stats_areForAllowedClients(String allowed, String from, boolean answered)
      throws IOException {
    Scenario scenario = Scenario.parse("stats.yaml", "statsAllowed: '" + allowed + "'");
    try (MockZabbixServer server = new MockZabbixServer(scenario).start();
        WireClient client = new WireClient(from, server.trapperPort())) {
      client.send(Packets.frame("{\"request\":\"zabbix.stats\",\"type\":\"queue\",\"params\":{}}"));

      assertEquals(
          answered ? "{'response':'success','queue':0}" : DENIED,
          client.readToEnd(Duration.ofSeconds(30)).body().replace('"', '\''));
    }
  }

  @Test
  void stats_areForLoopbackByDefault() {
    assertEquals("127.0.0.0/8,::1", ServerConfig.lenient().statsAllowed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' '  | statsAllowed must not be blank",
        "a,,b | statsAllowed contains \"\", which is not a valid IP address, CIDR range or DNS name"
      })
  void stats_refuseInvalidClients(String allowed, String message) {
    ServerConfig.Builder builder = ServerConfig.lenient().toBuilder();

    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> builder.statsAllowed(allowed));

    assertEquals(message, refused.getMessage());
  }

  /** Whoever has no session of a user is not answered more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue.get  | QUEUE_GET  | 'type':'overview','sid':'x','limit':'500' | overview",
        "queue.get  | QUEUE_GET  | 'type':'details','sid':''                 | details",
        "queue.get  | QUEUE_GET  | 'sid':'0123456789abcdef0123456789abcdef'  | ",
        "status.get | STATUS_GET | 'type':'ping','sid':'x'                   | ping",
        "status.get | STATUS_GET | 'type':'full'                             | full",
        "status.get | STATUS_GET | 'type':'other','sid':'x'                  | other",
        "item.test  | ITEM_TEST  | 'sid':'x','data':{}                       | ",
        "item.test  | ITEM_TEST  | 'data':{}                                 | ",
        "alert.send | ALERT_SEND | 'sid':'x','data':{}                       | ",
        "expressions.evaluate | EXPRESSIONS_EVALUATE | 'data':{}             | "
      })
  void questionsOfTheFrontend(String name, RequestKind kind, String members, String type)
      throws IOException {
    String request = "{'request':'" + name + "'," + members + "}";
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version)) {
        assertEquals(DENIED, WireClient.reply(server, request));
        FrontendRequest question = (FrontendRequest) server.exchanges().get(0).request();
        assertEquals(kind, question.kind());
        assertEquals(type, question.type());
      }
    }
  }

  @Test
  void historyPush_isDeniedAndItsValuesAreRejected() throws IOException {
    Host host = Host.of("h", Item.trapper("k").withItemid(10600));
    try (MockZabbixServer server = Servers.strict70(host)) {
      String reply =
          WireClient.reply(
              server,
              """
              {'request':'history.push','sid':'x','data':[\
              {'itemid':10600,'value':0.5,'clock':1690891294,'ns':45440940},\
              {'host':'h','key':'k','value':'x'},{'value':'y'},{'itemid':'a'}]}""");

      assertEquals(DENIED, reply);
      assertEquals(List.of(), server.items());
      List<String> values = new ArrayList<>();
      for (ItemValue value : server.rejected()) {
        assertEquals(Outcome.NO_FRONTEND_SESSION, value.outcome());
        assertEquals(ItemValue.Source.HISTORY_PUSH, value.source());
        values.add(value.host() + "/" + value.itemid().orElse(0) + "/" + value.value());
      }
      assertEquals(List.of("/10600/0.5", "h/0/x", "/0/y", "/0/"), values);
    }
  }

  @Test
  void reportTest_isUnknownTo50() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0)) {
      assertEquals("", WireClient.reply(server, "{'request':'report.test','data':{}}"));
      assertEquals(
          "Zabbix 5.0 does not know the request \"report.test\", which servers of versions 6.0 and"
              + " newer know",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  @Test
  void preprocessingTest_isUnknownTo70() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0)) {
      assertEquals(DENIED, WireClient.reply(server, "{'request':'preprocessing.test'}"));
    }
    try (MockZabbixServer server = Servers.strict70()) {
      assertEquals("", WireClient.reply(server, "{'request':'preprocessing.test'}"));
      assertEquals(
          "Zabbix 7.0 does not know the request \"preprocessing.test\", which servers of versions"
              + " up to 6.4 know",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  @Test
  void parameters_areTheOtherMembers() throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      WireClient.reply(
          server,
          "{'sid':'x','request':'command','scriptid':7,'hostid':'10001','scriptid':8,'a':[1],"
              + "'data':{'b' : 1}}");

      FrontendRequest command = (FrontendRequest) server.exchanges().get(0).request();
      assertEquals("x", command.sid());
      assertEquals("{scriptid=7, hostid=10001}", command.parameters().toString());
      assertEquals("{\"b\" : 1}", command.data());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'data':5", ",'data':[]", ",'sid':''"})
  void historyPush_isDeniedWhateverItBrings(String members) throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      assertEquals(DENIED, WireClient.reply(server, "{'request':'history.push'" + members + "}"));
    }
  }

  @Test
  void historyPush_isUnknownTo60() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0)) {
      assertEquals("", WireClient.reply(server, "{'request':'history.push','data':[]}"));
      assertEquals(RequestKind.UNKNOWN, server.exchanges().get(0).kind());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"request\":\"zabbix.stats\"}",
        "{\"request\":\"zabbix.stats\",\"type\":\"queue\"}",
        "{\"request\":\"queue.get\"}",
        "{\"request\":\"history.push\"}"
      })
  void answersArePlainWhateverWasAsked(String request) throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      assertEquals(1, WireClient.ask(server, 3, request).flags());
    }
  }

  /** Requests of the frontend without a valid session, and what 5.0, 6.0 and 7.0 answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "closed",
      value = {
        "'item.test'                 | Permission denied. | Permission denied. | Permission denied.",
        "'expressions.evaluate'      | Permission denied. | Permission denied. | Permission denied.",
        "'alert.send','sid':'x'      | Permission denied. | Permission denied. | Permission denied.",
        "'preprocessing.test'        | Permission denied. | Permission denied. | closed",
        "'report.test'               | closed"
            + " | Report manager is disabled. | Report manager is disabled.",
        "'command'                   | Failed to parse command request tag: scriptid."
            + " | Failed to parse sid tag | Failed to parse sid tag",
        "'command','sid':'x'         | Failed to parse command request tag: scriptid."
            + " | Permission denied. | Permission denied.",
        "'command','sid':'x','scriptid':'1'"
            + " | Failed to parse command request tag: hostid."
            + " | Permission denied. | Permission denied.",
        "'command','scriptid':'1','hostid':'1'"
            + " | Failed to parse command request tag: sid."
            + " | Failed to parse sid tag | Failed to parse sid tag",
        "'command','sid':'x','scriptid':'1','hostid':'1'"
            + " | Unknown host identifier. | Permission denied. | Permission denied."
      })
  void requestsOfTheFrontendNeedASession(String request, String in50, String in60, String in70)
      throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      String info =
          switch (version) {
            case V5_0 -> in50;
            case V6_0 -> in60;
            case V7_0 -> in70;
          };
      try (MockZabbixServer server = Servers.strict(version)) {
        assertEquals(
            info == null ? "" : "{'response':'failed','info':'" + info + "'}",
            WireClient.reply(server, "{'request':" + request + "}"));
      }
    }
  }

  /** Requests that only other parts of Zabbix answer, and names that nobody knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy tasks",
        "passive checks",
        "history.get",
        "java gateway jmx",
        "Zabbix.stats",
        "foo"
      })
  void othersAreRecordedAndClosed(String name) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version)) {
        assertEquals("", WireClient.reply(server, "{'request':'" + name + "','sid':'x'}"));
        assertEquals(RequestKind.UNKNOWN, server.exchanges().get(0).kind());
        assertTrue(server.exchanges().get(0).reason().orElseThrow().contains('"' + name + '"'));
      }
    }
  }

  @Test
  void proxyTasks_areExplained() throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      WireClient.reply(server, "{'request':'proxy tasks'}");

      assertEquals(
          "\"proxy tasks\" is a request to a passive proxy: is this the wrong port?",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }
}
