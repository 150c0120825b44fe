package org.mockzabbix.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Getter;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.testing.WireClient;

class ExchangeJsonTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  private final MockZabbixServer server =
      new MockZabbixServer(
              ServerConfig.strict(
                      Host.of("web01", Item.trapper("app.ok"), Item.active("load", "1m")))
                  .toBuilder()
                  .clock(() -> NOON)
                  .build())
          .start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void senderData_hasItsRowsWithOutcomes() throws IOException {
    assertEquals(
        "{'id':1,'time':'2026-11-29T12:00:00Z','port':'trapper','connection':1,'peer':'PEER',"
            + "'request':'sender data','session':'s','rows':["
            + "{'host':'web01','key':'app.ok','value':'1','type':'number','clock':1795953600,'ns':5,"
            + "'outcome':'processed'},"
            + "{'host':'web01','key':'app.olk','value':'','type':'string','outcome':'failed',"
            + "'because':'unknownKey','reason':'the host has no item with this key'}],"
            + "'reply':{'response':'success','info':"
            + "'processed: 1; failed: 1; total: 2; seconds spent: T'}}",
        told(
            "{'request':'sender data','session':'s','data':["
                + "{'host':'web01','key':'app.ok','value':1,'clock':1795953600,'ns':5},"
                + "{'host':'web01','key':'app.olk','value':''}]}"));
  }

  @Test
  void invisibleCharacters_areEscaped() throws IOException {
    assertEquals(
        "{'host':'web01','key':'app.ok','value':'a\\n\\u202eb\\u001b\\\\','type':'string',"
            + "'outcome':'processed'}",
        between(
            "'rows':[",
            "],'reply'",
            told(
                "{'request':'sender data','data':[{'host':'web01','key':'app.ok',"
                    + "'value':'a\\n\\u202eb\\u001b\\\\'}]}")));
  }

  @Test
  void activeChecks_haveWhatTheAgentTellsOfItself() throws IOException {
    assertEquals(
        "'request':'active checks','host':'web01','version':'6.0','configRevision':0,"
            + "'hostMetadata':'linux','interface':'web01.lan','ip':'192.0.2.1','listenPort':10060,",
        between(
            "'peer':'PEER',",
            "'reply'",
            told(
                "{'request':'active checks','host':'web01','version':'6.0','host_metadata':'linux',"
                    + "'interface':'web01.lan','ip':'192.0.2.1','port':10060}")));
  }

  @Test
  void refusedRequest_hasTheReason() throws IOException {
    assertEquals(
        "'request':'active checks','host':'web09','version':'4.2','configRevision':0,"
            + "'refused':'host [web09] not found',"
            + "'reply':{'response':'failed','info':'host [web09] not found'}",
        between("'peer':'PEER',", "}", told("{'request':'active checks','host':'web09'}")) + "}");
  }

  @Test
  void unreadableRequest_hasTheReason() throws IOException {
    assertEquals(
        "'unreadable':'not valid JSON (the data ends with '{\\'request\\':')",
        between("'peer':'PEER',", ": unexpected", told("{'request':")));
  }

  @Test
  void unreadableRequest_hasTheMark() throws IOException {
    assertEquals(
        "[{'offset':14,'length':1,'part':'json','text':'not valid JSON (",
        between("'marks':", "put names", told("{a")));
  }

  @Test
  void agentDataWithLogPositions_hasAllMembers() throws IOException {
    assertEquals(
        "{'host':'web01','key':'load','value':'x','type':'string','state':'notSupported',"
            + "'clock':1,'ns':2,'id':3,'lastlogsize':4,'mtime':5,'timestamp':6,'eventSource':'s',"
            + "'severity':1,'eventid':7,'outcome':'processed'}",
        between(
            "'rows':[",
            "],'reply'",
            told(
                "{'request':'agent data','session':'0123456789abcdef0123456789abcdef',"
                    + "'host':'web01','version':'4.2','data':[{'host':'web01',"
                    + "'key':'load','value':'x','state':1,'clock':1,'ns':2,'id':3,'lastlogsize':4,"
                    + "'mtime':5,'timestamp':6,'source':'s','severity':1,'eventid':7}]}")));
  }

  @Test
  void whatAProxyReports() throws IOException {
    assertEquals(
        "'interfaces':[{'interfaceid':7,'availability':'unavailable','error':'no route'}],"
            + "'hosts':[{'hostid':9,'availability':'available'}],"
            + "'registrations':[{'host':'new','hostMetadata':'linux','ip':'192.0.2.9','port':10050}],"
            + "'discoveries':[{'drule':2,'dcheck':3,'ip':'192.0.2.7','port':80,'up':true}],"
            + "'taskResults':[{'id':4711,'error':'Unknown host.'},{'id':4712,'value':'up'}],"
            + "'delay':3,'refused':'proxy \\'px\\' not found',",
        between(
            "'auto registration','tasks'],",
            "'reply'",
            told(
                "{'request':'proxy data','host':'px','version':'7.0.0',"
                    + "'interface availability':[{'interfaceid':7,'available':2,'error':'no route'}],"
                    + "'host data':[{'hostid':9,'active_status':1}],"
                    + "'discovery data':[{'clock':5,'drule':2,'dcheck':3,'ip':'192.0.2.7','port':80}],"
                    + "'auto registration':[{'clock':1,'host':'new','host_metadata':'linux',"
                    + "'ip':'192.0.2.9'}],"
                    + "'tasks':[{'type':3,'status':-1,'info':'Unknown host.','parent_taskid':4711},"
                    + "{'type':3,'status':0,'info':'up','parent_taskid':4712}],"
                    + "'proxy_delay':3}")));
  }

  @Test
  void whatARealServerStores() throws IOException {
    server.putHost(
        Host.of(
            "typed",
            Item.trapper("uint").withValueType(ValueType.UNSIGNED),
            Item.trapper("char").withValueType(ValueType.CHARACTER)));

    String rows =
        between(
            "'rows':[",
            "],'reply'",
            told(
                "{'request':'sender data','data':["
                    + "{'host':'typed','key':'uint','value':'5.0'},"
                    + "{'host':'typed','key':'uint','value':'x'},"
                    + "{'host':'typed','key':'char','value':''},"
                    + "{'host':'typed','key':'char','value':'"
                    + "y".repeat(256)
                    + "'}]}"));

    String version = ZabbixVersion.newest().dialect();
    assertEquals(
        "{'host':'typed','key':'uint','value':'5.0','type':'string','outcome':'processed',"
            + "'stored':'5'},"
            + "{'host':'typed','key':'uint','value':'x','type':'string','outcome':'processed',"
            + "'notStored':'unsuitable','warnings':['a "
            + version
            + " server counts this value as processed, but does not store it, and the item is not"
            + " supported: Value of type \\'string\\' is not suitable for value type \\'Numeric"
            + " (unsigned)\\'. Value \\'x\\'']},"
            + "{'host':'typed','key':'char','value':'','type':'string','outcome':'processed',"
            + "'stored':''},"
            + "{'host':'typed','key':'char','value':'"
            + "y".repeat(256)
            + "','type':'string','outcome':'processed','stored':'"
            + "y".repeat(255)
            + "','cut':255,'warnings':['a "
            + version
            + " server stores only the first 255 of the 256 characters']}",
        rows);
  }

  @Test
  void ruleAndFault_areNamed() throws IOException {
    server.when(RequestMatcher.senderData()).fault(Fault.reset());
    WireClient.ask(server.trapperPort(), "{\"request\":\"sender data\",\"data\":[]}");

    String json = text(ExchangeJson.ofServer(), server.exchanges().get(0));

    assertEquals(
        "'rule':'sender data','faults':['reset before the reply']}",
        json.substring(json.indexOf("'rule'")));
  }

  @Test
  void details_areWrittenOnRequest() throws IOException {
    told("{'request':'sender data','data':[{'host':'web01','key':'no','value':1}]}");

    String json = text(ExchangeJson.ofServer().withDetails(), server.exchanges().get(0));

    assertEquals(
        "'marks':[{'offset':46,'length':37,'part':'value',"
            + "'text':'failed: the host has no item with this key'}]",
        json.substring(json.indexOf("'marks'"), json.indexOf(",'rows'")));
    assertEquals(
        "'course':[{'seconds':T,'event':'accepted'},{'seconds':T,'event':'firstByte'},"
            + "{'seconds':T,'event':'requestComplete'},{'seconds':T,'event':'responseDecided'},"
            + "{'seconds':T,'event':'firstByteWritten'},"
            + "{'seconds':T,'event':'lastByteWritten','text':'103 bytes'},"
            + "{'seconds':T,'event':'closed'}]}",
        json.substring(json.indexOf("'course'")).replaceAll("\\d\\.\\d{6}", "T"));
  }

  @Test
  void rawBytes_areBase64() throws IOException {
    byte[] reply =
        WireClient.ask(server.trapperPort(), "{\"request\":\"active checks\",\"host\":\"web01\"}")
            .bytes();
    Exchange exchange = server.exchanges().get(0);

    var raw = ExchangeJson.ofServer().withRawBytes().json(exchange).path("raw");

    Base64.Encoder base64 = Base64.getEncoder();
    assertEquals(base64.encodeToString(exchange.packetBytes()), raw.path("request").textValue());
    assertEquals(base64.encodeToString(reply), raw.path("reply").textValue());
  }

  @Test
  void agentExchange_hasKeyAndResult() throws Exception {
    try (MockAgent agent = new MockAgent("db01").start()) {
      agent.reply("agent.ping", "1").reply("broken", KeyScript.notSupported("No such file"));
      assertEquals(CheckResult.value("1"), new Getter().get(agent.address(), "agent.ping"));
      new Getter(ZabbixVersion.V6_0, Duration.ofSeconds(20)).get(agent.address(), "broken");

      assertEquals(
          "'port':'agent','connection':1,'peer':'PEER','request':'passive checks','host':'db01',"
              + "'rows':[{'key':'agent.ping','timeout':'30','value':'1'}],"
              + "'reply':{'version':'7.0.22','variant':1,'data':[{'value':'1'}]}}",
          ofAgent(agent, 0));
      assertEquals(
          "'port':'agent','connection':2,'peer':'PEER','request':'passive checks','host':'db01',"
              + "'rows':[{'key':'broken','state':'notSupported','reason':'No such file'}],"
              + "'reply':'ZBX_NOTSUPPORTED\\u0000No such file'}",
          ofAgent(agent, 1));
    }
  }

  @Test
  void poll_isThePollers() {
    try (MockAgent agent = new MockAgent("web01").start()) {
      agent.reply("load", "0.42");

      Exchange exchange = server.poll("web01", agent.address(), "load");

      assertEquals(
          "{'id':1,'time':'2026-11-29T12:00:00Z','port':'poller','peer':'PEER','request':'poll',"
              + "'rows':[{'host':'web01','key':'load','value':'0.42','type':'string',"
              + "'outcome':'processed'}]}",
          text(ExchangeJson.ofServer(), exchange));
    }
  }

  @Test
  void value_hasTimePeerSourceAndExchange() throws IOException {
    told("{'request':'sender data','data':[{'host':'web01','key':'app.ok','value':'1'}]}");
    Exchange exchange = server.exchanges().get(0);
    StringBuilder line = new StringBuilder();

    ExchangeJson.writeValue(exchange.items().get(0), exchange, line);

    assertEquals(
        "{'host':'web01','key':'app.ok','value':'1','type':'string','outcome':'processed',"
            + "'time':'2026-11-29T12:00:00Z','peer':'PEER','source':'sender','exchange':1}",
        readable(line.toString(), exchange));
  }

  /** Sends a request, and returns the exchange as JSON with {@code '} instead of {@code "}. */
  private String told(String request) throws IOException {
    WireClient.ask(server.trapperPort(), request.replace('\'', '"'));
    return text(ExchangeJson.ofServer(), server.exchanges().get(0));
  }

  private static String ofAgent(MockAgent agent, int index) {
    String json = text(ExchangeJson.ofAgent(agent.name()), agent.exchanges().get(index));
    return json.substring(json.indexOf("'port'"));
  }

  private static String text(ExchangeJson form, Exchange exchange) {
    return readable(form.text(exchange), exchange);
  }

  private static String readable(String json, Exchange exchange) {
    return json.replace('"', '\'')
        .replace("127.0.0.1:" + exchange.peer().getPort(), "PEER")
        .replaceFirst("seconds spent: \\d\\.\\d+", "seconds spent: T");
  }

  private static String between(String before, String after, String text) {
    int start = text.indexOf(before) + before.length();
    int end = text.indexOf(after, start);
    assertTrue(end > 0, text);
    return text.substring(start, end);
  }
}
