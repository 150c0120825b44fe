package org.mockzabbix.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/**
 * Which agents are refused their checks in both dialects, and in which words; what is recorded of
 * them.
 */
@Timeout(60)
class ActiveCheckRefusalsTest {

  private static final Host WEB01 =
      Host.of(
          "web01",
          Item.active("agent.ping", "5s").withItemid(30002),
          Item.trapper("trap").withItemid(30001),
          Item.passive("passive", "1s").withItemid(30003),
          Item.active("off", "5s").withItemid(30005).disabled(),
          Item.active("system.hostname", "2m").withItemid(30004));

  @ParameterizedTest
  @EnumSource
  void refusal_isAPlainPacketWhateverWasAsked(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version)) {
      WireClient.Answer answer =
          WireClient.ask(server, 3, "{\"request\":\"active checks\",\"host\":\"nope\"}");

      assertEquals(1, answer.flags());
      assertEquals("{\"response\":\"failed\",\"info\":\"host [nope] not found\"}", answer.body());
    }
  }

  /** Members of the request, and the refusals of both dialects; none means that it is accepted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "``                            | cannot find pair with name 'host'      | same",
        "'host':{}                     | cannot find pair with name 'host'      | same",
        "'host':'nope'                 | host [nope] not found                  | same",
        "'host':'Web01'                | host [Web01] not found                 | same",
        "'host':'off'                  | host [off] not monitored               | host 'off' not monitored",
        "'host':'behind'               | host [behind] not found                | host 'behind' is monitored by a proxy",
        "'host':'both'                 | host [both] not monitored              | host 'both' not monitored",
        "'host':'a$b'      | invalid host name [a$b]: name contains invalid character '$'   | same",
        "'host':'a/b'      | invalid host name [a/b]: name contains invalid character '/'   | same",
        "'host':'ホスト'    | invalid host name [ホスト]: name contains invalid character 'ホ' | same",
        "'host':''                     | invalid host name []: name is empty    | same",
        "'host':null                   | invalid host name []: name is empty    | same",
        "'host':12                     | host [12] not found                    | same",
        "'host':'a b.c_d-E9'           | host [a b.c_d-E9] not found            | same",
        "'host':'web01','ip':'999'     | '999' is not a valid IP address        | same",
        "'host':'web01','ip':''        | '' is not a valid IP address           | same",
        "'host':'web01','ip':'web01'   | 'web01' is not a valid IP address      | same",
        "'host':'web01','ip':'1.2.3.4.' | '1.2.3.4.' is not a valid IP address  | same",
        "'host':'web01','ip':'256.1.1.1' | '256.1.1.1' is not a valid IP address | same",
        "'host':'web01','port':99999   | '99999' is not a valid port            | same",
        "'host':'web01','port':'x'     | 'x' is not a valid port                | same",
        "'host':'web01','port':-1      | '-1' is not a valid port               | same",
        "'host':'web01','port':''      | '' is not a valid port                 | same",
        "'host':'web01','interface':'a b!' | 'a b!' is not a valid IP or DNS    | same",
        "'host':'web01','interface':'' | '' is not a valid IP or DNS            | same",
        "'host':'web01','interface':'a..b' | 'a..b' is not a valid IP or DNS    | same",
        "'host':'web01','interface':'_a' | '_a' is not a valid IP or DNS        | same",
        "'host':'web01','interface':'-a' | '-a' is not a valid IP or DNS        | same",
        "'host':'web01','config_revision':'x' | -                        | 'x' is not a valid revision",
        "'host':'web01','config_revision':-1  | -                        | '-1' is not a valid revision",
        "'host':'web01','session':'1'         | -                        | invalid session token length 1",
        "'host':'nobody','session':'1'        | host [nobody] not found  | host [nobody] not found",
        "'host':'web01','session':''          | -                        | invalid session token length 0",
        "'host':'web01','ip':'999','port':'x','interface':'!' | '!' is not a valid IP or DNS | same",
        "'host':'a$b','ip':'999'       | '999' is not a valid IP address        | same"
      })
  void refusal_inBothDialects(String members, String in60, String in70) throws IOException {
    Host[] hosts = {
      WEB01,
      Host.of("off").disabled(),
      Host.of("behind").monitoredBy("px"),
      Host.of("both").monitoredBy("px").disabled()
    };
    String more = members.isEmpty() ? "" : "," + members;
    String question = "{'request':'active checks'" + more + "}";

    try (MockZabbixServer old = Servers.strict(ZabbixVersion.V6_0, hosts);
        MockZabbixServer now = Servers.strict70(hosts)) {
      assertEquals(refusal(in60), refusalIn(WireClient.reply(old, question)));
      assertEquals(
          refusal("same".equals(in70) ? in60 : in70), refusalIn(WireClient.reply(now, question)));
    }
  }

  private static String refusal(String info) {
    return info == null ? "accepted" : "{'response':'failed','info':'" + info + "'}";
  }

  /** With the quotes inside the text as they are before they are escaped. */
  private static String refusalIn(String reply) {
    return reply.startsWith("{'response':'success'") ? "accepted" : reply.replace("\\'", "'");
  }

  /** The name does not fit into the server's buffer; its error is that of an earlier look-up. */
  @ParameterizedTest
  @CsvSource({"V6_0, port", "V7_0, config_revision"})
  void refusal_ofANameThatIsTooLong(ZabbixVersion version, String member) throws IOException {
    try (MockZabbixServer server = Servers.strict(version, Host.of("x".repeat(128)))) {
      String longest = WireClient.reply(server, asking("x".repeat(128)));
      String longer = WireClient.reply(server, asking("x".repeat(129)));
      String inBytes = WireClient.reply(server, asking("ü".repeat(65)));

      assertTrue(longest.startsWith("{'response':'success'"), longest);
      String failed =
          "{'response':'failed','info':'cannot find pair with name \\'" + member + "\\''}";
      assertEquals(failed, longer);
      assertEquals(failed, inBytes);
      assertEquals(
          "cannot find pair with name \""
              + member
              + "\": the host name has 129 bytes, but Zabbix accepts at most 128",
          server.exchanges().get(1).reason().orElseThrow());
    }
  }

  private static String asking(String host) {
    return "{'request':'active checks','host':'" + host + "'}";
  }

  @ParameterizedTest
  @CsvSource({
    "ip,        127.0.0.1",
    "ip,        ::1",
    "ip,        fe80:0000:0000:0000:0202:b3ff:fe1e:8329",
    "ip,        ::ffff:192.0.2.1",
    "interface, 192.0.2.1",
    "interface, ::1",
    "interface, web01",
    "interface, web01.example.com",
    "interface, web01.example.com.",
    "interface, a_b-c.d",
    "interface, 1a"
  })
  void registration_acceptsAddressesAndNames(String member, String value) throws IOException {
    String question = "{'request':'active checks','host':'web01','" + member + "':'" + value + "'}";
    try (MockZabbixServer server = Servers.strict70(WEB01)) {
      String reply = WireClient.reply(server, question);

      assertEquals("{'response':'success'", reply.substring(0, 21));
    }
  }

  @ParameterizedTest
  @EnumSource
  void registration_isRecordedThoughTheHostIsUnknown(ZabbixVersion version) throws IOException {
    try (MockZabbixServer server = Servers.strict(version)) {
      WireClient.reply(
          server,
          """
          {'request':'active checks','host':'new01','version':'7.0.22','variant':2,\
          'session':'0123456789abcdef0123456789abcdef','config_revision':3,\
          'host_metadata':'Linux ümlaut','interface':'new01.example.com','ip':'192.0.2.7',\
          'port':20050}""");

      ActiveChecks asked = (ActiveChecks) server.exchanges().get(0).request();
      assertEquals("new01", asked.host());
      assertEquals("7.0", asked.version().toString());
      assertEquals(Servers.SESSION, asked.session());
      assertEquals(3, asked.configRevision());
      assertEquals(
          new Registration("Linux ümlaut", "new01.example.com", "192.0.2.7", 20050L, 2L),
          asked.registration());
    }
  }

  @Test
  void registration_ofAnAgentThatSaysNothing() throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      WireClient.reply(server, asking("new01"));

      ActiveChecks asked = (ActiveChecks) server.exchanges().get(0).request();
      assertEquals(Registration.NONE, asked.registration());
      assertEquals("4.2", asked.version().toString());
      assertNull(asked.session());
      assertEquals(0, asked.configRevision());
    }
  }

  @Test
  void registration_succeedsOnceTheHostIsThere() throws IOException {
    try (MockZabbixServer server = Servers.strict70()) {
      String before = WireClient.reply(server, asking("new01"));
      server.putHost(Host.of("new01", Item.active("k", "5s")));
      String after = WireClient.reply(server, asking("new01"));
      server.removeHost("new01");
      String removed = WireClient.reply(server, asking("new01"));

      assertEquals("{'response':'failed','info':'host [new01] not found'}", before);
      assertEquals(
          "{'response':'success','config_revision':8,'data':[{'key':'k','delay':5,"
              + "'lastlogsize':0,'mtime':0,'timeout':'3s'}]}",
          after);
      assertEquals(before, removed);
    }
  }
}
