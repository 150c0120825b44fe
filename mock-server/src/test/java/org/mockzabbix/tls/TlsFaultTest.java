package org.mockzabbix.tls;

import static java.time.Duration.ofMillis;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fault.Fault.close;
import static org.mockzabbix.fault.Fault.delay;
import static org.mockzabbix.fault.Fault.halfClose;
import static org.mockzabbix.fault.Fault.missingCloseNotify;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.fault.Fault.stall;
import static org.mockzabbix.fault.Fault.tlsAlert;
import static org.mockzabbix.fault.Fault.tlsCertificate;
import static org.mockzabbix.fault.Fault.tlsIdentityHint;
import static org.mockzabbix.fault.Fault.tlsPieces;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.fault.SocketFault;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.testing.TlsSocket;

/** What clients notice of the faults of TLS. */
@Timeout(120)
class TlsFaultTest {

  private static final TestPsk PSK = TestPsk.random("web01");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsConfig CERT =
      TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority());
  private static final TlsConfig SERVER =
      TlsConfig.psk(PSK).withCertificate(CERTIFICATES.server(), CERTIFICATES.authority());
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final String VALUE =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"}]}";

  static Stream<TlsConfig> clients() {
    return Stream.of(TlsConfig.psk(PSK), CERT)
        .flatMap(client -> Stream.of(client, client.like(TlsLibrary.GNUTLS)));
  }

  private static MockZabbixServer start(Fault fault, Fault... more) {
    MockZabbixServer server =
        new MockZabbixServer(
                ServerConfig.lenient().toBuilder().tls(SERVER).firstByteTimeout(PATIENCE).build())
            .start();
    server.onConnect(fault, more);
    return server;
  }

  private static TlsSocket connect(MockZabbixServer server, TlsConfig tls) throws IOException {
    return new TlsSocket(server.trapperPort(), tls);
  }

  private static Exchange awaitExchange(MockZabbixServer server) throws InterruptedException {
    long version = server.journal().version();
    while (server.exchanges().isEmpty()) {
      version = server.journal().awaitChange(version, PATIENCE);
    }
    return server.exchanges().get(0);
  }

  /** Returns the faults that the server has injected into its first connection. */
  private static List<String> injected(MockZabbixServer server) throws InterruptedException {
    return awaitExchange(server).course().stream()
        .filter(event -> event.kind() == EventKind.FAULT_INJECTED)
        .map(ConnectionEvent::text)
        .toList();
  }

  private static void assertProcessed(MockZabbixServer server, TlsConfig tls) throws Exception {
    try (TlsSocket client = connect(server, tls)) {
      client.write(client.handshake(), client.packet(VALUE));
      String response = client.readAll();
      assertTrue(response.contains("processed: 1; failed: 0; total: 1"), response);
    }
    assertEquals(List.of(), server.exchanges().get(0).warnings());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void anAlertReplacesTheHandshake(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(tlsAlert(40));
        TlsSocket client = connect(server, tls)) {
      IOException alert = assertThrows(IOException.class, client::handshake);

      assertEquals("the peer sent the TLS alert \"handshake_failure\"", alert.getMessage());
      assertEquals(-1, client.socket().getInputStream().read());
      assertEquals(
          "a fault of the test ended the connection: TLS alert 40",
          awaitExchange(server).reason().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aResetEndsTheHandshake(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(reset().duringHandshake());
        TlsSocket client = connect(server, tls)) {
      client.sendHandshake();
      byte[] unused = new byte[1];
      assertEquals(1, client.socket().getInputStream().read(unused));

      assertThrows(SocketException.class, () -> client.socket().getInputStream().readAllBytes());
      assertEquals(
          "a fault of the test ended the connection: reset during the handshake",
          awaitExchange(server).reason().orElseThrow());
    }
  }

  static Stream<SocketFault> ends() {
    return Stream.of(close(), stall(ofMillis(300)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void theHandshakeEnds(SocketFault fault) throws Exception {
    try (MockZabbixServer server = start(fault.duringHandshake());
        TlsSocket client = connect(server, TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS))) {
      client.sendHandshake();

      assertTrue(client.socket().getInputStream().readAllBytes().length > 5);
      assertEquals(
          "a fault of the test ended the connection: " + fault.duringHandshake(),
          awaitExchange(server).reason().orElseThrow());
    }
  }

  @Test
  void theOutputEndsDuringTheHandshake() throws Exception {
    try (MockZabbixServer server = start(halfClose().duringHandshake());
        TlsSocket client = connect(server, TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS))) {
      client.sendHandshake();
      assertTrue(client.receive());
      client.sendHandshake();

      assertFalse(client.receive());
      assertEquals(
          "a fault of the test ended the output of the server before the TLS handshake was complete",
          awaitExchange(server).reason().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aDelayOnlyDelays(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(delay(ofMillis(50)).duringHandshake())) {
      assertProcessed(server, tls);

      assertEquals(List.of("delay of 50 ms during the handshake"), injected(server));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aHandshakeInPiecesSucceeds(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(tlsPieces(100, ofMillis(1)))) {
      assertProcessed(server, tls);
    }
  }

  @Test
  void theFirstPieceIsAlone() throws Exception {
    try (MockZabbixServer server = start(tlsPieces(1, Duration.ofHours(1)));
        TlsSocket client = connect(server, TlsConfig.psk(PSK));
        InputStream in = client.socket().getInputStream()) {
      client.sendHandshake();

      assertEquals(1, in.read(new byte[100]));
    }
  }

  @Test
  void aClientResetsBetweenPieces() throws Exception {
    try (MockZabbixServer server = start(tlsPieces(1, ofMillis(1)));
        TlsSocket client = connect(server, TlsConfig.psk(PSK))) {
      client.sendHandshake();
      assertEquals(1, client.socket().getInputStream().read(new byte[1]));
      client.reset();

      Exchange exchange = awaitExchange(server);
      assertEquals(
          "the client reset the connection during the TLS handshake",
          exchange.reason().orElseThrow());
      assertTrue(has(exchange, EventKind.RESET_BY_CLIENT), exchange.course().toString());
    }
  }

  /** The handshake is larger than the buffers of both sockets. */
  @Test
  void aClientDoesNotReadThePieces() throws Exception {
    List<X509Certificate> chain = new ArrayList<>(CERTIFICATES.server().chain());
    chain.addAll(Collections.nCopies(15_000, CERTIFICATES.authority()));
    TlsCertificate large = new TlsCertificate(chain, CERTIFICATES.server().key());
    try (MockZabbixServer server =
        new MockZabbixServer(
                ServerConfig.lenient().toBuilder().tls(SERVER).firstByteTimeout(LIMIT).build())
            .start()) {
      server.onConnect(tlsCertificate(large), tlsPieces(1 << 20, ofMillis(1)));
      try (TlsSocket client = connect(server, CERT.like(TlsLibrary.GNUTLS))) {
        client.sendHandshake();

        Exchange exchange = awaitExchange(server);
        assertEquals(
            "the client did not complete the TLS handshake within 2 s",
            exchange.reason().orElseThrow());
        assertFalse(has(exchange, EventKind.RESET_BY_CLIENT), exchange.course().toString());
        assertTrue(has(exchange, EventKind.TIMED_OUT), exchange.course().toString());
      }
    }
  }

  private static boolean has(Exchange exchange, EventKind kind) {
    return exchange.course().stream().anyMatch(event -> event.kind() == kind);
  }

  @Test
  void aClientRejectsAnotherCertificate() throws Exception {
    try (MockZabbixServer server = start(tlsCertificate(CERTIFICATES.expired()))) {
      Sender sender =
          new Sender("127.0.0.1", server.trapperPort()).withTls(CERT.like(TlsLibrary.GNUTLS));

      IOException rejected =
          assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

      assertEquals(
          "TCP successful, cannot establish TLS to [[127.0.0.1]:"
              + server.trapperPort()
              + "]: invalid peer certificate: The certificate is NOT trusted. The certificate chain"
              + " uses expired certificate. ",
          rejected.getMessage());
      assertEquals(List.of(), awaitExchange(server).warnings());
    }
  }

  @Test
  void aHintIsSent() throws Exception {
    try (MockZabbixServer server = start(tlsIdentityHint("web02"));
        TlsSocket client = connect(server, TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS))) {
      client.sendHandshake();
      StringBuilder received = new StringBuilder();
      byte[] buffer = new byte[4096];
      while (received.indexOf("web02") < 0) {
        int count = client.socket().getInputStream().read(buffer);
        assertTrue(count > 0, "the server closed");
        received.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void theEndIsNotAnnounced(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(missingCloseNotify());
        TlsSocket client = connect(server, tls)) {
      client.write(client.handshake(), client.packet(VALUE));

      String response = client.readAll();

      assertTrue(response.contains("processed: 1; failed: 0; total: 1"), response);
      assertFalse(client.isEndAnnounced());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aResponseIsTruncated(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start(missingCloseNotify());
        TlsSocket client = connect(server, tls)) {
      server.when(anyRequest()).fault(close().insideReply());
      client.write(client.handshake(), client.packet(VALUE));

      String response = client.readAll();

      assertTrue(response.startsWith("ZBXD"), response);
      assertFalse(response.endsWith("}"), response);
      assertFalse(client.isEndAnnounced());
    }
  }

  @Test
  void warnsOfAFaultWithoutEffect() throws Exception {
    try (MockZabbixServer server =
        start(tlsCertificate(CERTIFICATES.expired()), reset().duringHandshake())) {
      assertEquals(
          1,
          new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1").processed());
      assertEquals(
          List.of(
              "\"TLS certificate \"CN=expired,O=Mock Zabbix\"\" was not injected, because the client"
                  + " did not use TLS",
              "\"reset during the handshake\" was not injected, because the client did not use TLS"),
          awaitExchange(server).warnings());
    }
    try (MockZabbixServer server =
        start(tlsCertificate(CERTIFICATES.expired()), tlsIdentityHint("web02"))) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort()).withTls(TlsConfig.psk(PSK));
      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
      assertEquals(
          List.of(
              "\"TLS certificate \"CN=expired,O=Mock Zabbix\"\" was not injected, because the TLS"
                  + " handshake had no place for it",
              "\"TLS identity hint \"web02\"\" was not injected, because the TLS handshake had no"
                  + " place for it"),
          awaitExchange(server).warnings());
    }
  }

  private static String notInjected(Fault fault, String reason) {
    return "\"" + fault + "\" was not injected, because " + reason;
  }

  @Test
  void warnsIfTheClientSendsNothing() throws Exception {
    try (MockZabbixServer server = start(tlsAlert(40), reset().duringHandshake());
        TlsSocket client = connect(server, CERT)) {
      client.socket().shutdownOutput();

      assertEquals(
          List.of(
              notInjected(tlsAlert(40), "the client sent nothing"),
              notInjected(reset().duringHandshake(), "the client sent nothing")),
          awaitExchange(server).warnings());
    }
  }

  @Test
  void warnsOfFaultsAfterOneThatEndsTheHandshake() throws Exception {
    Fault reset = reset().duringHandshake();
    Fault other = tlsCertificate(CERTIFICATES.expired());
    String ended = "the TLS handshake ended before it";
    assertWarns(
        List.of(
            notInjected(other, ended),
            notInjected(reset, ended),
            notInjected(missingCloseNotify(), ended)),
        List.of(tlsAlert(40)),
        tlsAlert(40),
        other,
        reset,
        missingCloseNotify());
    assertWarns(
        List.of(notInjected(missingCloseNotify(), ended)),
        List.of(other, reset),
        other,
        reset,
        missingCloseNotify());
    assertWarns(
        List.of(
            notInjected(tlsAlert(40), "\"reset on accept\" was before it"),
            notInjected(reset, "\"reset on accept\" was before it")),
        List.of(reset().onAccept()),
        tlsAlert(40),
        reset().onAccept(),
        reset);
  }

  /** Connects with a certificate, and waits until the server has ended the handshake. */
  private static void assertWarns(
      List<String> warnings, List<Fault> injected, Fault first, Fault... more) throws Exception {
    try (MockZabbixServer server = start(first, more);
        TlsSocket client = connect(server, CERT.like(TlsLibrary.GNUTLS))) {
      assertThrows(IOException.class, client::handshake);
      Exchange exchange = awaitExchange(server);
      await()
          .atMost(PATIENCE)
          .until(() -> has(exchange, EventKind.CLOSED) || has(exchange, EventKind.RESET));
      assertEquals(warnings, awaitExchange(server).warnings());
      assertEquals(injected.stream().map(Fault::toString).toList(), injected(server));
    }
  }

  static Stream<Arguments> failures() {
    TlsConfig psk13 = TlsConfig.psk(TestPsk.random("web01"));
    TlsConfig expired = TlsConfig.cert(CERTIFICATES.expired(), CERTIFICATES.authority());
    return Stream.of(
        Arguments.of(psk13, List.of()),
        Arguments.of(psk13.like(TlsLibrary.GNUTLS), List.of(tlsIdentityHint("web02"))),
        Arguments.of(
            expired.like(TlsLibrary.GNUTLS),
            List.of(tlsCertificate(CERTIFICATES.server()), missingCloseNotify())));
  }

  /** The certificate of a client is judged when the handshake is complete. */
  @ParameterizedTest
  @MethodSource("failures")
  void aFailedHandshakeHasThoseThatItReached(TlsConfig tls, List<Fault> injected) throws Exception {
    List<Fault> all =
        List.of(
            tlsCertificate(CERTIFICATES.server()), tlsIdentityHint("web02"), missingCloseNotify());
    try (MockZabbixServer server = start(all.get(0), all.get(1), all.get(2))) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort()).withTls(tls);

      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

      assertEquals(injected.stream().map(Fault::toString).toList(), injected(server));
      assertEquals(
          all.stream()
              .filter(fault -> !injected.contains(fault))
              .map(fault -> notInjected(fault, "the TLS handshake ended before it"))
              .toList(),
          awaitExchange(server).warnings());
    }
  }

  @Test
  void warnsIfThePortDoesNotUseTls() throws Exception {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.lenient()).start()) {
      server.onConnect(tlsAlert(40));
      try (TlsSocket client = connect(server, TlsConfig.psk(PSK))) {
        client.sendHandshake();
        client.socket().shutdownOutput();

        assertEquals(
            List.of(notInjected(tlsAlert(40), "the port does not use TLS")),
            awaitExchange(server).warnings());
      }
    }
  }

  static Stream<Fault> ofTls() {
    return Stream.of(tlsAlert(40), reset().duringHandshake());
  }

  @ParameterizedTest
  @MethodSource("ofTls")
  void onlyAnInjectedFaultCutsOff(Fault fault) throws Exception {
    try (MockZabbixServer server = start(fault)) {
      try (Socket client = new Socket("127.0.0.1", server.trapperPort())) {
        client.setSoTimeout((int) PATIENCE.toMillis());
        client
            .getOutputStream()
            .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      }

      Exchange exchange = awaitExchange(server);

      assertEquals(RequestKind.UNREADABLE, exchange.kind());
      assertFalse(exchange.wasCutOff());
    }
    try (MockZabbixServer server = start(fault);
        TlsSocket client = connect(server, TlsConfig.psk(PSK))) {
      client.sendHandshake();

      assertTrue(awaitExchange(server).wasCutOff());
    }
  }

  @Test
  void isRefusedForRequestsAndKeys() {
    try (MockZabbixServer server = start(tlsAlert(40))) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> server.when(anyRequest()).fault(tlsAlert(40)));
      assertEquals(
          "\"TLS alert 40\" takes effect before a request is read: use onConnect(...)",
          refused.getMessage());
    }
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> KeyScript.value("1").faulty(tlsAlert(40)));
    assertEquals(
        "\"TLS alert 40\" takes effect before the key is known: use onConnect(...)",
        refused.getMessage());
  }

  @Test
  void aScenarioHasThem() throws Exception {
    String yaml =
        "rules: [{when: connect, faults: [missingCloseNotify, {tlsPieces: {bytes: 50, interval: 1ms}}]}]";
    ServerConfig config = Scenario.parse("s", yaml).server().toBuilder().tls(SERVER).build();
    try (MockZabbixServer server = new MockZabbixServer(config).start();
        TlsSocket client = connect(server, TlsConfig.psk(PSK))) {
      client.write(client.handshake(), client.packet(VALUE));

      assertTrue(client.readAll().contains("processed: 1"));
      assertFalse(client.isEndAnnounced());
    }
  }

  @Test
  void anAgentInjectsThem() throws Exception {
    try (MockAgent agent = new MockAgent(AgentConfig.of("web01").withTls(SERVER)).start()) {
      agent.onConnect(tlsAlert(40));
      try (TlsSocket client = new TlsSocket(agent.port(), TlsConfig.psk(PSK))) {
        assertThrows(IOException.class, client::handshake);
      }
    }
  }
}
