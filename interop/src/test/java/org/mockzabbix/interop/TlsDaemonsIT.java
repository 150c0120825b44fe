package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;
import static org.mockzabbix.assertion.ZabbixAssertions.item;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** The real agents and the real proxy over TLS, with right and wrong keys. */
@NeedsProgram({"zabbix_agentd", "zabbix_agent2", "zabbix_proxy", "zabbix_sender"})
@Timeout(120)
class TlsDaemonsIT {

  private static final String HOST = "web01";
  private static final String KEY = "agent.ping";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path directory;
  private static TlsFiles files;

  @RegisterExtension final RealDaemons daemons = new RealDaemons();

  @BeforeAll
  static void writeFiles() throws Exception {
    files = new TlsFiles(directory);
  }

  static Stream<Arguments> agents() {
    return Stream.of("zabbix_agentd", "zabbix_agent2")
        .flatMap(program -> Release.having(program).map(release -> Arguments.of(program, release)));
  }

  private RealDaemon agent(String program, Release release, int serverPort, String tls)
      throws IOException {
    return agent(program, release, serverPort, Ports.free(), tls);
  }

  private RealDaemon agent(String program, Release release, int serverPort, int port, String tls)
      throws IOException {
    RealDaemon agent = daemons.create(release, program);
    String own =
        program.equals("zabbix_agent2")
            ? "ControlSocket=agent.sock\n"
                + (release == Release.R5_0_8 ? "" : "PluginSocket=plugin.sock\n")
            : "AllowRoot=1\n";
    agent.start(
        """
        Server=127.0.0.1
        ServerActive=127.0.0.1:%d
        ListenIP=127.0.0.1
        ListenPort=%d
        Hostname=%s
        BufferSend=1
        Timeout=30
        """
                .formatted(serverPort, port, HOST)
            + own
            + tls);
    return agent;
  }

  private static MockZabbixServer server(Release release, TlsConfig tls) {
    return new MockZabbixServer(
            ServerConfig.strict(Host.of(HOST, Item.active(KEY, "1s"))).toBuilder()
                .version(release.version())
                .trapperPort(Ports.free())
                .tls(tls)
                .build())
        .start();
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anActiveAgentDelivers(String program, Release release) throws Exception {
    boolean agent2 = program.equals("zabbix_agent2");
    TlsInfo psk12 = TlsInfo.psk("TLSv1.2", "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", "web01");
    TlsInfo psk13 = TlsInfo.psk("TLSv1.3", "TLS_CHACHA20_POLY1305_SHA256", "web01");
    assertDelivers(program, release, TlsLibrary.GNUTLS, files.pskLines("web01", "right"), psk12);
    assertDelivers(
        program,
        release,
        TlsLibrary.OPENSSL,
        files.pskLines("web01", "right"),
        agent2 ? psk13 : psk12);
    assertDelivers(
        program,
        release,
        TlsLibrary.OPENSSL,
        files.certLines("client"),
        TlsInfo.cert(
            agent2 ? "TLSv1.3" : "TLSv1.2",
            agent2 ? "TLS_CHACHA20_POLY1305_SHA256" : "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "CN=client,O=Mock Zabbix",
            "CN=Test CA,O=Mock Zabbix"));
  }

  private void assertDelivers(
      String program, Release release, TlsLibrary like, String lines, TlsInfo expected)
      throws Exception {
    try (MockZabbixServer server = server(release, files.port().like(like))) {
      RealDaemon agent = agent(program, release, server.trapperPort(), lines);
      assertThat(server).received(item(HOST, KEY).withValue("1")).atLeast(1).within(PATIENCE);
      server.exchanges().forEach(exchange -> assertEquals(expected, exchange.tls().orElseThrow()));
      agent.stop();
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anActiveAgentWithAWrongKeySaysWhatFailed(String program, Release release) throws Exception {
    try (MockZabbixServer server = server(release, files.port())) {
      RealDaemon agent =
          agent(program, release, server.trapperPort(), files.pskLines("web01", "wrong"));
      assertReason(server, "the client has another key for the PSK identity \"web01\"");
      if (program.equals("zabbix_agent2")) {
        agent.awaitLog("[101] cannot connect to [127.0.0.1:" + server.trapperPort() + "]: EOF");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anActiveAgentWithAnExpiredCertificateSaysWhatFailed(String program, Release release)
      throws Exception {
    try (MockZabbixServer server = server(release, files.port().like(TlsLibrary.GNUTLS))) {
      RealDaemon agent = agent(program, release, server.trapperPort(), files.certLines("expired"));
      assertReason(server, "the certificate \"CN=expired,O=Mock Zabbix\" has expired");
      String agentd =
          release.is70()
              ? "Received empty response from active check configuration update"
              : "cannot parse list of active checks: ";
      agent.awaitLog(program.equals("zabbix_agent2") ? "[101] connection closed" : agentd);
    }
  }

  private static MockZabbixServer registering(Release release) {
    return new MockZabbixServer(
            ServerConfig.strict().toBuilder()
                .version(release.version())
                .trapperPort(Ports.free())
                .autoRegister(List.of(Item.active(KEY, "1s")))
                .autoRegisterTls(PeerTls.psk(files.psk()))
                .build())
        .start();
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anAgentIsRegisteredWithAKey(String program, Release release) throws Exception {
    String lines = files.pskLines("web01", "right");
    try (MockZabbixServer server = registering(release)) {
      RealDaemon first = agent(program, release, server.trapperPort(), lines);
      assertThat(server).registered(HOST).within(PATIENCE);
      assertEquals(PeerTls.psk(files.psk()), server.hosts().get(0).tls());
      first.stop(); // it would ask again after a minute
      agent(program, release, server.trapperPort(), lines);

      assertThat(server)
          .received(item(HOST, KEY).withPskIdentity("web01"))
          .atLeast(1)
          .within(PATIENCE);
    }
  }

  @ParameterizedTest
  @MethodSource("agents")
  void anAgentWithoutTheKeyIsNotRegistered(String program, Release release) throws Exception {
    try (MockZabbixServer server = registering(release)) {
      RealDaemon wrong =
          agent(program, release, server.trapperPort(), files.pskLines("web01", "wrong"));
      assertReason(server, "the client has another key for the PSK identity \"web01\"");
      wrong.stop();
      agent(program, release, server.trapperPort(), "");
      String denied = "connection type \"unencrypted\" is not allowed for autoregistration";
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  server.exchanges().stream()
                      .flatMap(exchange -> exchange.warnings().stream())
                      .anyMatch(warning -> warning.endsWith(denied)));
      assertEquals(List.of(), server.hosts());
    }
  }

  private static void assertReason(MockZabbixServer server, String start) {
    await().atMost(PATIENCE).until(() -> !server.exchanges().isEmpty());
    String reason = server.exchanges().get(0).reason().orElseThrow();
    assertTrue(reason.startsWith(start), reason);
  }

  @ParameterizedTest
  @MethodSource("agents")
  void aPassiveAgentIsAsked(String program, Release release) throws Exception {
    int port = Ports.free();
    agent(program, release, Ports.free(), port, files.allLines());
    TlsConfig psk = TlsConfig.psk(files.psk());
    TlsConfig cert = cert(files.certificates().client("poller"));
    await().atMost(PATIENCE).ignoreExceptions().until(() -> get(port, psk) != null);
    for (TlsLibrary like : TlsLibrary.values()) {
      assertEquals(CheckResult.value("1"), get(port, psk.like(like)));
      assertEquals(CheckResult.value("1"), get(port, cert.like(like)));
      for (TlsConfig wrong :
          List.of(
              TlsConfig.psk(TestPsk.random("web01")),
              TlsConfig.psk(TestPsk.random("nobody")),
              cert(files.certificates().expired()),
              cert(files.certificates().ofUnknownAuthority()))) {
        assertThrows(IOException.class, () -> get(port, wrong.like(like)));
      }
    }
    assertThrows(IOException.class, () -> get(port, TlsConfig.unencrypted()));
  }

  private static TlsConfig cert(TlsCertificate own) {
    return TlsConfig.cert(own, files.certificates().authority());
  }

  @ParameterizedTest
  @MethodSource("agents")
  void aPassiveAgentWithAnExpiredCertificateIsRejected(String program, Release release)
      throws Exception {
    int port = Ports.free();
    agent(program, release, Ports.free(), port, files.certLines("expired"));
    TlsConfig tls = cert(files.certificates().client("poller"));
    String reason =
        "TCP successful, cannot establish TLS to [[127.0.0.1]:"
            + port
            + "]: invalid peer certificate: The certificate is NOT trusted. The certificate chain uses"
            + " expired certificate. ";
    await(reason)
        .atMost(PATIENCE)
        .until(
            () ->
                String.valueOf(assertThrows(IOException.class, () -> get(port, tls)).getMessage()),
            reason::equals);
  }

  private static CheckResult get(int port, TlsConfig tls) throws IOException {
    return new Getter().withTls(tls).get("127.0.0.1:" + port, KEY);
  }

  static Stream<Release> proxies() {
    return Release.having("zabbix_proxy", "zabbix_sender");
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void anActiveProxyDelivers(Release release) throws Exception {
    for (String lines : List.of(files.pskLines("web01", "right"), files.certLines("client"))) {
      try (MockZabbixServer server = serverOfProxy(release)) {
        RealProxy proxy =
            RealProxy.active(
                daemons,
                release,
                server.trapperPort(),
                lines.replaceAll("TLSAccept=.*", "TLSAccept=unencrypted"));
        proxy.take(HOST, "app.ok", "twelve");
        assertThat(server).received(item(HOST, "app.ok")).times(1).within(PATIENCE);
        server.exchanges().forEach(exchange -> assertTrue(exchange.tls().isPresent()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void anActiveProxyWithAWrongKeyIsRefused(Release release) throws Exception {
    try (MockZabbixServer server = serverOfProxy(release)) {
      RealProxy.active(daemons, release, server.trapperPort(), files.pskLines("web01", "wrong"));
      assertReason(server, "the client has another key for the PSK identity \"web01\"");
    }
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void anActiveProxyWithAnExpiredCertificateIsRefused(Release release) throws Exception {
    try (MockZabbixServer server = serverOfProxy(release)) {
      RealProxy.active(daemons, release, server.trapperPort(), files.certLines("expired"));
      assertReason(server, "the certificate \"CN=expired,O=Mock Zabbix\" has expired");
    }
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void aPassiveProxyIsPolled(Release release) throws Exception {
    assertPolled(release, files.pskLines("web01", "right"), PeerTls.psk(files.psk()));
    assertPolled(
        release, files.certLines("client"), PeerTls.cert().withSubject("CN=client,O=Mock Zabbix"));
  }

  private void assertPolled(Release release, String lines, PeerTls tls) throws Exception {
    RealProxy proxy = RealProxy.passive(daemons, release, lines);
    String address = "127.0.0.1:" + proxy.address().getPort();
    Proxy polled = Proxy.passive(RealProxy.NAME).withAddress(address).withTls(tls);
    try (MockZabbixServer server = serverOfPassiveProxy(release, polled)) {
      server.startPolling();
      proxy.take(HOST, "app.ok", "twelve");

      assertThat(server)
          .received(item(HOST, "app.ok").withValue("twelve").encrypted())
          .times(1)
          .within(PATIENCE);
    }
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void aPassiveProxyRefusesAWrongKeyAndUnencryptedConnections(Release release) throws Exception {
    RealProxy proxy = RealProxy.passive(daemons, release, files.pskLines("web01", "right"));
    String closed =
        "zbx_tls_connect(): gnutls_handshake() failed: -110 The TLS connection was non-properly"
            + " terminated.";
    awaitFailure(release, proxy, PeerTls.psk(TestPsk.random("web01")), closed);
    awaitFailure(release, proxy, PeerTls.psk(TestPsk.random("nobody")), closed);
    awaitFailure(release, proxy, PeerTls.cert(), closed);
    awaitFailure(
        release,
        proxy,
        PeerTls.accepting(TlsMode.UNENCRYPTED),
        "configuration update over connection of type \"unencrypted\" is not allowed");
  }

  @ParameterizedTest
  @MethodSource("proxies")
  void aPassiveProxyWithAWrongCertificateIsRefused(Release release) throws Exception {
    String invalid =
        "invalid peer certificate: The certificate is NOT trusted. The certificate chain uses expired"
            + " certificate. ";
    RealProxy expired = RealProxy.passive(daemons, release, files.certLines("expired"));
    awaitFailure(release, expired, PeerTls.cert(), invalid);
    RealProxy other = RealProxy.passive(daemons, release, files.certLines("client"));
    awaitFailure(
        release,
        other,
        PeerTls.cert().withSubject("CN=nope"),
        "subject: peer: \"CN=client,O=Mock Zabbix\", required: \"CN=nope\"");
  }

  /**
   * Waits until the configuration fails for this reason: at first, the proxy may not listen yet.
   */
  private static void awaitFailure(Release release, RealProxy proxy, PeerTls tls, String reason) {
    Proxy polled = Proxy.passive(RealProxy.NAME).withTls(tls);
    try (MockZabbixServer server = serverOfPassiveProxy(release, polled)) {
      ProxyPoller poller = server.proxyPoller(RealProxy.NAME, proxy.address());
      await(reason)
          .atMost(PATIENCE)
          .until(
              () -> String.valueOf(assertThrows(IOException.class, poller::configure).getMessage()),
              message -> message.contains(reason));
    }
  }

  private static MockZabbixServer serverOfPassiveProxy(Release release, Proxy proxy) {
    Host host = Host.of(HOST, Item.trapper("app.ok")).monitoredBy(RealProxy.NAME);
    return new MockZabbixServer(
            ServerConfig.strict(host).toBuilder()
                .version(release.version())
                .proxy(proxy)
                .tls(
                    TlsConfig.cert(files.certificates().server(), files.certificates().authority())
                        .like(TlsLibrary.GNUTLS))
                .build())
        .start();
  }

  private static MockZabbixServer serverOfProxy(Release release) {
    Host host = Host.of(HOST, Item.trapper("app.ok")).monitoredBy(RealProxy.NAME);
    return new MockZabbixServer(
            ServerConfig.strict(host).toBuilder()
                .version(release.version())
                .trapperPort(Ports.free())
                .tls(files.port())
                .build())
        .start();
  }
}
