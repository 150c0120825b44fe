package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.PlainSocket;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** What active proxies deliver, and how it is answered (protocol: proxy data members). */
@Timeout(60)
class ProxyDataTest {

  private static final String ENABLED = "{'upload':'enabled','response':'success'}";

  /** Servers of 5.0 cannot stop the upload. */
  private static String success(ZabbixVersion version) {
    return version.atLeast(ZabbixVersion.V6_0) ? ENABLED : "{'response':'success'}";
  }

  private static final Host[] HOSTS = {
    Host.of(
            "behind",
            Item.trapper("trap").withItemid(1),
            Item.active("log[/x]", "1s").withItemid(2),
            Item.passive("p", "1s").withItemid(3),
            Item.trapper("off").withItemid(4).disabled())
        .monitoredBy("px"),
    Host.of("off", Item.trapper("t").withItemid(5)).monitoredBy("px").disabled(),
    Host.of("others", Item.trapper("t").withItemid(6)).monitoredBy("py"),
    Host.of("own", Item.trapper("t").withItemid(7))
  };

  private static String data(String version, String more) {
    return "{'request':'proxy data','host':'px','session':'"
        + (Servers.SESSION + "',")
        + (more.isEmpty() ? "" : more + ",")
        + ("'version':'" + version + "','clock':1795301707,'ns':5}");
  }

  private static String version(ZabbixVersion version) {
    return version.release();
  }

  private static String history(ZabbixVersion version, String rows) {
    return data(version(version), "'history data':[" + rows + "]");
  }

  @ParameterizedTest
  @EnumSource
  void poll_withoutDataIsAnsweredWithSuccess(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      assertEquals(success(version), WireClient.reply(server, data(version(version), "")));

      ProxyData request = (ProxyData) server.exchanges().get(0).request();
      assertEquals("px", request.proxy());
      assertEquals(Servers.SESSION, request.session());
      assertEquals(version.dialect(), request.version().toString());
      assertEquals(List.of(), request.sections());
      assertEquals(0, request.values().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void values_areRecordedUnderHostKeyAndProxy(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      String reply =
          WireClient.reply(
              server,
              history(
                  version,
                  """
                  {'id':5,'itemid':1,'clock':1795301700,'ns':7,'value':'x'},\
                  {'id':6,'itemid':3,'clock':1795301701,'ns':8,'value':'gone','state':1}"""));

      assertEquals(success(version), reply);
      ItemValue value = server.items("behind", "trap").get(0);
      assertEquals("x", value.value());
      assertEquals(Optional.of("px"), value.proxy());
      assertEquals(ItemValue.Source.PROXY, value.source());
      assertEquals(OptionalLong.of(1), value.itemid());
      assertEquals(OptionalLong.of(5), value.id());
      assertEquals(OptionalLong.of(1795301700), value.clock());
      assertTrue(server.items("behind", "p").get(0).isNotSupported());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, PROCESSED",
    "2, PROCESSED",
    "3, PROCESSED",
    "4, ITEM_DISABLED",
    "5, HOST_DISABLED",
    "6, NOT_THIS_PROXY",
    "7, NOT_THIS_PROXY",
    "9, UNKNOWN_ITEMID"
  })
  void values_outcomes(long itemid, Outcome outcome) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String reply =
            WireClient.reply(server, history(version, "{'itemid':" + itemid + ",'value':'1'}"));

        assertEquals(success(version), reply);
        assertEquals(outcome, server.exchanges().get(0).items().get(0).outcome());
      }
    }
  }

  @Test
  void values_deliveredTwiceAreDuplicates() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(server, history(ZabbixVersion.V7_0, "{'id':5,'itemid':1,'value':'x'}"));
      WireClient.reply(
          server,
          history(
              ZabbixVersion.V7_0,
              "{'id':5,'itemid':1,'value':'x'},{'id':6,'itemid':1,'value':'y'}"));

      assertEquals(
          List.of("x", "y"),
          server.items("behind", "trap").stream().map(ItemValue::value).toList());
      assertEquals(Outcome.DUPLICATE, server.rejected().get(0).outcome());
    }
  }

  @Test
  void values_thatCannotBeReadAreAnsweredWithSuccess() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      assertEquals(
          ENABLED, WireClient.reply(server, history(ZabbixVersion.V7_0, "{'value':'x'},5")));
      assertEquals(
          List.of(Outcome.NO_ITEMID, Outcome.NOT_AN_OBJECT),
          server.rejected().stream().map(ItemValue::outcome).toList());
    }
  }

  @Test
  void logPosition_isGivenBackWithTheConfiguration() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          history(
              ZabbixVersion.V7_0, "{'itemid':2,'value':'l','lastlogsize':42,'mtime':1795300000}"));

      String configuration =
          WireClient.reply(
              server,
              "{'request':'proxy config','host':'px','version':'7.0.22','session':'s','config_revision':0}");

      assertTrue(configuration.contains("[2,42,1795300000]"), configuration);
    }
  }

  @Test
  void sections_areNamed() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String reply =
          WireClient.reply(
              server,
              data(
                  "7.0.22",
                  """
                  'tasks':[{'type':3,'clock':1,'ttl':0,'status':0,'info':'ok','parent_taskid':5}],\
                  'interface availability':[{'interfaceid':20001,'available':1,'error':''}],\
                  'host data':[{'hostid':10001,'active_status':1}],\
                  'discovery data':[],'auto registration':[{'clock':1,'host':'new'}],\
                  'history data':[],'more':1,'proxy_delay':3"""));

      assertEquals(ENABLED, reply);
      ProxyData request = (ProxyData) server.exchanges().get(0).request();
      assertEquals(
          List.of(
              "interface availability",
              "history data",
              "host data",
              "discovery data",
              "auto registration",
              "tasks"),
          request.sections());
      assertTrue(request.more());
      assertEquals(
          "new",
          server.exchanges().get(0).json().get("auto registration").get(0).get("host").asText());
    }
  }

  @Test
  void tasks_areGivenByARule() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String task = "{\"type\":6,\"clock\":1,\"ttl\":600,\"itemid\":3}";
      server
          .when(RequestMatcher.proxyData().from("px"))
          .reply(
              (incoming, engine) ->
                  new MockResponse(
                      Response.proxyDataReceived(List.of(task, task)),
                      incoming.flags(),
                      engine.get().outcomes()))
          .times(1);

      assertEquals(
          ("{'upload':'enabled','response':'success','tasks':[" + task + "," + task + "]}")
              .replace('"', '\''),
          WireClient.reply(server, history(ZabbixVersion.V7_0, "{'itemid':1,'value':'x'}")));
      assertEquals(1, server.items().size());
      assertEquals(ENABLED, WireClient.reply(server, data("7.0.22", "")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void uploadDisabled_leavesTheValuesWithTheProxy(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      server.when(RequestMatcher.proxyData()).reply(Responder.uploadDisabled()).times(1);
      String values = history(version, "{'id':1,'itemid':1,'value':'x'}");

      assertEquals("{'upload':'disabled','response':'failed'}", WireClient.reply(server, values));
      assertEquals(List.of(), server.items());
      assertEquals(Outcome.REFUSED_BY_RULE, server.rejected().get(0).outcome());
      assertEquals("behind", server.rejected().get(0).host());
      assertEquals("trap", server.rejected().get(0).key());

      assertEquals(success(version), WireClient.reply(server, values));
      assertEquals(1, server.items().size());
    }
  }

  /** Requests, and what both dialects answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'version':'7.0.22'                                 | missing name of proxy",
        "'host':{},'version':'7.0.22'                       | missing name of proxy",
        "'host':'a$b'      | invalid proxy name 'a$b': name contains invalid character '$'",
        "'host':'noproxy','version':'6.0.14'                | proxy 'noproxy' not found",
        "'host':'NAME','version':'6.0.14'                   | missing name of proxy",
        "'host':'noproxy','version':'4.2','history data':[],'session':'1'"
            + " | proxy 'noproxy' not found",
        "'host':'px','version':'VERSION','history data':[],'session':'1'"
            + " | invalid session token length 1",
        "'host':'px','version':'VERSION','history data':{},'session':'1',"
            + "'discovery data':[{}] | invalid session token length 1",
        "'host':'px','version':'VERSION','history data':5,'session':'1',"
            + "'discovery data':[{}] | cannot find pair with name 'clock'"
      })
  void refusals(String members, String info) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String sent =
            members.replace("VERSION", version.release()).replace("NAME", "n".repeat(129));
        String reply = WireClient.reply(server, "{'request':'proxy data'," + sent + "}");

        assertEquals("{'response':'failed','info':'" + info + "'}", reply.replace("\\'", "'"));
        assertEquals(RequestKind.PROXY_DATA, server.exchanges().get(0).kind());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void proxyAtAnAddressThatIsNotAllowed_isRefused(ZabbixVersion version) throws IOException {
    ServerConfig config =
        ServerConfig.lenient(HOSTS).toBuilder()
            .version(version)
            .proxy(Proxy.active("px").withAllowedHosts("192.0.2.0/24"))
            .proxy(Proxy.active("py").withAllowedHosts("127.0.0.1"))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String data = data(version(version), "");

      assertEquals(
          "{'response':'failed','info':'connection is not allowed'}",
          WireClient.reply(server, data));
      assertEquals("", WireClient.reply(server, "{'request':'proxy config','host':'px'}"));
      assertEquals(success(version), WireClient.reply(server, data.replace("'px'", "'py'")));
    }
  }

  /** The server connects to a passive proxy, and does not accept its requests. */
  @ParameterizedTest
  @EnumSource
  void passiveProxy_isRefused(ZabbixVersion version) throws IOException {
    ServerConfig config =
        ServerConfig.lenient(HOSTS).toBuilder()
            .version(version)
            .proxy(Proxy.passive("px"))
            .proxy(Proxy.active("py"))
            .build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      String passive =
          "{'response':'failed','info':'proxy \\'px\\' is configured for passive mode'}";

      assertEquals(passive, WireClient.reply(server, history(version, "{'itemid':1,'value':'x'}")));
      assertEquals("", WireClient.reply(server, "{'request':'proxy config','host':'px'}"));
      assertEquals(
          version == ZabbixVersion.V7_0 ? "" : passive,
          WireClient.reply(server, "{'request':'proxy heartbeat','host':'px'}"));
      assertEquals(
          success(version),
          WireClient.reply(server, data(version(version), "").replace("'px'", "'py'")));
      assertEquals(
          "proxy \"px\" is configured for passive mode",
          server.exchanges().get(1).reason().orElseThrow());
      assertEquals(Outcome.NOT_THIS_PROXY, server.rejected().get(0).outcome());
    }
  }

  @Test
  void session_isNotLookedAtWithoutHistory() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      assertEquals(
          ENABLED, WireClient.reply(server, data("7.0.22", "").replace(Servers.SESSION, "1")));
    }
  }

  @Test
  void unknownProxy_leavesItsValuesRejected() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      WireClient.reply(
          server,
          history(ZabbixVersion.V7_0, "{'itemid':1,'value':'x'}").replace("'px'", "'noproxy'"));

      assertEquals(Outcome.NOT_THIS_PROXY, server.rejected().get(0).outcome());
      assertEquals(Optional.of("noproxy"), server.rejected().get(0).proxy());
    }
  }

  /** A server takes values from the last long-term release on, and up to its own. */
  @ParameterizedTest
  @CsvSource({
    "5.4.12, false",
    "4.2,    false",
    "6.0.14, true",
    "6.4.0,  true",
    "7.0.0,  true",
    "7.2.0,  false",
    "8.0.0,  false",
    "'',     false"
  })
  void in70_versionOfTheProxy(String version, boolean supported) throws IOException {
    String unsupported =
        "{'upload':'disabled','response':'failed',"
            + "'info':'current proxy version is not supported by server'}";
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      String reply =
          WireClient.reply(server, data(version, "'history data':[{'itemid':1,'value':'x'}]"));

      assertEquals(supported ? ENABLED : unsupported, reply);
      assertEquals(supported ? 1 : 0, server.items().size());
      assertEquals(
          supported ? List.of() : List.of(Outcome.PROXY_TOO_OLD_OR_NEW),
          server.rejected().stream().map(ItemValue::outcome).toList());
    }
  }

  /** A server takes values from 4.2 on, and up to its own version. It does not say why. */
  @ParameterizedTest
  @CsvSource({
    "4.0.9,  false",
    "4.2.0,  true",
    "5.0.8,  true",
    "5.4.0,  true",
    "6.0.0,  true",
    "6.0.14, true",
    "6.2.0,  false",
    "6.4.0,  false",
    "7.0.22, false",
    "9.0.0,  false",
    "abc,    false",
    "6,      false",
    "'',     false"
  })
  void in60_versionOfTheProxy(String version, boolean supported) throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOSTS)) {
      String reply =
          WireClient.reply(server, data(version, "'history data':[{'itemid':1,'value':'x'}]"));

      assertEquals(supported ? ENABLED : "{'response':'failed'}", reply);
      assertEquals(supported ? 1 : 0, server.items().size());
      assertEquals(
          supported
              ? Optional.empty()
              : Optional.of("current proxy version is not supported by server"),
          server.exchanges().get(0).reason());
    }
  }

  /** A server of 5.0 reports success, but does not look at the data. */
  @ParameterizedTest
  @CsvSource({
    "4.0.9,  false",
    "4.4.0,  true",
    "5.0.8,  true",
    "5.2.0,  false",
    "6.0.14, false",
    "7.0.22, false",
    "abc,    false",
    "'',     false"
  })
  void in50_versionOfTheProxy(String version, boolean supported) throws IOException {
    String rows = "'history data':[{'itemid':1,'value':'x'}],'discovery data':[{'x':1}]";
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, HOSTS)) {
      String reply = WireClient.reply(server, data(version, rows));

      String failed = "{'response':'failed','info':'cannot find pair with name \\'clock\\''}";
      assertEquals(supported ? failed : "{'response':'success'}", reply);
      assertEquals(supported ? 1 : 0, server.items().size());
      assertEquals(
          supported
              ? "cannot find pair with name \"clock\""
              : "current proxy version is not supported by server",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  /** A server of 5.0 knows the availability of hosts, later ones that of interfaces. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'hostid':'q'}] | hostid is not a valid numeric",
        "[{'available':1}] | cannot find pair with name 'hostid'",
        "[{'hostid':1}]    | no availability data for 'hostid':1",
        "[{'hostid':1,'jmx_available':'1'}] | success",
        "[{'hostid':1,'ipmi_error':'1'}] | success",
        "[{'hostid':1,'available':1}] | success"
      })
  void in50_availabilityOfHosts(String rows, String info) throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, HOSTS)) {
      String reply = WireClient.reply(server, data("5.0.8", "'host availability':" + rows));

      assertEquals(
          info.equals("success")
              ? "{'response':'success'}"
              : "{'response':'failed','info':'" + info + "'}",
          reply.replace("\\'", "'"));
    }
  }

  @Test
  void in60_aProxyWithoutAVersionIsRefused() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOSTS)) {
      assertEquals(
          "{'response':'failed'}",
          WireClient.reply(server, "{'request':'proxy data','host':'px'}"));
    }
  }

  /**
   * Measured: before 7.0, a server compresses success if the contact before was compressed. A
   * server of 5.0 forgets a contact that it refuses.
   */
  @ParameterizedTest
  @CsvSource({"V5_0, 5.0.8", "V6_0, 6.0.14"})
  void before70_successIsCompressedLikeTheContactBefore(ZabbixVersion version, String sent)
      throws IOException {
    String data = data(sent, "");
    String heartbeat = "{'request':'proxy heartbeat','host':'px','version':'" + sent + "'}";
    String shortSession = data.replaceFirst("'session':'[^']*'", "'session':'x','history data':[]");
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      assertEquals(3, flags(server, 1, data)); // as if a compressed one had been before
      assertEquals(1, flags(server, 1, data));
      assertEquals(1, flags(server, 3, data));
      assertEquals(3, flags(server, 3, data));
      assertEquals(1, flags(server, 1, heartbeat));
      assertEquals(1, flags(server, 3, data));
      assertEquals(1, flags(server, 1, shortSession));
      assertEquals(version == ZabbixVersion.V5_0 ? 3 : 1, flags(server, 3, data));
      assertEquals(1, flags(server, 1, data.replace("'px'", "'nobody'")));
      assertEquals(3, flags(server, 3, data));
    }
  }

  private static int flags(MockZabbixServer server, int flags, String request) throws IOException {
    return WireClient.ask(server, flags, request.replace('\'', '"')).flags();
  }

  /** A server of 7.0 compresses success, and the error about the version. */
  @ParameterizedTest
  @CsvSource({
    "V6_0, 1, px,     6.0.14, 3",
    "V6_0, 3, px,     6.0.14, 3",
    "V6_0, 1, px,     7.0.0,  1",
    "V6_0, 1, nobody, 6.0.14, 1",
    "V7_0, 1, px,     7.0.22, 3",
    "V7_0, 3, px,     7.0.22, 3",
    "V7_0, 1, px,     5.0.8,  3",
    "V7_0, 1, nobody, 7.0.22, 1",
    "V7_0, 3, nobody, 7.0.22, 3"
  })
  void answer_flags(ZabbixVersion version, int flags, String proxy, String sent, int expected)
      throws IOException {
    String request = data(sent, "").replace("'px'", "'" + proxy + "'").replace('\'', '"');
    try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
      assertEquals(expected, WireClient.ask(server, flags, request).flags());
    }
  }

  /** Sections of which a row lacks a member, and what 6.0 and 7.0 answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "success",
      value = {
        "'interface availability':[{'interfaceid':'q'}] | interfaceid is not a valid numeric | same",
        "'interface availability':[{'available':1}]"
            + " | cannot find pair with name 'interfaceid' | same",
        "'interface availability':[{'interfaceid':1,'available':1,'error':''}] | success | success",
        "'interface availability':[] | success | success",
        "'interface availability':5  | success | success",
        "'discovery data':[{'x':1}] | cannot find pair with name 'clock' | same",
        "'discovery data':[{'clock':1}] | cannot find pair with name 'drule' | same",
        "'discovery data':[{'clock':1,'drule':2}] | cannot find pair with name 'dcheck' | same",
        "'discovery data':[{'clock':1,'drule':2,'dcheck':3}] | cannot find pair with name 'ip' | same",
        "'discovery data':[{'clock':1,'drule':2,'dcheck':3,'ip':'127.0.0.1'}] | success | success",
        "'discovery data':[1] | cannot open JSON object or array '1],VERSION,'clock':1795301707,'ns':5}'"
            + " | same",
        "'auto registration':[{'clock':'z'}] | cannot find pair with name 'host' | success",
        "'auto registration':[{'clock':1,'host':'h'}] | cannot find pair with name 'ip' | success",
        "'auto registration':[{'clock':1,'host':'h','ip':'x'}] | success | success",
        "'auto registration':[{'clock':1,'host':'a$b'}] | success | success",
        "'auto registration':[{'clock':1,'host':''},{}]"
            + " | cannot find pair with name 'clock' | success",
        "'auto registration':['x'] | cannot open JSON object or array"
            + " ''x'],VERSION,'clock':1795301707,'ns':5}' | success",
        "'interface availability':[{'interfaceid':1,'available':{}}]"
            + " | no availability data for 'interfaceid':1 | same",
        "'interface availability':[{'interfaceid':1,'available':null}] | success | success",
        "'host data':[{'x':1}] | success | success",
        "'tasks':[{'x':1}]     | success | success"
      })
  void sections_areCheckedRowByRow(String section, String in60, String in70) throws IOException {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      boolean unknown = !version.atLeast(ZabbixVersion.V6_0) && section.startsWith("'interface");
      String error = !version.atLeast(ZabbixVersion.V7_0) || "same".equals(in70) ? in60 : in70;
      error = unknown ? null : error;
      String sent = "'version':'" + version.release() + "'";
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String reply = WireClient.reply(server, data(version(version), section));

        String failed =
            "{'response':'failed','info':'" + String.valueOf(error).replace("VERSION", sent) + "'}";
        assertEquals(error == null ? success(version) : failed, reply.replace("\\'", "'"));
      }
    }
  }

  /** Sections, the info of the response, and whether the last section lets it fail. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'interface availability':[{}],'history data':[5] | A            | success",
        "'interface availability':[{}],'history data':[]  | A            | success",
        "'discovery data':[],'interface availability':[{}] | A           | success",
        "'interface availability':[{}],'tasks':[{}]       | A            | failed",
        "'interface availability':[{}],'host data':[]     | A            | failed",
        "'interface availability':[{}],'proxy delay':1    | A            | failed",
        "'interface availability':[{}],'discovery data':[{}] | A\\nB   | failed",
        "'history data':[{'itemid':1,'value':'x'}],'discovery data':[{}] | B | failed",
        "'interface availability':[{}],'discovery data':[{}],'auto registration':[] | A\\nB | success"
      })
  void lastSectionDecides(String sections, String info, String result) throws IOException {
    for (ZabbixVersion version : List.of(ZabbixVersion.V6_0, ZabbixVersion.V7_0)) {
      try (MockZabbixServer server = Servers.strict(version, HOSTS)) {
        String reply = WireClient.reply(server, data(version(version), sections));

        String upload = result.equals("success") ? "'upload':'enabled'," : "";
        String named =
            info.replace("A", "cannot find pair with name \\'interfaceid\\'")
                .replace("B", "cannot find pair with name \\'clock\\'");
        assertEquals("{" + upload + "'response':'" + result + "','info':'" + named + "'}", reply);
        assertEquals(sections.contains("itemid':1") ? 1 : 0, server.items().size());
      }
    }
  }

  @Test
  void in50_lastSectionDecides() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V5_0, HOSTS)) {
      String defect = "'info':'cannot find pair with name \\'hostid\\''}";

      assertEquals(
          "{'response':'success'," + defect,
          WireClient.reply(server, data("5.0.8", "'host availability':[{}],'history data':[]")));
      assertEquals(
          "{'response':'failed'," + defect,
          WireClient.reply(server, data("5.0.8", "'host availability':[{}]")));
    }
  }

  /** A proxy receives no header with long lengths, even if it sent one. */
  @ParameterizedTest
  @CsvSource({"5, px, 3", "7, px, 3", "5, nobody, 1", "7, '', 3"})
  void in60_noResponseHasLongLengths(int flags, String proxy, int expected) throws IOException {
    String request = data("6.0.14", "").replace("'px'", "'" + proxy + "'").replace('\'', '"');
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOSTS);
        PlainSocket client = new PlainSocket(server.trapperPort())) {
      client.send(PacketWriter.frame(flags, Bytes.of(request)).toArray());

      assertEquals(expected, client.listen(5_000).bytes()[4]);
    }
  }

  @Test
  void lenient_takesValuesOfEveryProxy() throws IOException {
    try (MockZabbixServer server = Servers.lenient(ZabbixVersion.V7_0, HOSTS)) {
      WireClient.reply(
          server,
          history(
              ZabbixVersion.V7_0,
              "{'itemid':1,'value':'a'},{'itemid':6,'value':'b'},{'itemid':99,'value':'c'}"));

      assertEquals(List.of("a", "c"), server.items().stream().map(ItemValue::value).toList());
      assertEquals(Outcome.NOT_THIS_PROXY, server.rejected().get(0).outcome());
    }
  }

  @Test
  void heartbeat_in60() throws IOException {
    try (MockZabbixServer server = Servers.strict(ZabbixVersion.V6_0, HOSTS)) {
      WireClient.Answer answer =
          WireClient.ask(
              server,
              3,
              "{\"request\":\"proxy heartbeat\",\"host\":\"px\",\"version\":\"6.0.14\"}");

      assertEquals("{\"response\":\"success\"}", answer.body());
      assertEquals(3, answer.flags());
      assertEquals(new ProxyHeartbeat("px"), server.exchanges().get(0).request());
      assertEquals(
          "{'response':'failed','info':'proxy \\'nope\\' not found'}",
          WireClient.reply(server, "{'request':'proxy heartbeat','host':'nope'}"));
      assertEquals(
          "{'response':'failed','info':'missing name of proxy'}",
          WireClient.reply(server, "{'request':'proxy heartbeat'}"));
    }
  }

  @Test
  void heartbeat_isUnknownTo70() throws IOException {
    try (MockZabbixServer server = Servers.strict70(HOSTS)) {
      assertEquals("", WireClient.reply(server, "{'request':'proxy heartbeat','host':'px'}"));
      assertEquals(RequestKind.UNKNOWN, server.exchanges().get(0).kind());
    }
  }
}
