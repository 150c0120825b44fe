package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** Values of active agents, by host and key and by number (protocol: agent data). */
@Timeout(60)
class AgentDataTest {

  private static final Host[] HOSTS = {
    Host.of(
        "web01",
        Item.active("agent.ping", "5s").withItemid(30002),
        Item.active("log[/var/log/app.log]", "1s").withItemid(30010),
        Item.active("off", "5s").withItemid(30003).disabled(),
        Item.trapper("trap").withItemid(30001)),
    Host.of("web02", Item.active("agent.ping", "5s").withItemid(30102)),
    Host.of("off", Item.active("agent.ping", "5s").withItemid(30202)).disabled(),
    Host.of("behind", Item.active("agent.ping", "5s").withItemid(30302)).monitoredBy("px")
  };

  private static String byNumber(String host, String rows) {
    return "{'request':'agent data','host':'"
        + host
        + "','version':'7.0.22','data':["
        + rows
        + "]}";
  }

  private static String byName(String rows) {
    return "{'request':'agent data','data':[" + rows + "]}";
  }

  private static String counts(int processed, int failed, int total) {
    return "{'response':'success','info':'processed: "
        + (processed + "; failed: " + failed + "; total: " + total + "'}");
  }

  @ParameterizedTest
  @EnumSource
  void byNumber_upToTheGreatestThatFits(ZabbixVersion version) throws IOException {
    Host host = Host.of("h", Item.active("k", "5s").withItemid(Long.MAX_VALUE));
    String most = "9223372036854775807";
    try (MockZabbixServer server = Servers.strict(version, host)) {
      String reply =
          WireClient.counts(
              server,
              byNumber(
                  "h",
                  "{'itemid':"
                      + most
                      + ",'value':'1','id':"
                      + most
                      + ",'lastlogsize':"
                      + most
                      + "},{'itemid':18446744073709551616,'value':'2','id':1}"));

      assertEquals(counts(1, 1, 2), reply);
      ItemValue value = server.items("h", "k").get(0);
      assertEquals(OptionalLong.of(Long.MAX_VALUE), value.itemid());
      assertEquals(OptionalLong.of(Long.MAX_VALUE), value.id());
      assertEquals(OptionalLong.of(Long.MAX_VALUE), value.lastlogsize());
      assertEquals(Outcome.NO_ITEMID, server.rejected().get(0).outcome());
      assertTrue(
          WireClient.reply(server, "{'request':'active checks','host':'h','version':'7.0.22'}")
              .contains("'itemid':" + most));
    }
  }

  @ParameterizedTest
  @EnumSource
  void byName_isRecordedUnderHostAndKey(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      String reply =
          WireClient.counts(
              server,
              byName(
                  """
                  {'host':'web01','key':'agent.ping','value':'1','id':1,'clock':1795301671,\
                  'ns':280513958}"""));

      assertEquals(counts(1, 0, 1), reply);
      ItemValue value = server.items("web01", "agent.ping").get(0);
      assertEquals("1", value.value());
      assertEquals(OptionalLong.of(1795301671), value.clock());
      assertEquals(OptionalInt.of(280513958), value.ns());
      assertEquals(OptionalLong.of(1), value.id());
      assertEquals(OptionalLong.empty(), value.itemid());
      assertEquals(ItemValue.Source.ACTIVE_AGENT, value.source());
      assertEquals(Optional.empty(), value.proxy());
    }
  }

  @ParameterizedTest
  @EnumSource
  void byNumber_isRecordedUnderHostAndKey(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      String reply =
          WireClient.counts(
              server, byNumber("web01", "{'id':1,'itemid':30002,'value':'1','clock':5,'ns':6}"));

      assertEquals(counts(1, 0, 1), reply);
      ItemValue value = server.items("web01", "agent.ping").get(0);
      assertEquals("web01", value.host());
      assertEquals("agent.ping", value.key());
      assertEquals(OptionalLong.of(30002), value.itemid());
      assertEquals(OptionalLong.of(5), value.clock());
    }
  }

  @Test
  void byNumber_findsItemsAmongMany() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          byNumber(
              "web01",
              """
              {'itemid':30002,'value':'a'},{'itemid':30010,'value':'b'},{'itemid':99,'value':'c'},\
              {'itemid':30002,'value':'d'}"""));

      assertEquals(
          List.of("a", "d"),
          server.items("web01", "agent.ping").stream().map(ItemValue::value).toList());
      assertEquals(
          List.of("b"),
          server.items("web01", "log[/var/log/app.log]").stream().map(ItemValue::value).toList());
      assertEquals("", server.rejected().get(0).host());
      assertEquals(OptionalLong.of(99), server.rejected().get(0).itemid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "web01, 30002, PROCESSED",
    "web01, 30003, ITEM_DISABLED",
    "web01, 30001, WRONG_ITEM_TYPE",
    "web01, 30102, PROCESSED", // an item of another host
    "web01, 99,    UNKNOWN_ITEMID",
    "web01, 0,     UNKNOWN_ITEMID",
    "off,   30202, HOST_DISABLED",
    "behind, 30302, MONITORED_BY_PROXY"
  })
  void byNumber_outcomes(String host, long itemid, Outcome outcome) throws IOException {
    String request = byNumber(host, "{'itemid':" + itemid + ",'value':'1'}");
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String reply = WireClient.counts(server, request);

        assertEquals(outcome.isProcessed() ? counts(1, 0, 1) : counts(0, 1, 1), reply);
        assertEquals(outcome, server.exchanges().get(0).items().get(0).outcome());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "web01, agent.ping, PROCESSED",
    "web01, off,        ITEM_DISABLED",
    "web01, trap,       WRONG_ITEM_TYPE",
    "web01, nokey,      UNKNOWN_KEY",
    "off,   agent.ping, HOST_DISABLED",
    "behind, agent.ping, MONITORED_BY_PROXY"
  })
  void byName_outcomes(String host, String key, Outcome outcome) throws IOException {
    String request = byName("{'host':'" + host + "','key':'" + key + "','value':'1'}");
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String reply = WireClient.counts(server, request);

        assertEquals(outcome.isProcessed() ? counts(1, 0, 1) : counts(0, 1, 1), reply);
        assertEquals(outcome, server.exchanges().get(0).items().get(0).outcome());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void lenient_takesEverythingThatIsNotConfiguredOtherwise(ZabbixVersion version)
      throws IOException {
    try (MockZabbixServer server = Servers.lenient(version, HOSTS)) {
      assertEquals(
          counts(1, 0, 1), WireClient.counts(server, byNumber("any", "{'itemid':9,'value':'1'}")));
      assertEquals(
          counts(0, 1, 1),
          WireClient.counts(server, byNumber("web01", "{'itemid':30001,'value':'1'}")));
      assertEquals(
          counts(2, 1, 3),
          WireClient.counts(
              server,
              byName(
                  """
                  {'host':'any','key':'any','value':'1'},\
                  {'host':'web01','key':'any','value':'1'},\
                  {'host':'web01','key':'trap','value':'1'}""")));
      assertEquals(3, server.items().size());
      assertEquals(OptionalLong.of(9), server.items().get(0).itemid());
    }
  }

  @Test
  void members_ofAnEventLogEntry() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          byNumber(
              "web01",
              """
              {'itemid':30010,'value':'stopped','lastlogsize':77,'mtime':5,'timestamp':1795300000,\
              'source':'Service Control Manager','severity':4,'eventid':7036,'id':3}"""));

      ItemValue entry = server.items().get(0);
      assertEquals(OptionalLong.of(77), entry.lastlogsize());
      assertEquals(OptionalLong.of(5), entry.mtime());
      assertEquals(OptionalLong.of(1795300000), entry.timestamp());
      assertEquals(Optional.of("Service Control Manager"), entry.eventSource());
      assertEquals(OptionalLong.of(4), entry.severity());
      assertEquals(OptionalLong.of(7036), entry.eventid());
    }
  }

  @Test
  void members_thatWereNotSentAreEmpty() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("web01", "{'itemid':30010,'value':'x'}"));

      ItemValue value = server.items().get(0);
      assertEquals(OptionalLong.empty(), value.clock());
      assertEquals(OptionalLong.empty(), value.id());
      assertEquals(OptionalLong.empty(), value.lastlogsize());
      assertEquals(OptionalLong.empty(), value.mtime());
      assertEquals(OptionalLong.empty(), value.timestamp());
      assertEquals(Optional.empty(), value.eventSource());
      assertEquals(OptionalLong.empty(), value.severity());
      assertEquals(OptionalLong.empty(), value.eventid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'''value'':''No such file'',''state'':1', true",
    "'''value'':''No such file'',''state'':''1''', true",
    "'''value'':''1'',''state'':0', false",
    "'''value'':''1''', false",
    "'''value'':''ZBX_NOTSUPPORTED''', true"
  })
  void state_tellsThatTheItemIsNotSupported(String members, boolean notSupported)
      throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String reply =
          WireClient.counts(server, byNumber("web01", "{'itemid':30002," + members + "}"));

      assertEquals(counts(1, 0, 1), reply);
      assertEquals(notSupported, server.items().get(0).isNotSupported());
    }
  }

  @Test
  void valueLessRow_isProcessedAndNoItem() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String reply =
          WireClient.counts(server, byNumber("web01", "{'itemid':30010,'lastlogsize':0,'id':1}"));

      assertEquals(counts(1, 0, 1), reply);
      assertEquals(List.of(), server.items());
      assertEquals(1, server.exchanges().get(0).items().size());
    }
  }

  /** Text behind {@code agent data}, and what 6.0 and 7.0 answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                             | failed cannot find pair with name 'data' | success",
        "'data':null                    | failed cannot open JSON object or array 'null}' | success",
        "'data':5                       | failed cannot open JSON object or array '5}'    | success",
        "'commands':[]                  | failed cannot find pair with name 'data' | success",
        "'session':'abc'                | failed cannot find pair with name 'data' | success",
        "'data':[],'session':'2'        | failed invalid session token length 1    | same",
        "'data':[{}],'session':''       | failed invalid session token length 0    | same",
        "'data':[]                      | counts 0 0 0                             | success",
        "'data':{}                      | counts 0 0 0                             | success",
        "'data':[],'version':'7.0','host':'web01' | counts 0 0 0                   | same",
        "'data':[],'version':'7.0'      | counts 0 0 0   | failed cannot find 'host' token",
        "'data':[{'itemid':30002,'value':'1'}],'version':'7.0' | counts 0 0 0"
            + " | failed cannot find 'host' token",
        "'data':[{'host':'web01','key':'agent.ping','value':'1'}],'version':'7.0' | counts 1 0 1"
            + " | failed cannot find 'host' token",
        "'data':[{'key':'agent.ping'}]  | counts 0 0 0   | failed cannot find 'host' token in data",
        "'data':[{'host':[]}]           | counts 0 0 0   | failed cannot find 'host' token in data",
        "'data':[{'itemid':30002}]      | counts 0 0 0   | failed cannot find 'host' token in data",
        "'data':[5]                     | counts 0 0 0   | failed cannot open 'data' token",
        "'data':{'host':'web01'}        | counts 0 0 0   | failed cannot open 'data' token",
        "'data':[{'host':'web01','key':'agent.ping'},{}] | counts 1 1 2            | same",
        "'data':[{'host':'web01','key':'agent.ping'},5]  | counts 0 0 0            | same",
        "'data':[{'host':'nope','key':'k'}] | counts 0 1 1 | success unknown host 'nope'",
        "'data':[{'host':'nope','key':'k'},{'host':'web01','key':'agent.ping'}] | counts 1 1 2"
            + " | success unknown host 'nope'",
        "'data':[{'host':'web01','key':'agent.ping'},{'host':'nope','key':'k'}] | counts 1 1 2"
            + " | same",
        "'data':[{'itemid':1}],'version':'7.0','host':'nope' | success unknown host 'nope' | same",
        "'data':[],'version':'4.4','host':'nope' | success unknown host 'nope' | same",
        "'data':[{'itemid':'x'}],'version':'7.0','host':'web01' | counts 0 0 0 | same",
        "'data':[{'itemid':30002},{}],'version':'7.0','host':'web01' | counts 1 1 2 | same",
        "'data':[{'itemid':30002},5],'version':'7.0','host':'web01'"
            + " | success cannot open JSON object or array '5],'version':'7.0','host':'web01'}' | same",
        "'data':[{'itemid':30002,'clock':'x'}],'version':'7.0','host':'web01' | counts 0 0 0 | same",
        "'data':[{'host':'web01','key':'agent.ping'}],'version':'4.2','host':'nope'"
            + " | counts 1 0 1 | same"
      })
  void answers_inBothDialects(String members, String in60, String in70) throws IOException {
    String request = "{'request':'agent data'" + (members.isEmpty() ? "" : ",") + members + "}";
    try (MockZabbixServer old = Servers.strict(ZabbixVersion.V6_0, HOSTS);
        MockZabbixServer now = Servers.strict70(HOSTS)) {
      assertEquals(in60, shortened(WireClient.counts(old, request)));
      assertEquals("same".equals(in70) ? in60 : in70, shortened(WireClient.counts(now, request)));
    }
  }

  /** {@code success}, {@code counts 1 0 1}, or how it went and the text. */
  private static String shortened(String reply) {
    return reply
        .replace("\\'", "'")
        .replaceFirst("^\\{'response':'(\\w+)'}$", "$1")
        .replaceFirst("^\\{'response':'(\\w+)','info':'(.*)'}$", "$1 $2")
        .replaceFirst(
            "^success processed: (\\d+); failed: (\\d+); total: (\\d+)$", "counts $1 $2 $3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 0x81})
  void answer_repeatsTheFlags(int flags) throws IOException {
    String refused = "{\"request\":\"agent data\",\"data\":[],\"session\":\"2\"}";
    String taken = byNumber("web01", "{'itemid':30002,'value':'1'}").replace('\'', '"');
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      assertEquals(flags, WireClient.ask(server, flags, taken).flags() & 0xFF);
      assertEquals(flags, WireClient.ask(server, flags, refused).flags() & 0xFF);
    }
  }

  @Test
  void unknownHost_leavesItsRowsInTheJournal() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, byNumber("nope", "{'itemid':30002,'value':'1'}"));

      assertEquals(Outcome.UNKNOWN_HOST, server.rejected().get(0).outcome());
      assertEquals(List.of(), server.items());
    }
  }

  @Test
  void commands_areRecordedWithTheirResults() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String reply =
          WireClient.reply(
              server,
              """
              {'request':'agent data','session':'0123456789abcdef0123456789abcdef',\
              'version':'7.0.22','variant':1,'host':'web01',\
              'commands':[{'id':1324,'value':'hi'},{'id':'1325','error':'Timeout'},{}]}""");

      assertEquals("{'response':'success'}", reply);
      AgentData data = (AgentData) server.exchanges().get(0).request();
      assertEquals(
          List.of(
              new CommandResult(1324, "hi", null),
              new CommandResult(1325, null, "Timeout"),
              new CommandResult(0, null, null)),
          data.commands());
      assertEquals("web01", data.host());
      assertEquals("7.0", data.version().toString());
    }
  }

  @Test
  void commands_comeWithValuesToo() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          """
          {'request':'agent data','version':'7.0.22','host':'web01',\
          'data':[{'itemid':30002,'value':'1'}],'commands':[{'id':1,'value':''}]}""");

      AgentData data = (AgentData) server.exchanges().get(0).request();
      assertEquals(List.of(new CommandResult(1, "", null)), data.commands());
      assertTrue(data.hasData());
      assertEquals(1, server.items("web01", "agent.ping").size());
    }
  }
}
