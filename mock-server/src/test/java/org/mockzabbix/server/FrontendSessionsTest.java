package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.WireClient;

/** What the web frontend receives with the session of a user. */
@Timeout(60)
class FrontendSessionsTest {

  private static final String SID = "0123456789abcdef0123456789abcdef";
  private static final String DENIED = "{'response':'failed','info':'Permission denied.'}";
  private static final String PING = "{'request':'status.get','type':'ping','sid':'" + SID + "'}";
  private static final String PONG = "{'response':'success','data':{}}";

  private static MockZabbixServer started(ZabbixVersion version, Host... hosts) {
    ServerConfig config =
        ServerConfig.strict(hosts).toBuilder().version(version).frontendSession(SID).build();
    return new MockZabbixServer(config).start();
  }

  private static String reply(MockZabbixServer server, String members) throws IOException {
    return WireClient.reply(server, "{'sid':'" + SID + "'," + members + "}");
  }

  @Test
  void session_ofASetting() throws IOException {
    ServerConfig config =
        ServerConfig.lenient().toBuilder().frontendSession("other").frontendSession(SID).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      assertEquals(Set.of("other", SID), config.frontendSessions());
      assertEquals(PONG, WireClient.reply(server, PING));
      assertEquals(DENIED, WireClient.reply(server, PING.replace("abc", "ABC")));
    }
  }

  @Test
  void session_ofAScenario() throws IOException {
    String scenario = "frontendSessions: [" + SID + ", 12345678901234567890123456789012]";
    try (MockZabbixServer server =
        new MockZabbixServer(Scenario.parse("sessions.yaml", scenario)).start()) {
      assertEquals(PONG, WireClient.reply(server, PING));
      assertEquals(
          PONG, WireClient.reply(server, PING.replace(SID, "12345678901234567890123456789012")));
    }
  }

  @Test
  void session_ofAnotherServerIsNotValid() throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V7_0);
        MockZabbixServer other = new MockZabbixServer().start()) {
      assertEquals(PONG, WireClient.reply(server, PING));
      assertEquals(DENIED, WireClient.reply(other, PING));
    }
  }

  @Test
  void session_changesWithTheSettings() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      assertEquals(DENIED, WireClient.reply(server, PING));

      server.reconfigure(server.config().toBuilder().frontendSession(SID).build());

      assertEquals(PONG, WireClient.reply(server, PING));
      server.reset();
      assertEquals(PONG, WireClient.reply(server, PING));
    }
  }

  @Test
  void session_isNotBlank() {
    ServerConfig.Builder builder = ServerConfig.lenient().toBuilder();

    Exception blank =
        assertThrows(IllegalArgumentException.class, () -> builder.frontendSession(" "));

    assertEquals("sid must not be blank", blank.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'type':'overview'                         | 'success','data':[]",
        "'type':'overview by proxy'                | 'success','data':[]",
        "'type':'details','limit':'100'            | 'success','data':[],'total':0",
        "'type':'details','limit':0                | 'success','data':[],'total':0",
        "'type':'details','limit':'2147483647'     | 'success','data':[],'total':0",
        "'type':'details','limit':'2147483648'     | 'failed','info':'Unsupported limit value.'",
        "'type':'details','limit':'-1'             | 'failed','info':'Unsupported limit value.'",
        "'type':'details','limit':{}               | 'failed','info':'Unsupported limit value.'",
        "'type':'details'                          | 'failed','info':'Unsupported limit value.'",
        "'type':'Overview'                         | 'failed','info':'Unsupported request type.'",
        "'x':1                                     | 'failed','info':'Unsupported request type.'"
      })
  void queue_isEmpty(String members, String response) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = started(version)) {
        String reply = reply(server, "'request':'queue.get'," + members);

        assertEquals("{'response':" + response + "}", reply);
      }
    }
  }

  @Test
  void status_countsHostsAndItems() throws IOException {
    Host own =
        Host.of(
            "own",
            Item.active("a", "30s"),
            Item.passive("p", "{$EVERY};1s/1-7,00:00-24:00"),
            Item.active("sometimes", "0;h1"),
            Item.trapper("t"),
            Item.active("off", "1s").disabled());
    Host off = Host.of("off", Item.active("a", "1s"), Item.trapper("t")).disabled();
    Host remote = Host.of("remote", Item.active("rare", "1d")).monitoredBy("px");
    try (MockZabbixServer server =
        started(ZabbixVersion.V7_0, own.withMacro("{$EVERY}", "1m"), off, remote)) {
      String reply = reply(server, "'request':'status.get','type':'full'");

      assertEquals(
          """
          {'response':'success','data':{\
          'template stats':[{'count':0}],\
          'host stats':[\
          {'attributes':{'proxyid':0,'status':0},'count':2},\
          {'attributes':{'proxyid':PX,'status':0},'count':1},\
          {'attributes':{'proxyid':0,'status':1},'count':1},\
          {'attributes':{'proxyid':PX,'status':1},'count':0}],\
          'item stats':[\
          {'attributes':{'proxyid':0,'status':0,'state':0},'count':5},\
          {'attributes':{'proxyid':PX,'status':0,'state':0},'count':1},\
          {'attributes':{'proxyid':0,'status':0,'state':1},'count':0},\
          {'attributes':{'proxyid':PX,'status':0,'state':1},'count':0},\
          {'attributes':{'proxyid':0,'status':1},'count':3},\
          {'attributes':{'proxyid':PX,'status':1},'count':0}],\
          'trigger stats':[\
          {'attributes':{'status':0,'value':0},'count':0},\
          {'attributes':{'status':0,'value':1},'count':0},\
          {'attributes':{'status':1},'count':0}],\
          'user stats':[\
          {'attributes':{'status':0},'count':1},\
          {'attributes':{'status':1},'count':0}],\
          'required performance':[\
          {'attributes':{'proxyid':0},'count':'0.050011574074074076'},\
          {'attributes':{'proxyid':PX},'count':'1.1574074074074073E-05'}],\
          'server stats':{'version':'7.0.22'}}}"""
              .replace("PX", "" + IdAllocator.hash("px", "proxy")),
          reply);
    }
  }

  @Test
  void status_countsItemsThatAreNotSupported() throws IOException {
    Host host = Host.of("h", Item.trapper("a"), Item.trapper("b"), Item.trapper("c").disabled());
    try (MockZabbixServer server = started(ZabbixVersion.V6_0, host)) {
      WireClient.reply(
          server,
          "{'request':'sender data','data':[{'host':'h','key':'a','state':1,'value':'why'}]}");

      String reply = reply(server, "'request':'status.get','type':'full'");

      assertTrue(
          reply.contains(
              """
              'item stats':[{'attributes':{'proxyid':0,'status':0,'state':0},'count':1},\
              {'attributes':{'proxyid':0,'status':0,'state':1},'count':1},\
              {'attributes':{'proxyid':0,'status':1},'count':1}]"""),
          reply);
    }
  }

  @Test
  void status_ofAnEmptyServerBefore70() throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V6_0)) {
      String reply = reply(server, "'request':'status.get','type':'full'");

      assertEquals(
          "'required performance':[{'attributes':{'proxyid':0},'count':'0'}]}}",
          reply.substring(reply.indexOf("'required")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'x':1 | Failed to parse command request tag: scriptid.",
        "'scriptid':'-1','hostid':'10001' | Failed to parse command request tag: scriptid.",
        "'scriptid':'1' | Failed to parse command request tag hostid or eventid.",
        "'scriptid':1,'hostid':1,'eventid':1 | Command request tags hostid and eventid cannot be"
            + " used together.",
        "'scriptid':1,'hostid':'x' | Failed to parse value of command request tag hostid.",
        "'scriptid':1,'eventid':'' | Failed to parse value of command request tag eventid.",
        "'scriptid':1,'hostid':0 | hostid value cannot be 0.",
        "'scriptid':4,'hostid':1 | Script not found.",
        "'scriptid':3,'hostid':'18446744073709551615' | Unknown host identifier.",
        "'scriptid':3,'eventid':1 | Mock Zabbix does not run the script 3: add a rule that replies"
            + " to this request"
      })
  void command_isRefused(String members, String info) throws IOException {
    for (ZabbixVersion version : List.of(ZabbixVersion.V6_0, ZabbixVersion.V7_0)) {
      try (MockZabbixServer server = started(version)) {
        String reply = reply(server, "'request':'command'," + members);

        assertEquals("{'response':'failed','info':'" + info + "'}", reply);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'x':1                        | Failed to parse command request tag: scriptid.",
        "'scriptid':'1','eventid':'1' | Failed to parse command request tag: hostid.",
        "'scriptid':'1','hostid':'x'  | Failed to parse command request tag: hostid.",
        "'scriptid':'4','hostid':'1'  | Unknown host identifier.",
        "'scriptid':'1','hostid':'1'  | Unknown host identifier.",
        "'scriptid':'4','hostid':'HOST' | Unknown script identifier.",
        "'scriptid':'4','hostid':'0000000000000000000000000000000000000000000000000000000000000001'"
            + " | Failed to parse command request tag: hostid."
      })
  void command_isRefusedBefore60(String members, String info) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V5_0, Host.of("h"))) {
      String hostid = String.valueOf(hostid(server, "h"));
      String reply = reply(server, "'request':'command'," + members.replace("HOST", hostid));

      assertEquals("{'response':'failed','info':'" + info + "'}", reply);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'scriptid':99,'hostid':99999                    | Failed to parse command request tag: sid.",
        "'scriptid':99,'hostid':99999,'sid':'other'      | Unknown host identifier.",
        "'scriptid':99,'hostid':0,'sid':5                | Unknown host identifier.",
        "'scriptid':99,'hostid':HOST,'sid':'other'       | Permission denied.",
        "'scriptid':1,'hostid':HOST,'eventid':5,'sid':5  | Permission denied.",
        "'hostid':HOST,'sid':'other'                     | Failed to parse command request tag: scriptid."
      })
  void command_before60_isRefusedForItsHostBeforeItsSession(String members, String info)
      throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V5_0, Host.of("h"))) {
      String hostid = String.valueOf(hostid(server, "h"));
      String request = "{'request':'command'," + members.replace("HOST", hostid) + "}";

      assertEquals(
          "{'response':'failed','info':'" + info + "'}", WireClient.reply(server, request));
    }
  }

  @Test
  void command_forAHostIsNotPlayed() throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V7_0, Host.of("h"))) {
      long hostid = hostid(server, "h");

      String reply = reply(server, "'request':'command','scriptid':'1','hostid':'" + hostid + "'");

      assertEquals(
          "{'response':'failed','info':'Mock Zabbix does not run the script 1: add a rule that"
              + " replies to this request'}",
          reply);
    }
  }

  private static long hostid(MockZabbixServer server, String name) {
    return Inventory.strict(server.hosts()).host(name).hostid();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'request':'item.test'           | Cannot parse request tag: data.",
        "'request':'item.test','data':5  | Cannot parse request tag: data.",
        "'request':'item.test','data':{'key':'k','item':{'key':'agent.ping','value_type':3}} | Mock Zabbix does"
            + " not test items, here KEY: add a rule that replies to this request",
        "'request':'expressions.evaluate' | Missing data field.",
        "'request':'expressions.evaluate','data':{} | Missing expressions field.",
        "'request':'expressions.evaluate','data':{'expressions':'1'} | Missing expressions field.",
        "'request':'expressions.evaluate','data':{'expressions':['1>2','2>1']} | Mock Zabbix does"
            + " not evaluate the expression \\'2>1\\': add a rule that replies to this request",
        "'request':'alert.send','data':{'mediatypeid':'x'} | Cannot parse request tag:"
            + " mediatypeid.",
        "'request':'alert.send','data':{'mediatypeid':'99'} | Cannot find the specified media type.",
        "'request':'alert.send','data':{'mediatypeid':'0000000000000000000007'} | Cannot parse"
            + " request tag: mediatypeid.",
        "'request':'alert.send','data':{'mediatypeid':'7'} | Mock Zabbix does not test media types,"
            + " here \\'7\\': add a rule that replies to this request"
      })
  void testsOfTheFrontend_thatAreNotPlayed(String members, String info) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = started(version)) {
        String key = version.atLeast(ZabbixVersion.V7_0) ? "\\'agent.ping\\'" : "\\'k\\'";
        String reply = reply(server, members);

        assertEquals("{'response':'failed','info':'" + info.replace("KEY", key) + "'}", reply);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'data':{'expressions':[]}", "'data':{'expressions':[[]]}"})
  void expressions_canBeNone(String members) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V7_0)) {
      assertEquals(
          "{'response':'success','data':[]}",
          reply(server, "'request':'expressions.evaluate'," + members));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'item':{}}                  | Value was not provided for the preprocessing test.",
        "{'item':{'key':{}}}          | Value was not provided for the preprocessing test.",
        "{'item':{'key':'agent.ping'}} | Missing value type field.",
        "{'item':5}                   | Missing item field."
      })
  void itemTest_isRefusedSince70(String data, String info) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V7_0)) {
      assertEquals(
          "{'response':'failed','info':'" + info + "'}",
          reply(server, "'request':'item.test','data':" + data));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'item':{'key':'k'}}", "{'value_type':0,'value':'1'}"})
  void itemTest_withoutAnItemIsOfAnAgentThatIsNotThereBefore70(String data) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V6_0)) {
      assertEquals(
          "{'response':'success','data':{'error':'Get value from agent failed: cannot connect to"
              + " [[127.0.0.1]:10050]: [111] Connection refused'}}",
          reply(server, "'request':'item.test','data':" + data));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "00, 0", "5, 1", "007, 1"})
  void expressions_canBeNumbers(String number, int value) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V6_0)) {
      assertEquals(
          "{'response':'success','data':[{'expression':'" + number + "','value':" + value + "}]}",
          reply(
              server,
              "'request':'expressions.evaluate','data':{'expressions':['" + number + "']}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'value':'1'                          | Missing value type field.",
        "'value_type':'x'                     | Missing value field.",
        "'value_type':9,'value':'1'           | Missing preprocessing steps field.",
        "'value_type':0,'value':'1','steps':5 | Missing preprocessing steps field.",
        "'value_type':0,'value':'1','history':{},'steps':[] | Missing history value field.",
        "'value_type':0,'value':'1','history':{'value':'1'},'steps':[]"
            + " | Missing history timestamp field.",
        "'value_type':0,'value':'1','steps':[5] | Cannot parse preprocessing step.",
        "'value_type':0,'value':'1','steps':[{}] | Missing preprocessing step type field.",
        "'value_type':0,'value':'1','steps':[{'type':1}]"
            + " | Missing preprocessing step type error handler field.",
        "'value_type':0,'value':'1','steps':[{'type':1,'error_handler':0}]"
            + " | Missing preprocessing step type error handler params field.",
        "'value_type':0,'value':'1','steps':[{'type':1,'error_handler':0,"
            + "'error_handler_params':''}] | Missing preprocessing step type params field.",
        "'value_type':0,'value':'1','steps':[{'type':1,'error_handler':0,"
            + "'error_handler_params':'','params':'2'}] | Mock Zabbix does not test preprocessing:"
            + " add a rule that replies to this request"
      })
  void preprocessing_isCheckedAndNotPlayed(String data, String info) throws IOException {
    for (ZabbixVersion version : List.of(ZabbixVersion.V5_0, ZabbixVersion.V6_0)) {
      try (MockZabbixServer server = started(version)) {
        assertEquals(
            "{'response':'failed','info':'" + info + "'}",
            reply(server, "'request':'preprocessing.test','data':{" + data + "}"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'steps':[]", "'steps':{}", "'history':5,'steps':[]"})
  void preprocessing_withoutStepsReturnsTheValue(String members) throws IOException {
    try (MockZabbixServer server = started(ZabbixVersion.V6_0)) {
      assertEquals(
          "{'response':'success','data':{'steps':[],'result':'1'}}",
          reply(
              server,
              "'request':'preprocessing.test','data':{'value_type':0,'value':'1',"
                  + members
                  + "}"));
    }
  }
}
