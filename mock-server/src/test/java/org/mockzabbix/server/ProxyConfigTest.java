package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** The configuration of active proxies (protocol: proxy). */
@Timeout(60)
class ProxyConfigTest {

  private static final Host BEHIND =
      Host.of(
              "behind",
              Item.trapper("trap").withItemid(30001).withAllowedHosts("192.0.2.1"),
              Item.active("log[/x]", "5s").withItemid(30002),
              Item.passive("k[\"a b\",c]", "1m")
                  .withItemid(30003)
                  .withValueType(ValueType.UNSIGNED),
              Item.active("off", "5s").withItemid(30004).disabled(),
              Item.httpAgentTrap("http").withItemid(30005).withValueType(ValueType.FLOAT))
          .withAgent("agent.example.com:20050")
          .monitoredBy("px");

  private static MockZabbixServer server(ZabbixVersion version) {
    return Servers.strict(version, Host.of("own", Item.trapper("t").withItemid(1)), BEHIND);
  }

  private static String asking(String version, String more) {
    return "{'request':'proxy config','host':'px','version':'" + version + "'" + more + "}";
  }

  private static String asking70(long revision) {
    return asking("7.0.22", ",'session':'" + Servers.SESSION + "','config_revision':" + revision);
  }

  private static JsonNode json(String reply) throws IOException {
    return new ObjectMapper().readTree(reply.replace('\'', '"'));
  }

  private static JsonNode tables(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = server(version)) {
      return !version.atLeast(ZabbixVersion.V7_0)
          ? json(WireClient.reply(server, asking(version.release(), "")))
          : json(WireClient.reply(server, asking70(0))).get("data");
    }
  }

  /** The first proxy configuration that a real server sent, which is another one's. */
  private static JsonNode recorded(ZabbixVersion version) throws IOException {
    String file = "proxy" + version.dialect().replace(".", "") + "_active";
    try (InputStream in =
        ProxyConfigTest.class.getResourceAsStream("/captures/" + file + ".s2c.bin")) {
      JsonNode config =
          new ObjectMapper().readTree(new WireClient.Answer(in.readAllBytes(), true).body());
      return !version.atLeast(ZabbixVersion.V7_0) ? config : config.get("data");
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> rows(JsonNode table) {
    List<String> rows = new ArrayList<>();
    table.get("data").forEach(row -> rows.add(row.toString().replace('"', '\'')));
    return rows;
  }

  @ParameterizedTest
  @EnumSource
  void tablesAndFields_areThoseOfARealServer(ZabbixVersion version) throws IOException {
    JsonNode ours = tables(version);
    JsonNode theirs = recorded(version);

    assertEquals(names(theirs), names(ours));
    for (String table : names(theirs)) {
      assertEquals(theirs.get(table).get("fields"), ours.get(table).get("fields"), table);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyRowHasAValueOfTheRecordedTypeForEachField(ZabbixVersion version) throws IOException {
    JsonNode ours = tables(version);
    for (String table : names(ours)) {
      JsonNode fields = ours.get(table).path("fields");
      for (JsonNode row : ours.get(table).path("data")) {
        assertEquals(fields.size(), row.size(), table);
        JsonNode theirs = recorded(version).get(table).get("data").path(0);
        for (int i = 0; i < theirs.size(); i++) {
          boolean same =
              theirs.get(i).getNodeType() == row.get(i).getNodeType()
                  || fields.get(i).asText().equals("interfaceid");
          assertTrue(same, table + "." + fields.get(i) + " " + row.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"V6_0, 90d, 3s", "V7_0, 31d, ''"})
  void rows_comeFromTheInventory(ZabbixVersion version, String history, String timeout)
      throws IOException {
    JsonNode tables = tables(version);
    String middle = "'','','',0,'','','','',0,";
    String end = ",0,'',null,'" + timeout + "','','','','200',1,0,'','',0,0,0,'','','',0,0,";

    assertEquals(
        List.of("[167717060443,'behind',0,-1,2,'','','behind',1,1,'','','','']"),
        rows(tables.get("hosts")));
    assertEquals(
        List.of("[906761900648,167717060443,1,1,0,'','agent.example.com','20050',0]"),
        rows(tables.get("interface")));
    String h = "'" + history + "'";
    assertEquals(
        List.of(
            "[30001,2,'',167717060443,'trap','0',"
                + h
                + ",0,4,'192.0.2.1',"
                + middle
                + "null"
                + end
                + "0]",
            "[30002,7,'',167717060443,'log[/x]','5s',"
                + h
                + ",0,2,'',"
                + middle
                + "null"
                + end
                + "0]",
            "[30003,0,'',167717060443,'k[\\'a b\\',c]','1m',"
                + h
                + ",0,3,'',"
                + middle
                + "906761900648"
                + end
                + "0]",
            "[30004,7,'',167717060443,'off','5s'," + h + ",1,4,''," + middle + "null" + end + "0]",
            "[30005,19,'',167717060443,'http','0',"
                + h
                + ",0,0,'',"
                + middle
                + "null"
                + end
                + "1]"),
        rows(tables.get("items")));
    assertEquals(
        List.of("[30001,0,0]", "[30002,0,0]", "[30003,0,0]", "[30004,0,0]", "[30005,0,0]"),
        rows(tables.get("item_rtdata")));
    assertEquals(List.of(), rows(tables.get("item_preproc")));
  }

  /** Where the agent of a host is polled: an address or a name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1:10050      | 1,'192.0.2.1','','10050'",
        "[2001:db8::1]:10050  | 1,'2001:db8::1','','10050'",
        "web01:1              | 0,'','web01','1'",
        "1web.example.com:1   | 0,'','1web.example.com','1'"
      })
  void interface_isAnAddressOrAName(String agent, String columns) throws IOException {
    Host host = Host.of("h").withAgent(agent).monitoredBy("px");
    try (MockZabbixServer server = Servers.strict70(host)) {
      JsonNode tables = json(WireClient.reply(server, asking70(0))).get("data");

      assertEquals(
          List.of("[497607674111,934109782303,1,1," + columns + ",0]"),
          rows(tables.get("interface")));
    }
  }

  @Test
  void disabledHost_isGivenAsDisabled() throws IOException {
    Host off = Host.of("off", Item.trapper("t").withItemid(5)).monitoredBy("px").disabled();
    try (MockZabbixServer server = Servers.strict70(off)) {
      JsonNode tables = json(WireClient.reply(server, asking70(0))).get("data");

      assertEquals(
          List.of("[697116091870,'off',1,-1,2,'','','off',1,1,'','','','']"),
          rows(tables.get("hosts")));
      assertEquals(1, rows(tables.get("items")).size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void regexps_areGivenWithTheirExpressions(ZabbixVersion version) throws IOException {
    ServerConfig config =
        ServerConfig.strict(BEHIND).toBuilder()
            .version(version)
            .globalRegexp(GlobalRegexp.matches("a", "x"))
            .globalRegexp(GlobalRegexp.matches("b", "y"))
            .globalRegexp(new GlobalRegexp("a", "u.v", 1, ".", false))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      JsonNode reply =
          json(
              WireClient.reply(
                  server,
                  !version.atLeast(ZabbixVersion.V7_0) ? asking("6.0.14", "") : asking70(0)));
      JsonNode tables = !version.atLeast(ZabbixVersion.V7_0) ? reply : reply.get("data");

      assertEquals(List.of("[1,'a']", "[2,'b']"), rows(tables.get("regexps")));
      assertEquals(
          List.of("[1,1,'x',3,',',1]", "[2,2,'y',3,',',1]", "[3,1,'u.v',1,'.',0]"),
          rows(tables.get("expressions")));
    }
  }

  @Test
  void in60_isTheBareTableMap() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V6_0)) {
      String reply = WireClient.reply(server, asking("6.0.14", ""));

      assertEquals("{'globalmacro':{'fields':[", reply.substring(0, 26));
      assertEquals(",'macro.secrets':{}}", reply.substring(reply.length() - 20));
      assertEquals(reply, WireClient.reply(server, asking("6.0.14", "")));
    }
  }

  @Test
  void in70_isWrapped() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      String reply = WireClient.reply(server, asking70(0));

      assertEquals("{'full_sync':1,'data':{'hosts':{", reply.substring(0, 32));
      assertEquals("}},'config_revision':7}", reply.substring(reply.length() - 23));
      assertEquals(List.of("full_sync", "data", "config_revision"), names(json(reply)));
    }
  }

  @Test
  void in70_nothingChanged() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      WireClient.reply(server, asking70(0));

      assertEquals("{}", WireClient.reply(server, asking70(7)));
    }
  }

  @Test
  void in70_onlyOthersChanged() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      WireClient.reply(server, asking70(0));
      server.putHost(Host.of("own"));
      server.putHost(Host.of("other").monitoredBy("py"));

      assertEquals("{'data':{},'config_revision':9}", WireClient.reply(server, asking70(7)));
      assertEquals("{}", WireClient.reply(server, asking70(9)));
    }
  }

  /** Measured on 7.0.9: a proxy that is configured receives the hosts that changed. */
  @ParameterizedTest
  @CsvSource({"changed, 1, 0", "added, 1, 0", "removed, 0, 1", "taken, 0, 1"})
  void in70_hostsChanged(String what, int changed, int left) throws IOException {
    Host second = Host.of("second").monitoredBy("px");
    try (MockZabbixServer server = Servers.strict70(BEHIND, second)) {
      WireClient.reply(server, asking70(0));
      long secondId = Inventory.strict(server.hosts()).host("second").hostid();
      switch (what) {
        case "changed" -> server.putHost(BEHIND.with(Item.trapper("more")));
        case "added" -> server.putHost(Host.of("third").monitoredBy("px"));
        case "removed" -> server.removeHost("second");
        default -> server.putHost(Host.of("second").monitoredBy("py"));
      }

      JsonNode reply = json(WireClient.reply(server, asking70(7)));

      List<String> ofHosts =
          List.of(
              "hosts",
              "interface",
              "interface_snmp",
              "host_inventory",
              "items",
              "item_rtdata",
              "item_preproc",
              "item_parameter");
      List<String> tables = new ArrayList<>(changed == 0 ? List.of() : ofHosts);
      tables.addAll(List.of("drules", "dchecks", "config"));
      assertEquals(tables, names(reply.get("data")));
      assertEquals(changed, reply.path("data").path("hosts").path("data").size());
      assertEquals(
          left == 0
              ? List.of("data", "config_revision")
              : List.of("data", "del_hostids", "config_revision"),
          names(reply));
      assertEquals(left == 0 ? "" : "[" + secondId + "]", reply.path("del_hostids").toString());
      assertEquals(8, reply.get("config_revision").asInt());
      assertEquals("{}", WireClient.reply(server, asking70(8)));
    }
  }

  /** Measured on 7.0.9. */
  @Test
  void in70_macrosOfAChangedHostAreSent_andTheirEndMakesTheConfigurationWhole() throws IOException {
    try (MockZabbixServer server = Servers.strict70(BEHIND)) {
      WireClient.reply(server, asking70(0));
      server.putHost(BEHIND.withMacro("{$M}", "x"));

      JsonNode reply = json(WireClient.reply(server, asking70(7)));

      assertEquals(1, reply.get("data").get("hostmacro").get("data").size());
      assertEquals(0, reply.get("data").get("hosts_templates").get("data").size());
      server.putHost(BEHIND);
      assertTrue(WireClient.reply(server, asking70(8)).startsWith("{'full_sync':1"));
    }
  }

  @Test
  void in70_aHostThatCameBackIsSentAgain() throws IOException {
    try (MockZabbixServer server = Servers.strict70(BEHIND)) {
      WireClient.reply(server, asking70(0));
      server.removeHost(BEHIND.name());
      server.putHost(BEHIND);

      JsonNode reply = json(WireClient.reply(server, asking70(7)));

      assertEquals(List.of("data", "config_revision"), names(reply));
      assertEquals(1, reply.get("data").get("hosts").get("data").size());
    }
  }

  @Test
  void in70_tooManyRemovedHostsMakeTheConfigurationWhole() throws IOException {
    try (MockZabbixServer server = Servers.strict70(BEHIND)) {
      WireClient.reply(server, asking70(0));
      for (int number = 0; number <= 1000; number++) {
        server.putHost(Host.of("h" + number).monitoredBy("px"));
        server.removeHost("h" + number);
      }

      assertTrue(WireClient.reply(server, asking70(7)).startsWith("{'full_sync':1"));
      assertTrue(WireClient.reply(server, asking70(2008)).startsWith("{'full_sync':1"));
      assertEquals("{}", WireClient.reply(server, asking70(2009)));
    }
  }

  /** A proxy that was restarted, or the proxy of an earlier server with the same revision. */
  @Test
  void in70_anUnknownSessionIsGivenEverything() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      assertTrue(WireClient.reply(server, asking70(7)).startsWith("{'full_sync':1"));
      assertEquals("{}", WireClient.reply(server, asking70(7)));
      String restarted = asking70(7).replace("0123", "3210");
      assertTrue(WireClient.reply(server, restarted).startsWith("{'full_sync':1"));
      assertEquals("{}", WireClient.reply(server, asking70(7)));

      server.reset();
      assertTrue(WireClient.reply(server, asking70(7)).startsWith("{'full_sync':1"));
    }
  }

  /** The revision of a proxy that is neither 0 nor the server's, without a change in between. */
  @ParameterizedTest
  @ValueSource(longs = {1, 6, 8, 12})
  void in70_anotherRevisionInAKnownSession(long revision) throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      WireClient.reply(server, asking70(0));

      assertEquals("{'data':{},'config_revision':7}", WireClient.reply(server, asking70(revision)));
      assertTrue(WireClient.reply(server, asking70(0)).startsWith("{'full_sync':1"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'config_revision':0 | cannot get session from proxy configuration request",
        "'session':[],'config_revision':0 | cannot get session from proxy configuration request",
        "'session':'012345678901234567890123456789abc','config_revision':'x'"
            + " | cannot get session from proxy configuration request",
        "'session':'012345678901234567890123456789ab','config_revision':'x'"
            + " | invalid proxy configuration revision: x",
        "'session':'s' | cannot get revision from proxy configuration request",
        "'session':'s','config_revision':'x' | invalid proxy configuration revision: x",
        "'session':'s','config_revision':-1 | invalid proxy configuration revision: -1",
        "'session':'s','config_revision':1.5 | invalid proxy configuration revision: 1.5"
      })
  void in70_needsASessionAndARevision(String members, String info) throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      WireClient.Answer answer =
          WireClient.ask(server, 1, asking("7.0.22", "," + members).replace('\'', '"'));

      assertEquals("{\"response\":\"failed\",\"info\":\"" + info + "\"}", answer.body());
      assertEquals(3, answer.flags());
      assertEquals(info, server.exchanges().get(0).reason().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({"6.0.14", "6.4.1", "7.1.0", "7.2.0", "8.0.0", "rubbish"})
  void in70_anotherMajorVersionIsRefused(String version) throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      assertEquals(
          "{'response':'failed','info':'proxy and server major versions do not match',"
              + "'version':'7.0.22'}",
          WireClient.reply(server, asking(version, "")));
    }
  }

  /** Strangers are not told why. */
  @ParameterizedTest
  @CsvSource({
    "'{''request'':''proxy config'',''host'':''stranger'',''version'':''7.0.22''}',"
        + " 'proxy \"stranger\" not found', 1",
    "'{''request'':''proxy config''}', 'missing name of proxy: the members are \"request\"', 1",
    "'{''request'':''proxy config'',''host'':[]}', 'missing name of proxy: it is an array', 1",
    "'{''request'':''proxy config'',''host'':''a$''}',"
        + " 'invalid proxy name \"a$\": name contains invalid character ''$''', 1",
    "'{''request'':''proxy config'',''host'':''''}', 'invalid proxy name \"\": name is empty', 1"
  })
  void strangers_areNotAnswered(String request, String reason, int refused) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = server(version)) {
        assertEquals("", WireClient.reply(server, request));
        assertEquals(reason, server.exchanges().get(0).reason().orElse(null));
        assertEquals("proxy config", server.exchanges().get(0).kind().toString());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lenient_knowsEveryProxy(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.lenient(version)) {
      String reply =
          WireClient.reply(
              server, !version.atLeast(ZabbixVersion.V7_0) ? asking("6.0.14", "") : asking70(0));

      assertTrue(reply.contains("'hosts':{'fields':["), reply);
    }
  }

  @ParameterizedTest
  @CsvSource({"V6_0, 1, 1", "V6_0, 3, 3", "V7_0, 1, 3", "V7_0, 3, 3"})
  void answer_flags(ZabbixVersion version, int flags, int expected) throws IOException {
    String request = !version.atLeast(ZabbixVersion.V7_0) ? asking("6.0.14", "") : asking70(0);
    try (MockZabbixServer server = server(version)) {
      WireClient.Answer answer = WireClient.ask(server, flags, request.replace('\'', '"'));

      assertEquals(expected, answer.flags());
      assertEquals(expected == 3, answer.bytes().length < answer.body().length() / 2);
    }
  }

  @Test
  void request_isRecorded() throws IOException {
    try (MockZabbixServer server = server(ZabbixVersion.V7_0)) {
      WireClient.reply(server, asking70(3));

      ProxyConfig request = (ProxyConfig) server.exchanges().get(0).request();
      assertEquals("px", request.proxy());
      assertEquals("7.0", request.version().toString());
      assertEquals(Servers.SESSION, request.session());
      assertEquals(3, request.configRevision());
    }
  }
}
