package org.mockzabbix.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.Registration;

/** What a server reads in requests of active agents, as measured with 5.0.8, 6.0.14 and 7.0.22. */
class AgentDecoderTest {

  @ParameterizedTest
  @EnumSource
  void activeChecks_ofAnOldAgent(ZabbixVersion version) {
    assertEquals(
        new ActiveChecks("h1", AgentVersion.parse(null), null, 0, Registration.NONE, false),
        activeChecks(version, "'host':'h1'"));
  }

  @ParameterizedTest
  @EnumSource
  void activeChecks_withAllMembers(ZabbixVersion version) {
    assertEquals(
        new ActiveChecks(
            "h1",
            AgentVersion.parse("7.0.22"),
            "761c3746345d465bb5ead089dae402f3",
            12,
            new Registration("linux", "web.example.com", "10.0.0.1", 10050L, 2L),
            false),
        activeChecks(
            version,
            "'host':'h1','version':'7.0.22','variant':2,'config_revision':12,"
                + "'session':'761c3746345d465bb5ead089dae402f3','host_metadata':'linux',"
                + "'interface':'web.example.com','ip':'10.0.0.1','port':10050"));
  }

  @ParameterizedTest
  @EnumSource
  void activeChecks_withoutAHost(ZabbixVersion version) {
    String info = "cannot find pair with name \"host\"";

    assertEquals(
        refused(info, ": the members are \"request\", \"version\""),
        activeChecks(version, "'version':'7.0.22'"));
    assertEquals(refused(info, ": it is an array"), activeChecks(version, "'host':['h1']"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'host':''                   | invalid host name []: name is empty",
        "'host':null                 | invalid host name []: name is empty",
        "'host':'a,b'                | invalid host name [a,b]: name contains invalid character ','",
        "'host':'h1*'                | invalid host name [h1*]: name contains invalid character '*'",
        "'host':'h1','ip':'999'      | '999' is not a valid IP address",
        "'host':'h1','ip':null       | '' is not a valid IP address",
        "'host':'h1','interface':''  | '' is not a valid IP or DNS",
        "'host':'h1','interface':'a_b.c d'| 'a_b.c d' is not a valid IP or DNS",
        "'host':'h1','port':''       | '' is not a valid port",
        "'host':'h1','port':'abc'    | 'abc' is not a valid port",
        "'host':'h1','port':65536    | '65536' is not a valid port",
        "'host':'h1','port':-1       | '-1' is not a valid port",
        // the first of several is named
        "'host':'','ip':'','port':'','interface':'' | '' is not a valid IP or DNS",
        "'host':'','ip':'x','port':''| 'x' is not a valid IP address",
        "'host':'','port':'x'        | 'x' is not a valid port"
      })
  void activeChecks_withAnInvalidMember(String members, String error) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertEquals(
          refused(error.startsWith("'") ? error.replace('\'', '"') : error, ""),
          activeChecks(version, members));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'ip':'127.0.0.1'",
        "'ip':'255.249.199.0'",
        "'ip':'::1'",
        "'ip':'fe80::aB:9'",
        "'ip':'::ffff:10.0.0.1'",
        "'interface':'127.0.0.1'",
        "'interface':'::1'",
        "'interface':'localhost'",
        "'interface':'a-b_c.example.com.'",
        "'port':0",
        "'port':65535",
        "'port':'10050'",
        "'host_metadata':''",
        "'variant':'x'",
        // containers count as absent
        "'ip':[],'interface':{},'port':[1]"
      })
  void activeChecks_withAValidMember(String member) {
    for (ZabbixVersion version : ZabbixVersion.values()) {
      assertInstanceOf(ActiveChecks.class, activeChecks(version, "'host':'h1'," + member));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1.2.3.x",
        "1:2",
        "::g",
        ":",
        "web"
      })
  void activeChecks_withAnotherIp(String ip) {
    assertEquals(
        refused('"' + ip + "\" is not a valid IP address", ""),
        activeChecks(ZabbixVersion.V7_0, "'host':'h1','ip':'" + ip + "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "V5_0, port",
    "V6_0, port",
    "V7_0, config_revision",
  })
  void activeChecks_theHostNameHasAtMost128Bytes(ZabbixVersion version, String lookedUp) {
    String info = "cannot find pair with name \"" + lookedUp + "\"";

    assertInstanceOf(ActiveChecks.class, activeChecks(version, "'host':'" + "h".repeat(128) + "'"));
    assertEquals(
        refused(info, ": the host name has 129 bytes, but Zabbix accepts at most 128"),
        activeChecks(version, "'host':'" + "h".repeat(129) + "'"));
    assertEquals(
        refused(info, ": the host name has 130 bytes, but Zabbix accepts at most 128"),
        activeChecks(version, "'host':'" + "é".repeat(65) + "'"));
  }

  @Test
  void activeChecks_aLongIpCountsAsAbsent() {
    String ip = "x".repeat(64);

    assertEquals(
        refused('"' + ip + "\" is not a valid IP address", ""),
        activeChecks(ZabbixVersion.V7_0, "'host':'h1','ip':'" + ip + "'"));
    assertEquals(
        activeChecks(ZabbixVersion.V7_0, "'host':'h1'"),
        activeChecks(ZabbixVersion.V7_0, "'host':'h1','ip':'x" + ip + "'"));
  }

  @Test
  void activeChecks_aNameInDnsHasAtMost255Characters() {
    String name = "a".repeat(255);

    assertInstanceOf(
        ActiveChecks.class,
        activeChecks(ZabbixVersion.V7_0, "'host':'h1','interface':'" + name + "'"));
    assertEquals(
        refused("\"a" + name + "\" is not a valid IP or DNS", ""),
        activeChecks(ZabbixVersion.V7_0, "'host':'h1','interface':'a" + name + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "''", "'x'", "-1"})
  void activeChecks_anInvalidRevisionIsRefusedBy70(String revision) {
    String members = "'host':'h1','config_revision':" + revision;
    String error = '"' + revision.replace("'", "") + "\" is not a valid revision";

    assertEquals(refused(error, ""), activeChecks(ZabbixVersion.V7_0, members));
    assertInstanceOf(ActiveChecks.class, activeChecks(ZabbixVersion.V6_0, members));
  }

  @Test
  void activeChecks_theRevisionIsCheckedBetweenPortAndHost() {
    assertEquals(
        refused("\"x\" is not a valid port", ""),
        activeChecks(ZabbixVersion.V7_0, "'host':'','port':'x','config_revision':'x'"));
    assertEquals(
        refused("\"x\" is not a valid revision", ""),
        activeChecks(ZabbixVersion.V7_0, "'host':'','port':1,'config_revision':'x'"));
  }

  @Test
  void heartbeat() {
    assertEquals(
        new ActiveCheckHeartbeat("h1", 60L),
        request(ZabbixVersion.V7_0, "active check heartbeat", "'host':'h1','heartbeat_freq':60"));
    assertEquals(
        new ActiveCheckHeartbeat(null, null),
        request(ZabbixVersion.V7_0, "active check heartbeat", "'heartbeat_freq':'x'"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "10.0.0.1, '', false, true",
        "10.0.0.1, web.example.com, true, true",
        "10.0.0.1, web.example.com, false, true",
        "10.0.0.1, 'a b', true, false",
        "web, '', true, false",
        "web, web, true, false",
        "'', '', false, false",
        "null, web, true, true",
        "null, '', true, true",
        "null, 'a b', true, false",
        "null, web, false, false"
      })
  void isValidAddress(
      @Nullable String ip, String dns, boolean isPolledByName, boolean isValidAddress) {
    assertEquals(isValidAddress, AgentDecoder.isValidAddress(ip, dns, isPolledByName));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, true",
        "0, true",
        "10050, true",
        "65535, true",
        "000065535, true",
        "65536, false",
        "0000065535, false",
        "'', false",
        "-1, false",
        "x, false"
      })
  void isValidPort(@Nullable String port, boolean isValidPort) {
    assertEquals(isValidPort, AgentDecoder.isValidPort(port));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "h,null",
        "Web server-1_a.b,null",
        " h ,null",
        "'',name is empty",
        "a:b,name contains invalid character ':'",
        "é,name contains invalid character 'é'"
      })
  void nameError(String name, @Nullable String error) {
    assertEquals(error, AgentDecoder.nameError(name));
  }

  @Test
  void nameError_ofMoreThan128Characters() {
    assertNull(AgentDecoder.nameError("p".repeat(128)));
    assertEquals("name is too long (max 128 characters)", AgentDecoder.nameError("p".repeat(129)));
  }

  private static Request activeChecks(ZabbixVersion version, String members) {
    return request(version, "active checks", members);
  }

  private static Request request(ZabbixVersion version, String name, String members) {
    return Rows.request(version, ("{'request':'" + name + "'," + members + "}").replace('\'', '"'));
  }

  private static Invalid refused(String info, String hint) {
    return Invalid.refused(RequestKind.ACTIVE_CHECKS, info, hint);
  }
}
