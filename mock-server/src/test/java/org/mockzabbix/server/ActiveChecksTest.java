package org.mockzabbix.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What active agents of every version are answered in both dialects (protocol: active agent). */
@Timeout(60)
class ActiveChecksTest {

  private static final Host WEB01 =
      Host.of(
          "web01",
          Item.active("agent.ping", "5s").withItemid(30002),
          Item.trapper("trap").withItemid(30001),
          Item.passive("passive", "1s").withItemid(30003),
          Item.active("off", "5s").withItemid(30005).disabled(),
          Item.active("system.hostname", "2m").withItemid(30004));

  /** The members that follow the rows, in the order of the versions of agents. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,        OLD, ''",
        "3.0,      OLD, ''",
        "4.2,      OLD, ''",
        "4.2.8,    OLD, ''",
        "rubbish,  OLD, ''",
        "'',       OLD, ''",
        "4.4,      NEW, ',''refresh_unsupported'':600'",
        "4.4.10,   NEW, ',''refresh_unsupported'':600'",
        "5.0,      NEW, ',''refresh_unsupported'':600'",
        "5.0.42,   NEW, ',''refresh_unsupported'':600'",
        "5.2,      NEW, ''",
        "6.0,      NEW, ''",
        "6.0.14,   NEW, ''",
        "6.4,      NEW, ''",
        "7.0.22,   NEW, ''",
        "7.4.0,    NEW, ''",
        "10.0,     NEW, ''"
      })
  void list_ofEachAgentVersion(String version, String shape, String after) throws IOException {
    String said = version == null ? "" : ",'version':'" + version + "'";
    String question = "{'request':'active checks','host':'web01'" + said + "}";
    boolean modern = shape.equals("NEW");
    String ping = modern ? "'itemid':30002,'delay':'5s'" : "'delay':5";
    String name = modern ? "'itemid':30004,'delay':'2m'" : "'delay':120";
    String position = ",'lastlogsize':0,'mtime':0";

    try (MockZabbixServer old = Servers.strict(ZabbixVersion.V6_0, WEB01);
        MockZabbixServer now = Servers.strict70(WEB01)) {
      assertEquals(
          "{'response':'success','data':["
              + ("{'key':'agent.ping'," + ping + position + "},")
              + ("{'key':'system.hostname'," + name + position + "}]")
              + after
              + "}",
          WireClient.reply(old, question));
      assertEquals(
          "{'response':'success','config_revision':7,'data':["
              + ("{'key':'agent.ping'," + ping + position + ",'timeout':'3s'},")
              + ("{'key':'system.hostname'," + name + position + ",'timeout':'3s'}]")
              + after
              + "}",
          WireClient.reply(now, question));
    }
  }

  /**
   * Agents that know no units get seconds. The text format has the first interval of a list; JSON
   * has 0 for a list.
   */
  @ParameterizedTest
  @CsvSource({
    "30,                        30,    30",
    "30s,                       30,    30",
    "2m,                        120,   120",
    "3h,                        10800, 10800",
    "1d,                        86400, 86400",
    "'0;1h/1-5,9:00-18:00',     0,     0",
    "'5s;10s/1-7,00:00-24:00',  0,     5",
    "0;wd1-5h9,                 0,     0"
  })
  void delay_forOldAgents(String delay, long seconds, long inText) throws IOException {
    try (MockZabbixServer server =
        Servers.strict70(Host.of("h", Item.active("k", delay).withItemid(1)))) {
      String old = WireClient.reply(server, "{'request':'active checks','host':'h'}");
      String now =
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0'}");

      assertEquals("k:" + inText + ":0\nZBX_EOF\n", legacy(server, "ZBX_GET_ACTIVE_CHECKS\nh\n"));
      assertEquals(list("{'key':'k','delay':" + seconds + rest()), old);
      assertEquals(list("{'key':'k','itemid':1,'delay':'" + delay + "'" + rest()), now);
    }
  }

  @Test
  void itemWhoseIntervalHasNoValue_isKeptFromOldAgents() throws IOException {
    try (MockZabbixServer server =
        Servers.strict70(Host.of("h", Item.active("k", "{$DELAY}").withItemid(1)))) {
      String old = WireClient.reply(server, "{'request':'active checks','host':'h'}");
      String now =
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0'}");

      assertEquals(list(""), old);
      assertEquals(list("{'key':'k','itemid':1,'delay':'{$DELAY}'" + rest()), now);
    }
  }

  @Test
  void macros_areExpanded() throws IOException {
    Host host =
        Host.of("h", Item.active("log[{$FILE},{HOST.HOST}]", "{$EVERY};{$PERIOD}").withItemid(1))
            .withMacro("{$FILE}", "/a,b")
            .withMacro("{$EVERY}", "5s")
            .withMacro("{$PERIOD}", "1s/1-7,00:00-24:00");
    String key = "'key':'log[\\'/a,b\\',h]'";
    try (MockZabbixServer server = Servers.strict70(host)) {
      assertEquals(
          list("{" + key + ",'key_orig':'log[{$FILE},{HOST.HOST}]','delay':0" + rest()),
          WireClient.reply(server, "{'request':'active checks','host':'h'}"));
      assertEquals(
          list("{" + key + ",'itemid':1,'delay':'5s;1s/1-7,00:00-24:00'" + rest()),
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0'}"));
    }
  }

  @Test
  void timeout_isThatOfTheItem() throws IOException {
    Item item = Item.active("k", "1m").withItemid(1).withTimeout(Duration.ofSeconds(90));
    try (MockZabbixServer server = Servers.strict70(Host.of("h", item))) {
      assertEquals(
          list("{'key':'k','itemid':1,'delay':'1m','lastlogsize':0,'mtime':0,'timeout':'90s'}"),
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0'}"));
    }
  }

  /** A server of 5.0 does not list an item that is not supported for agents without itemids. */
  @Test
  void in50_anUnsupportedItemIsLeftOutForOldAgents() throws IOException {
    Host host =
        Host.of("h", Item.active("b", "5s").withItemid(1), Item.active("a", "5s").withItemid(2));
    String value = "{'request':'agent data','data':[{'host':'h','key':'a','value':'no',STATE}]}";
    String check = "{'key':'%s','delay':5,'lastlogsize':0,'mtime':0}";
    String both = check.formatted("a") + "," + check.formatted("b");
    String old = "{'request':'active checks','host':'h','version':'4.2'}";
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, host)) {
      assertEquals("{'response':'success','data':[" + both + "]}", WireClient.reply(server, old));

      WireClient.reply(server, value.replace("STATE", "'state':1"));
      assertEquals(
          "{'response':'success','data':[" + check.formatted("b") + "]}",
          WireClient.reply(server, old));
      assertEquals("b:5:0\nZBX_EOF\n", legacy(server, "ZBX_GET_ACTIVE_CHECKS\nh\n"));
      assertTrue(WireClient.reply(server, old.replace("4.2", "4.4")).contains("'key':'a'"));

      WireClient.reply(server, value.replace("STATE", "'state':0"));
      assertEquals("{'response':'success','data':[" + both + "]}", WireClient.reply(server, old));
    }
  }

  /** Measured on 5.0.8, as is the list after a value that suits the type. */
  @Test
  void in50_anOldAgentIsNotToldOfAnItemWhoseValueWasUnsuitable() throws IOException {
    Item item = Item.active("a", "5s").withValueType(ValueType.UNSIGNED);
    String row = "{'request':'agent data','data':[{'host':'h','key':'a','value':'VALUE'}]}";
    String old = "{'request':'active checks','host':'h'}";
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, Host.of("h", item))) {
      WireClient.reply(server, row.replace("VALUE", "abc"));
      assertEquals("{'response':'success','data':[]}", WireClient.reply(server, old));

      WireClient.reply(server, row.replace("VALUE", "1"));
      assertTrue(WireClient.reply(server, old).contains("'key':'a'"));
    }
  }

  @ParameterizedTest
  @CsvSource({"4.2, false", "4.4, true", "5.0.8, true", "5.2, true", "7.0.22, true"})
  void in50_theListEndsWithTheRefreshOfUnsupportedItems(String version, boolean has)
      throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, Host.of("h"))) {
      String question = "{'request':'active checks','host':'h','version':'" + version + "'}";

      assertEquals(
          "{'response':'success','data':[]" + (has ? ",'refresh_unsupported':600}" : "}"),
          WireClient.reply(server, question));
    }
  }

  @Test
  void in50_oldAgentsGetTheFirstInterval() throws IOException {
    Host host = Host.of("h", Item.active("k", "10m;5s/1-7,00:00-24:00").withItemid(1));
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, host)) {
      assertTrue(
          WireClient.reply(server, "{'request':'active checks','host':'h'}")
              .contains("'delay':600"));
    }
  }

  private static String rest() {
    return ",'lastlogsize':0,'mtime':0,'timeout':'3s'}";
  }

  private static String list(String rows) {
    return "{'response':'success','config_revision':7,'data':[" + rows + "]}";
  }

  @Test
  void list_isEmptyForAHostWithoutActiveItems() throws IOException {
    try (MockZabbixServer server = Servers.strict70(Host.of("h", Item.trapper("trap")))) {
      assertEquals(
          list(""),
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0.22'}"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 0x81})
  void list_comesInAPacketOfTheSameFlags(int flags) throws IOException {
    String question = "{\"request\":\"active checks\",\"host\":\"web01\"}";
    try (MockZabbixServer server = Servers.strict70(WEB01)) {
      WireClient.Answer answer = WireClient.ask(server, flags, question);

      assertEquals(flags, answer.flags() & 0xFF);
    }
  }

  @Test
  void lenient_givesEveryHostAnEmptyList() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      assertEquals(
          "{'response':'success','config_revision':1,'data':[]}",
          WireClient.reply(server, asking("anyhost")));
      assertEquals("ZBX_EOF\n", legacy(server, "ZBX_GET_ACTIVE_CHECKS\nanyhost\n"));
    }
  }

  private static String asking(String host) {
    return "{'request':'active checks','host':'" + host + "'}";
  }

  @ParameterizedTest
  @EnumSource
  void legacy_linesWithoutAHeader(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, WEB01)) {
      String reply = legacy(server, "ZBX_GET_ACTIVE_CHECKS\nweb01\n");

      assertEquals("agent.ping:5:0\nsystem.hostname:120:0\nZBX_EOF\n", reply);
      ActiveChecks asked = (ActiveChecks) server.exchanges().get(0).request();
      assertEquals("web01", asked.host());
      assertTrue(asked.legacy());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'ZBX_GET_ACTIVE_CHECKS\nnope\n'",
    "'ZBX_GET_ACTIVE_CHECKS\noff\n'",
    "'ZBX_GET_ACTIVE_CHECKS\nbehind\n'",
    "'ZBX_GET_ACTIVE_CHECKS\n'",
    "'ZBX_GET_ACTIVE_CHECKS'",
    "'ZBX_GET_ACTIVE_CHECKS web01'"
  })
  void legacy_closesWithoutAByte(String text) throws IOException {
    Host off = Host.of("off").disabled();
    Host behind = Host.of("behind").monitoredBy("px");
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, WEB01, off, behind)) {
        assertEquals("", legacy(server, text));
        assertEquals(1, server.exchanges().size());
      }
    }
  }

  private static String legacy(MockZabbixServer server, String text) throws IOException {
    byte[] bytes = WireClient.ask(server, 1, text).bytes();
    return new String(bytes, UTF_8);
  }
}
