package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.ProxyReport.DiscoveredService;
import org.mockzabbix.protocol.ProxyReport.ReportedAvailability;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.SectionDefect;
import org.mockzabbix.tls.TlsMode;

/** What a server reads of a proxy's requests, and which of them it refuses. */
class ProxyDecoderTest {

  private static final String SESSION = "3f6213e55c004e4aa94132fac1cc9cc7";

  @Test
  void config() {
    assertEquals(
        new ProxyConfig("proxy1", new AgentVersion(7, 0), SESSION, 5, null),
        Rows.request(
            "{\"request\":\"proxy config\",\"host\":\"proxy1\",\"version\":\"7.0.22\","
                + "\"session\":\""
                + SESSION
                + "\",\"config_revision\":5}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "a":1                                                         | cannot get session from proxy configuration request
          "session":"3f6213e55c004e4aa94132fac1cc9cc7x"                 | cannot get session from proxy configuration request
          "session":"x"                                                 | cannot get revision from proxy configuration request
          "session":"x","config_revision":[1]                           | cannot get revision from proxy configuration request
          "session":"x","config_revision":"0000000000000000000005"      | cannot get revision from proxy configuration request
          "session":"x","config_revision":"-1"                          | invalid proxy configuration revision: -1
          """)
  void config_thatServersSince70Refuse(String members, String defect) {
    ProxyConfig config =
        (ProxyConfig)
            Rows.request("{\"request\":\"proxy config\",\"host\":\"proxy1\"," + members + "}");

    assertEquals(defect, config.defect());
  }

  @Test
  void config_withTheLargestSessionAndRevision() {
    ProxyConfig config =
        (ProxyConfig)
            Rows.request(
                "{\"request\":\"proxy config\",\"host\":\"proxy1\",\"session\":\""
                    + SESSION
                    + "\",\"config_revision\":\"000000000000000000005\"}");

    assertNull(config.defect());
    assertEquals(5, config.configRevision());
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy config", "proxy data", "proxy heartbeat"})
  void aProxyMustHaveAName(String request) {
    String json = "{\"request\":\"" + request + "\",\"host\":%s}";

    assertEquals("missing name of proxy: it is an object", reason(json.formatted("{}"), request));
    assertEquals(
        "missing name of proxy: the name has 129 bytes, but Zabbix accepts at most 128",
        reason(json.formatted('"' + "p".repeat(129) + '"'), request));
    assertEquals("invalid proxy name \"\": name is empty", reason(json.formatted("\"\""), request));
    assertEquals(
        "invalid proxy name \"a/b\": name contains invalid character '/'",
        reason(json.formatted("\"a/b\""), request));
  }

  private static String reason(String json, String request) {
    Invalid refused = (Invalid) Rows.request(ZabbixVersion.V6_0, json);
    assertEquals(RequestKind.named(request), refused.kind());
    return refused.reason();
  }

  @Test
  void aProxyMayHaveANameOf128Bytes() {
    String name = "p".repeat(128);

    assertEquals(
        new ProxyHeartbeat(name),
        Rows.request(
            ZabbixVersion.V6_0, "{\"request\":\"proxy heartbeat\",\"host\":\"" + name + "\"}"));
  }

  @Test
  void aProxyWithoutANameIsToldSo() {
    Invalid refused = (Invalid) Rows.request("{\"request\":\"proxy data\",\"hostname\":\"p\"}");

    assertEquals("missing name of proxy", refused.info());
    assertEquals("missing name of proxy: write \"host\" instead of \"hostname\"", refused.reason());
  }

  @Test
  void heartbeat_isKnownBefore70() {
    String json = "{\"request\":\"proxy heartbeat\",\"host\":\"proxy1\"}";

    assertEquals(new ProxyHeartbeat("proxy1"), Rows.request(ZabbixVersion.V6_0, json));
    assertEquals(
        "Zabbix 7.0 does not know the request \"proxy heartbeat\", which servers of versions up to"
            + " 6.2 know",
        Rows.request(ZabbixVersion.V7_0, json).reason());
  }

  @Test
  void data_withoutAnything() {
    ProxyData data = (ProxyData) Rows.request("{\"request\":\"proxy data\",\"host\":\"proxy1\"}");

    assertEquals("proxy1", data.proxy());
    assertEquals(new AgentVersion(3, 2), data.version());
    assertNull(data.session());
    assertEquals(List.of(), data.values());
    assertEquals(List.of(), data.sections());
    assertFalse(data.more());
    assertNull(data.defect());
    assertEquals(
        new ProxyReport(
            List.of(), List.of(), List.of(), List.of(), List.of(), OptionalLong.empty()),
        data.report());
  }

  @Test
  void data_hasTheSectionsThatAreContainers() {
    ProxyData data =
        data(
            "\"tasks\":[],\"host data\":5,\"history data\":[{\"itemid\":7,\"value\":\"1\"}],"
                + "\"discovery data\":null,\"more\":1,\"session\":\"x\",\"version\":\"6.0.14\"");

    assertEquals(List.of("history data", "tasks"), data.sections());
    assertTrue(data.more());
    assertFalse(data("\"more\":0").more());
    assertEquals("x", data.session());
    assertEquals(new AgentVersion(6, 0), data.version());
    assertEquals(OptionalLong.of(7), data.values().get(0).itemid());
    assertTrue(data.values().areByItemid());
  }

  @Test
  void report_ofInterfacesAndHosts() {
    ProxyReport report =
        data("\"interface availability\":[{\"interfaceid\":1,\"available\":1,\"error\":\"\"},5,"
                + "{\"interfaceid\":2,\"available\":2,\"error\":\"refused\"},{}],"
                + "\"host data\":[{\"hostid\":3,\"active_status\":2}],\"proxy_delay\":9")
            .report();

    assertEquals(
        List.of(
            new ReportedAvailability(1, Availability.AVAILABLE, ""),
            new ReportedAvailability(2, Availability.UNAVAILABLE, "refused"),
            new ReportedAvailability(0, Availability.UNKNOWN, "")),
        report.interfaces());
    assertEquals(
        List.of(new ReportedAvailability(3, Availability.UNAVAILABLE, "")), report.hosts());
    assertEquals(OptionalLong.of(9), report.delay());
  }

  @Test
  void report_ofDiscoveredServices() {
    ProxyReport report =
        data("\"discovery data\":[{\"clock\":1,\"drule\":2,\"dcheck\":3,\"ip\":\"10.0.0.1\","
                + "\"dns\":\"web\",\"port\":80,\"value\":\"x\",\"status\":1},{\"clock\":4}]")
            .report();

    assertEquals(
        List.of(
            new DiscoveredService(1, 2, 3, "10.0.0.1", "web", 80, "x", false),
            new DiscoveredService(4, 0, 0, "", "", 0, "", true)),
        report.discoveries());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          "ip":"10.0.0.1"                                    | 10.0.0.1 | ``  | 10050 | UNENCRYPTED | false
          "ip":"10.0.0.1","port":"0","tls_accepted":1        | 10.0.0.1 | ``  | 0     | UNENCRYPTED | false
          "ip":"10.0.0.1","dns":"web","port":10060           | 10.0.0.1 | web | 10060 | UNENCRYPTED | false
          "ip":"::1","dns":"web","flags":2,"tls_accepted":2  | ::1      | web | 10050 | PSK         | true
          "dns":"web","flags":2,"tls_accepted":4             | ``       | web | 10050 | CERT        | true
          "ip":"10.0.0.1","flags":1,"tls_accepted":3         | 10.0.0.1 | ``  | 10050 | UNENCRYPTED | false
          """)
  void report_ofARegistration(
      String members, String ip, String dns, long port, TlsMode connection, boolean byName) {
    ProxyReport report =
        data("\"auto registration\":[{\"host\":\"h\",\"host_metadata\":\"m\"," + members + "}]")
            .report();

    assertEquals(
        List.of(new AgentRegistration("h", "m", ip, dns, port, connection, "proxy1", byName)),
        report.registrations());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ip\":\"x\"}",
        "{\"dns\":\"web\"}",
        "{\"ip\":\"10.0.0.1\",\"dns\":\"a b\"}",
        "{\"ip\":\"10.0.0.1\",\"port\":65536}",
        "{\"ip\":\"10.0.0.1\",\"port\":\"x\"}"
      })
  void report_leavesOutARegistrationThatServersIgnore(String row) {
    assertEquals(List.of(), data("\"auto registration\":[" + row + "]").report().registrations());
  }

  @Test
  void report_ofTasks() {
    ProxyReport report =
        data("\"tasks\":[{\"parent_taskid\":1,\"status\":0,\"info\":\"out\"},"
                + "{\"parent_taskid\":2,\"status\":\"1\",\"info\":\"Timeout\"},"
                + "{\"parent_taskid\":3}]")
            .report();

    assertEquals(
        List.of(
            new CommandResult(1, "out", null),
            new CommandResult(2, null, "Timeout"),
            new CommandResult(3, "", null)),
        report.taskResults());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          V7_0 | "interface availability":[{"interfaceid":1,"available":1}]
          V7_0 | "interface availability":[{"interfaceid":"1","error":""}]
          V7_0 | "interface availability":[]
          V7_0 | "interface availability":5
          V7_0 | "host availability":[5]
          V5_0 | "interface availability":[5]
          V5_0 | "host availability":[{"hostid":1,"jmx_error":""},{"hostid":2,"snmp_available":1}]
          V7_0 | "history data":[5]
          V7_0 | "discovery data":[{"clock":1,"drule":2,"dcheck":3,"ip":"x"}]
          V7_0 | "auto registration":[5]
          V6_0 | "auto registration":[{"clock":1,"host":"h","ip":""}]
          V6_0 | "auto registration":[{"clock":1,"host":"a/b"}]
          V7_0 | "tasks":[5]
          """)
  void sections_thatAreValid(ZabbixVersion version, String section) {
    assertNull(data(version, section).defect());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          V7_0 | "interface availability":[5]                              | cannot open JSON object or array "5]}"
          V7_0 | "interface availability":[{"interfaceid":1,"error":""},{}] | cannot find pair with name "interfaceid"
          V6_0 | "interface availability":[{"interfaceid":"x"}]            | interfaceid is not a valid numeric
          V6_0 | "interface availability":[{"interfaceid":1},5]            | no availability data for "interfaceid":1
          V5_0 | "host availability":[{"available":1}]                     | cannot find pair with name "hostid"
          V5_0 | "host availability":[{"hostid":1}]                        | no availability data for "hostid":1
          V7_0 | "discovery data":[{"drule":2,"dcheck":3,"ip":"x"}]        | cannot find pair with name "clock"
          V7_0 | "discovery data":[{"clock":1,"drule":2,"dcheck":3}]       | cannot find pair with name "ip"
          V6_0 | "auto registration":[{"host":"h","ip":""}]                | cannot find pair with name "clock"
          V6_0 | "auto registration":[{"clock":1}]                         | cannot find pair with name "host"
          V6_0 | "auto registration":[{"clock":1,"host":"h"}]              | cannot find pair with name "ip"
          """)
  void sections_thatAreRefused(ZabbixVersion version, String section, String info) {
    assertEquals(new SectionDefect(info, true), data(version, section).defect());
  }

  @Test
  void sections_quoteAtMost64BytesOfARow() {
    assertEquals(
        new SectionDefect("cannot open JSON object or array \"" + "1".repeat(64) + '"', true),
        data("\"discovery data\":[" + "1".repeat(65) + "]").defect());
  }

  @Test
  void sections_areRefusedOnlyIfTheLastOneIsInvalid() {
    String twoDefects = "\"discovery data\":[{}],\"interface availability\":[{}]";
    String info =
        "cannot find pair with name \"interfaceid\"\ncannot find pair with name \"clock\"";

    assertEquals(new SectionDefect(info, true), data(twoDefects).defect());
    assertEquals(
        new SectionDefect(info, false), data(twoDefects + ",\"auto registration\":[]").defect());
    assertEquals(
        new SectionDefect("cannot find pair with name \"interfaceid\"", false),
        data("\"interface availability\":[{}],\"history data\":[]").defect());
  }

  private static ProxyData data(String members) {
    return data(ZabbixVersion.V7_0, members);
  }

  private static ProxyData data(ZabbixVersion version, String members) {
    return (ProxyData)
        Rows.request(version, "{\"request\":\"proxy data\",\"host\":\"proxy1\"," + members + "}");
  }
}
