package org.mockzabbix.assertion;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.AgentRegistration;
import org.mockzabbix.protocol.Availability;
import org.mockzabbix.protocol.HostAvailability;
import org.mockzabbix.protocol.ProxyReport;
import org.mockzabbix.protocol.ProxyReport.DiscoveredService;
import org.mockzabbix.protocol.ProxyReport.ReportedAvailability;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.testing.Servers;
import org.mockzabbix.testing.WireClient;
import org.mockzabbix.tls.TlsMode;

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
                new ReportedAvailability(7, Availability.UNAVAILABLE, "no route"),
                new ReportedAvailability(8, Availability.UNKNOWN, "")),
            List.of(new ReportedAvailability(9, Availability.AVAILABLE, "")),
            List.of(
                new DiscoveredService(5, 2, 3, "192.0.2.7", "", 80, "x", true),
                new DiscoveredService(6, 2, 0, "192.0.2.8", "eight", 0, "", false)),
            List.of(
                new AgentRegistration(
                    "new", "linux", "192.0.2.9", "nine", 10051, TlsMode.UNENCRYPTED, "px", false)),
            List.of(new CommandResult(4711, null, "Unknown host.")),
            OptionalLong.of(3)),
        ((ProxyData) zabbix.exchanges().get(0).request()).report());
  }

  @Test
  void registered_byAnAgentThatAsks() throws IOException {
    ask("web09", "linux");

    assertEquals(
        new AgentRegistration(
            "web09", "linux", "127.0.0.1", "", 10050, TlsMode.UNENCRYPTED, null, false),
        assertThat(zabbix).registered("web09").withMetadata("linux").within(ofSeconds(5)));
    assertThat(zabbix).registered("web09").times(1).now();
    assertThat(zabbix).registered("web08").never();
    assertThat(zabbix).registered("web09").throughProxy("px").never();
  }

  @Test
  void registered_throughAProxy() throws IOException {
    report(
        "px",
        "'auto registration':[{'clock':1,'host':'web09','host_metadata':'linux','ip':'192.0.2.1'}]");

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
          registration of web09 with metadata "windows", ip 127.0.0.1 and port 10050
          registration of db01 with metadata "", ip 127.0.0.1 and port 10050
        unreadable or refused:
          #2 PEER active checks: host [web09] not found
        last exchanges:
          #1 PEER active checks
        total: 0 values for 0 items in 2 exchanges on SERVER""",
        described(failure));
  }

  @Test
  void registered_atTheAddressOfTheAgent() throws IOException {
    WireClient.reply(
        zabbix,
        "{'request':'active checks','host':'web09','host_metadata':'os=linux','ip':'192.0.2.1',"
            + "'port':10055,'interface':'nine.example.com'}");
    WireClient.reply(
        zabbix, "{'request':'active checks','host':'web08','interface':'2001:db8::8'}");

    assertThat(zabbix)
        .registered("web09")
        .withLike(ReportPart.METADATA, "*linux")
        .with(ReportPart.IP, "192.0.2.1")
        .with(ReportPart.DNS, Pattern.compile("nine\\..*"))
        .with(ReportPart.PORT, "10055")
        .now();
    assertThat(zabbix)
        .registered("web08")
        .with(ReportPart.IP, "2001:db8::8")
        .with(ReportPart.DNS, "")
        .now();
    assertThat(zabbix).registered("web08").with(ReportPart.IP, "127.0.0.1").never();
  }

  @Test
  void commandResult_ofAnAgent() throws IOException {
    RemoteCommand uptime = zabbix.runOnAgent("db01", RemoteCommand.of("uptime"));
    RemoteCommand reboot = zabbix.runOnAgent("db01", RemoteCommand.of("reboot"));
    assertThat(zabbix).commandResult(uptime).never();

    WireClient.reply(
        zabbix,
        "{'request':'agent data','host':'db01','version':'7.0.0','session':'"
            + Servers.SESSION
            + "','commands':[{'id':1,'value':'up 3 days'},{'id':2,'error':'not permitted'}]}");

    assertEquals(
        new CommandResult(1, "up 3 days", null),
        assertThat(zabbix).commandResult(uptime).within(ofSeconds(5)));
    assertThat(zabbix).commandResult(uptime).withLike(ReportPart.OUTPUT, "up *").times(1).now();
    assertThat(zabbix).commandResult(uptime).with(ReportPart.HOST, "web01").never();
    assertThat(zabbix).commandResult(reboot).with(ReportPart.ERROR, "not permitted").now();
    assertEquals(
        """
        expected: result of "reboot" on any host with id 2 and output "done"
        but received: no matching result
        near misses:
          result of "reboot" on db01 with id 2 and error "not permitted"
          result of "uptime" on db01 with id 1 and output "up 3 days"
        last exchanges:
          #1 PEER agent data
        total: 0 values for 0 items in 1 exchange on SERVER""",
        described(
            assertThrows(
                AssertionError.class,
                () ->
                    assertThat(zabbix)
                        .commandResult(reboot)
                        .with(ReportPart.OUTPUT, "done")
                        .now())));
  }

  @Test
  void commandResult_ofAProxy() throws IOException {
    RemoteCommand uptime = zabbix.runOnAgent("web01", RemoteCommand.of("uptime"));

    report("px", "'tasks':[{'type':3,'clock':1,'ttl':0,'status':0,'info':'up','parent_taskid':1}]");

    assertThat(zabbix)
        .commandResult(uptime)
        .with(ReportPart.HOST, "web01")
        .with(ReportPart.OUTPUT, "up")
        .throughProxy("px")
        .now();
  }

  @Test
  void partsThatCannotMatchAreRefused() {
    assertRefused(
        "a registration has no output: use host, proxy, metadata, ip, dns, port",
        () -> Expectation.registered().with(ReportPart.OUTPUT, "x"));
    assertRefused(
        "host web02 contradicts host web01",
        () ->
            Expectation.registered().with(ReportPart.HOST, "web01").with(ReportPart.HOST, "web02"));
    assertRefused(
        "metadata \"mac\" contradicts metadata like \"*linux*\"",
        () ->
            assertThat(zabbix)
                .registered("web09")
                .withLike(ReportPart.METADATA, "*linux*")
                .withMetadata("mac"));
    assertRefused(
        "error \"x\" contradicts output \"y\"",
        () -> Expectation.commandResult().with(ReportPart.OUTPUT, "y").with(ReportPart.ERROR, "x"));
    assertRefused(
        "error \"x\" contradicts availability available",
        () -> Expectation.available().with(ReportPart.ERROR, "x"));
    assertEquals(
        "only registrations, availability and results of commands have parts, but this expects"
            + " no exchanges",
        assertThrows(
                IllegalStateException.class,
                () -> Expectation.nothing().with(ReportPart.HOST, "web01"))
            .getMessage());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void unfinished_failsTheTest() {
    MockZabbixServer other = Servers.strict70(Host.of("web01"));
    RemoteCommand command = RemoteCommand.of("uptime").withId(7);
    var unused = assertThat(other).commandResult(command).with(ReportPart.OUTPUT, "x");

    String message = assertThrows(AssertionError.class, other::close).getMessage();

    assertTrue(
        message.contains("result of \"uptime\" on any host with id 7 and output \"x\""), message);
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
            + ",'available':2,'error':'Get value from agent failed'},"
            + "{'interfaceid':5,'available':0,'error':''}]");

    AssertionError failure =
        assertThrows(AssertionError.class, () -> assertThat(zabbix).available("web01").now());

    assertEquals(
        """
        expected: web01 available
        but received: no matching report
        near misses:
          web01 unavailable with error "Get value from agent failed" through proxy px
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
