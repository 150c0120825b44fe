package org.mockzabbix.assertion;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.HostAvailability;
import org.mockzabbix.protocol.ProxyReport;
import org.mockzabbix.protocol.ProxyReport.ActiveAvailability;
import org.mockzabbix.protocol.ProxyReport.DiscoveredService;
import org.mockzabbix.protocol.ProxyReport.InterfaceAvailability;
import org.mockzabbix.protocol.ProxyReport.TaskResult;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;

/** What agents and proxies report besides values. */
class ReportsTest {

  /** The numbers of the host web01, which follow from its name. */
  private static final long HOSTID = 102353811823L;

  private static final long INTERFACEID = 224838230219L;

  private final MockZabbixServer zabbix =
      Servers.strict70(Host.of("web01").monitoredBy("px"), Host.of("db01"));

  @AfterEach
  void close() {
    zabbix.close();
  }

  private void report(String proxy, String sections) throws IOException {
    WireClient.reply(
        zabbix,
        "{'request':'proxy data','host':'"
            + proxy
            + "','session':'0123456789abcdef0123456789abcdef','version':'7.0.22',"
            + sections
            + ",'clock':1795000000,'ns':0}");
  }

  private void ask(String host, String metadata) throws IOException {
    WireClient.reply(
        zabbix,
        "{'request':'active checks','host':'" + host + "','host_metadata':'" + metadata + "'}");
  }

  @Test
  void everySectionIsTyped() throws IOException {
    report(
        "px",
        """
        'interface availability':[{'interfaceid':7,'available':2,'error':'no route'},{'interfaceid':8}],\
        'host data':[{'hostid':9,'active_status':1}],\
        'discovery data':[{'clock':5,'drule':2,'dcheck':3,'ip':'192.0.2.7','port':80,'value':'x'},\
        {'clock':6,'drule':2,'dcheck':0,'ip':'192.0.2.8','dns':'eight','status':1}],\
        'auto registration':[{'clock':1,'host':'new','host_metadata':'linux','ip':'192.0.2.9',\
        'dns':'nine','port':10051}],\
        'tasks':[{'type':3,'clock':1,'ttl':0,'status':-1,'info':'Unknown host.','parent_taskid':4711}],\
        'proxy_delay':3""");

    assertEquals(
        new ProxyReport(
            List.of(
                new InterfaceAvailability(7, Availability.UNAVAILABLE, "no route"),
                new InterfaceAvailability(8, Availability.UNKNOWN, "")),
            List.of(new ActiveAvailability(9, Availability.AVAILABLE)),
            List.of(
                new DiscoveredService(5, 2, 3, "192.0.2.7", "", 80, "x", true),
                new DiscoveredService(6, 2, 0, "192.0.2.8", "eight", 0, "", false)),
            List.of(new AgentRegistration("new", "linux", "192.0.2.9", "nine", 10051, "px")),
            List.of(new TaskResult(3, 4711, false, "Unknown host.")),
            OptionalLong.of(3)),
        ((ProxyData) zabbix.exchanges().get(0).request()).report());
  }

  @Test
  void registered_byAnAgentThatAsks() throws IOException {
    ask("web09", "linux");

    assertEquals(
        new AgentRegistration("web09", "linux", "", "", 10050, null),
        assertThat(zabbix).registered("web09").withMetadata("linux").within(ofSeconds(5)));
    assertThat(zabbix).registered("web09").times(1).now();
    assertThat(zabbix).registered("web08").never();
    assertThat(zabbix).registered("web09").throughProxy("px").never();
  }

  @Test
  void registered_throughAProxy() throws IOException {
    report("px", "'auto registration':[{'clock':1,'host':'web09','host_metadata':'linux'}]");

    assertThat(zabbix).registered("web09").throughProxy("px").withMetadata("linux").now();
  }

  @Test
  void registered_notByAProxyThatIsRefused() throws IOException {
    report("nobody", "'auto registration':[{'clock':1,'host':'web09'}]");

    assertThat(zabbix).registered("web09").never();
  }

  @Test
  void registered_failsWithNearMisses() throws IOException {
    ask("db01", "");
    ask("web09", "windows");

    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () -> assertThat(zabbix).registered("web09").withMetadata("linux").now());

    assertEquals(
        """
        expected: registration of web09 with metadata "linux"
        but received: no matching registration
        near misses:
          registration of web09 with metadata "windows"
          registration of db01 with metadata ""
        unreadable or refused:
          #2 PEER active checks: host [web09] not found
        last exchanges:
          #1 PEER active checks
        total: 0 values for 0 items in 2 exchanges on SERVER""",
        described(failure));
  }

  @Test
  void available_byAReportOfAProxy() throws IOException {
    report("px", "'interface availability':[{'interfaceid':" + INTERFACEID + ",'available':1}]");

    assertEquals(
        new HostAvailability("web01", Availability.AVAILABLE, "", "px"),
        assertThat(zabbix).available("web01").within(ofSeconds(5)));
    assertThat(zabbix).unavailable("web01").never();
    assertThat(zabbix).available("db01").never();
  }

  @Test
  void available_byAReportOfActiveChecks() throws IOException {
    report("px", "'host data':[{'hostid':" + HOSTID + ",'active_status':2}]");

    assertThat(zabbix).unavailable("web01").now();
  }

  @Test
  void available_byAHeartbeatOfTheAgent() throws IOException {
    WireClient.reply(
        zabbix, "{'request':'active check heartbeat','host':'db01','heartbeat_freq':60}");

    assertThat(zabbix).available("db01").now();
  }

  @Test
  void available_byAPoll() {
    zabbix.poll("db01", "127.0.0.1:" + zabbix.agent("db01").port(), "agent.ping");

    assertThat(zabbix).available("db01").now();
    assertThat(zabbix).unavailable("db01").never();
  }

  @Test
  void available_failsWithNearMisses() throws IOException {
    report(
        "px",
        "'interface availability':[{'interfaceid':"
            + INTERFACEID
            + ",'available':2,'error':'Get value from agent failed'},{'interfaceid':5}]");

    AssertionError failure =
        assertThrows(AssertionError.class, () -> assertThat(zabbix).available("web01").now());

    assertEquals(
        """
        expected: web01 available
        but received: no matching report
        near misses:
          web01 unavailable through proxy px: Get value from agent failed
          "interface 5" unknown through proxy px
        last exchanges:
          #1 PEER proxy data
        total: 0 values for 0 items in 1 exchange on SERVER""",
        described(failure));
  }

  private static String described(AssertionError failure) {
    return failure
        .getMessage()
        .replaceAll("127.0.0.1:[0-9]+ ", "PEER ")
        .replaceAll("MockZabbixServer 7.0 .*", "SERVER");
  }
}
