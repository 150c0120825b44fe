package org.mockzabbix.cli.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.ProgramRun;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;

/** Measured requests to good and faulty trappers and agents, with their rows word for word. */
class PeerCertificationTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(3); // for programs that never end

  private final List<String> rows = new ArrayList<>();

  @Test
  void aStoppedCertificationSendsNothing() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PeerCertification certification =
          of(
              server.getLocalPort(),
              MeasuredRequests.ofTrapper(ZabbixVersion.V7_0, "web01", "app.ok", null));
      certification.stop();

      assertFalse(certification.run(row -> rows.add(row.toString())));

      assertEquals(List.of(), rows);
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  private static PeerCertification of(int port, List<MeasuredRequest> requests) {
    HostAndPort address = new HostAndPort("127.0.0.1", port);
    return new PeerCertification(address, SHORT, TlsConfig.unencrypted(), requests);
  }

  @ParameterizedTest
  @EnumSource
  void serverPasses(ZabbixVersion version) throws Exception {
    Host host = Host.of("a b", Item.trapper("app[\"x\"]"), Item.active("agent.ping", "5s"));
    ServerConfig config = ServerConfig.strict(host).toBuilder().version(version).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      List<MeasuredRequest> requests =
          MeasuredRequests.ofTrapper(version, "a b", "app[\"x\"]", "agent.ping");

      boolean passed = certify(server.trapperPort(), LONG, requests);

      assertEquals(List.of(), failures());
      assertEquals(83, rows.size());
      assertTrue(passed);
    }
  }

  /** Including requests in single bytes, and those whose end is the end of the client's output. */
  @Test
  void encryptedServerPasses() throws Exception {
    TlsConfig psk = TlsConfig.psk(TestPsk.random("web01"));
    ServerConfig config =
        ServerConfig.strict(Host.of("web01", Item.trapper("app.ok"))).toBuilder().tls(psk).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start()) {
      HostAndPort address = new HostAndPort(server.host(), server.trapperPort());
      List<MeasuredRequest> requests =
          MeasuredRequests.ofTrapper(ZabbixVersion.V7_0, "web01", "app.ok", null);

      boolean passed =
          new PeerCertification(address, LONG, psk, requests).run(row -> rows.add(row.toString()));

      assertEquals(List.of(), failures());
      assertTrue(passed);
      assertTrue(server.exchanges().stream().allMatch(exchange -> exchange.tls().isPresent()));
    }
  }

  @ParameterizedTest
  @MethodSource
  void agentPasses(ZabbixVersion version, Variant variant) throws Exception {
    AgentConfig config = AgentConfig.of("web01").withVersion(version).withVariant(variant);
    try (MockAgent agent = new MockAgent(config).start()) {
      agent.reply("agent.ping", "1");

      boolean passed =
          certify(
              agent.port(), LONG, MeasuredRequests.ofAgent(version, variant, "agent.ping", "1"));

      assertEquals(List.of(), failures());
      assertEquals(41, rows.size());
      assertTrue(passed);
    }
  }

  static Stream<Arguments> agentPasses() {
    return Stream.of(ZabbixVersion.values())
        .flatMap(version -> variants(version).map(it -> Arguments.of(version, it)));
  }

  /** Agent 2 of 5.0 was not measured. */
  private static Stream<Variant> variants(ZabbixVersion version) {
    return version == ZabbixVersion.V5_0 ? Stream.of(Variant.AGENT) : Stream.of(Variant.values());
  }

  @Test
  void requestsAboutActiveItemsNeedOne() {
    assertEquals(
        78, MeasuredRequests.ofTrapper(ZabbixVersion.V7_0, "web01", "app.ok", null).size());
  }

  @Test
  void trapperThatAlwaysSaysTheSame() throws Exception {
    byte[] same =
        Packets.frame(
            "{\"response\":\"success\",\"info\":\"processed: 1; failed: 0; total: 1; seconds spent:"
                + " 0.000055\"}");
    try (ScriptedPeer peer = ScriptedPeer.answering(same)) {
      boolean passed =
          certify(
              peer.port(),
              LONG,
              trapper(
                  "packet: one value",
                  "packet: compressed",
                  "json: space before it",
                  "values: unknown key",
                  "json: unknown request",
                  "agent: checks without a host"));

      assertEquals(
          """
          packet: one value                       packet    0x01   closed   PASS
          packet: compressed                      packet    0x01   closed   FAIL: \
          flags 0x01 instead of 0x03
          json: space before it                   packet    0x01   closed   FAIL: \
          packet "{\\"response\\":\\"success\\",\\"info\\":\\"processed: 1; failed: 0; total: 1; \
          seconds spent: 0.000055\\"}" instead of text without a header: "OK"
          json: unknown request                   packet    0x01   closed   FAIL: \
          response "{\\"response\\":\\"success\\",\\"info\\":\\"processed: 1; failed: 0; total: 1; \
          seconds spent: 0.000055\\"}" instead of none
          values: unknown key                     packet    0x01   closed   FAIL: \
          info "processed: 1; failed: 0; total: 1; seconds spent: 0.000055" instead of "processed: 0; \
          failed: 1; total: 1; seconds spent: *"
          agent: checks without a host            packet    0x01   closed   FAIL: \
          response "success" instead of "failed"; info "processed: 1; failed: 0; total: 1; seconds \
          spent: 0.000055" instead of "cannot find pair with name \\"host\\""
          """,
          text());
      assertFalse(passed);
    }
  }

  @ParameterizedTest
  @MethodSource
  void faultyTrapper(Fault fault, Duration timeout, String row) throws Exception {
    Host host = Host.of("web01", Item.trapper("app.ok"));
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(host)).start()) {
      server.when(anyRequest()).fault(fault);

      boolean passed = certify(server.trapperPort(), timeout, trapper("packet: one value"));

      assertEquals(
          "packet: one value                       " + row + '\n',
          text().replaceAll("spent: 0\\.\\d{6}", "spent: T"));
      assertFalse(passed);
    }
  }

  static Stream<Arguments> faultyTrapper() {
    return Stream.of(
        Arguments.of(
            Fault.stall().beforeReply(),
            SHORT,
            "none      -      open     FAIL: no response after 3 s"),
        Arguments.of( // the reply is to arrive before the timeout, also on a busy machine
            Fault.stall().afterReply(),
            Duration.ofSeconds(10),
            "packet    0x01   open     FAIL: still open after 10 s"),
        Arguments.of(
            Fault.close().beforeReply(),
            LONG,
            "none      -      closed   FAIL: no response instead of \"{\\\"response\\\":\\\"success\\\","
                + "\\\"info\\\":\\\"processed: 1; failed: 0; total: 1; seconds spent: *\\\"}\""),
        Arguments.of(
            Fault.cutAfter(20),
            LONG,
            "invalid   0x01   closed   FAIL: 83 bytes of the packet missing"),
        Arguments.of(
            Fault.extraBytes(3), LONG, "invalid   0x01   closed   FAIL: 3 bytes after the packet"),
        Arguments.of(
            Fault.missingHeader(),
            LONG,
            "text      -      closed   FAIL: no header: \"{\\\"response\\\":\\\"success\\\",\\\"info\\\":"
                + "\\\"processed: 1; failed: 0; total: 1; seconds spent: T\\\"}\""),
        Arguments.of(
            Fault.extraMembers(), LONG, "packet    0x01   closed   FAIL: additional unknown"));
  }

  @Test
  void agentThatSupportsNoKey() throws Exception {
    byte[] notSupported = Packets.frame("ZBX_NOTSUPPORTED\0Unsupported item key");
    try (ScriptedPeer peer = ScriptedPeer.answering(notSupported)) {
      List<MeasuredRequest> requests =
          MeasuredRequests.ofAgent(ZabbixVersion.V7_0, Variant.AGENT, "my.key", "*").stream()
              .filter(
                  request ->
                      List.of("packet: a key", "key: unknown", "json: key")
                          .contains(request.name()))
              .toList();

      certify(peer.port(), LONG, requests);

      assertEquals(
          """
          packet: a key                           packet    0x01   closed   FAIL: \
          "ZBX_NOTSUPPORTED\\u0000Unsupported item key" instead of "*"
          key: unknown                            packet    0x01   closed   FAIL: \
          "ZBX_NOTSUPPORTED\\u0000Unsupported item key" instead of "ZBX_NOTSUPPORTED\\u0000Unsupported item key."
          json: key                               packet    0x01   closed   FAIL: \
          "ZBX_NOTSUPPORTED\\u0000Unsupported item key" instead of JSON {"version":"*","variant":1,\
          "data":[{"value":"*"}]}
          """,
          text());
    }
  }

  @Test
  void nothingListens() throws Exception {
    try (ReservedPort port = new ReservedPort()) {
      IOException failure =
          assertThrows(
              IOException.class, () -> certify(port.number(), LONG, trapper("packet: one value")));

      assertEquals(
          "cannot connect to [[127.0.0.1]:" + port.number() + "]: Connection refused",
          failure.getMessage());
    }
  }

  @Test
  @ResourceLock(value = ProgramRun.CLOSED_PORT, mode = ResourceAccessMode.READ)
  void programEndsDuringTheTest() throws Exception {
    try (ReservedPort port = new ReservedPort(); // no process has a copy of it when it is closed
        MockZabbixServer server = new MockZabbixServer(listeningOn(port)).start()) {
      PeerCertification certification =
          certification(
              server.trapperPort(), LONG, trapper("packet: one value", "packet: compressed"));

      boolean passed =
          certification.run(
              row -> {
                rows.add(row.toString());
                server.refuseConnections();
              });

      assertEquals(
          """
          packet: one value                       packet    0x01   closed   PASS
          packet: compressed                      none      -      refused  FAIL: connection refused
          """,
          text());
      assertFalse(passed);
    }
  }

  private static ServerConfig listeningOn(ReservedPort port) {
    return ServerConfig.lenient().toBuilder().trapperPort(port.number()).build();
  }

  private static List<MeasuredRequest> trapper(String... names) {
    return MeasuredRequests.ofTrapper(ZabbixVersion.V7_0, "web01", "app.ok", null).stream()
        .filter(request -> List.of(names).contains(request.name()))
        .toList();
  }

  private boolean certify(int port, Duration timeout, List<MeasuredRequest> requests)
      throws IOException {
    return certification(port, timeout, requests).run(row -> rows.add(row.toString()));
  }

  private static PeerCertification certification(
      int port, Duration timeout, List<MeasuredRequest> requests) {
    return new PeerCertification(
        new HostAndPort("127.0.0.1", port), timeout, TlsConfig.unencrypted(), requests);
  }

  private List<String> failures() {
    return rows.stream().filter(row -> !row.endsWith("PASS")).toList();
  }

  private String text() {
    return String.join("", rows.stream().map(row -> row + '\n').toList());
  }
}
