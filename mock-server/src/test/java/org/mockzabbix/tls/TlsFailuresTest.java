package org.mockzabbix.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockzabbix.fault.Fault.halfClose;
import static org.mockzabbix.fault.Fault.reset;
import static org.mockzabbix.rule.RequestMatcher.anyRequest;
import static org.mockzabbix.rule.Responder.failed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.OwnThread;
import org.mockzabbix.journal.ConnectionEvent;
import org.mockzabbix.journal.ConnectionEvent.EventKind;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.AsyncExchangeObserver;
import org.mockzabbix.testing.TlsSocket;

/** Encrypted connections that fail: each exchange is recorded, and no complete packet is lost. */
@Timeout(120)
class TlsFailuresTest {

  private static final TestPsk PSK = TestPsk.random("web01");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsConfig SERVER =
      TlsConfig.psk(PSK).withCertificate(CERTIFICATES.server(), CERTIFICATES.authority());
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VALUE =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"}]}";
  private static final byte[] NO_RECORD = "\u0017\u0003\u0003\u0000\u0005hello".getBytes(US_ASCII);
  private static final String RESET = "the client reset the connection during the TLS handshake";

  static Stream<TlsConfig> clients() {
    return Stream.of(
            TlsConfig.psk(PSK),
            TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority()))
        .flatMap(client -> Stream.of(client, client.like(TlsLibrary.GNUTLS)));
  }

  private static MockZabbixServer start() {
    return new MockZabbixServer(
            ServerConfig.lenient().toBuilder().tls(SERVER).firstByteTimeout(PATIENCE).build())
        .start();
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

  private static String reason(MockZabbixServer server) throws InterruptedException {
    return awaitExchange(server).reason().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void respondsToAPacketBeforeAnInvalidRecord(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start();
        TlsSocket client = connect(server, tls)) {
      client.write(client.handshake(), client.packet(VALUE), NO_RECORD);

      String response = client.readAll();

      assertTrue(response.contains("processed: 1; failed: 0; total: 1"), response);
      assertEquals("1", awaitExchange(server).items().get(0).value());
    }
  }

  /** The engine of the client does not decrypt any more, so this looks at the records. */
  @ParameterizedTest
  @MethodSource("clients")
  void respondsToAClientThatHasEndedItsOutput(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start();
        TlsSocket client = connect(server, tls)) {
      client.write(client.handshake(), client.packet(VALUE), client.end());
      client.socket().shutdownOutput();

      byte[] records = client.socket().getInputStream().readAllBytes();

      Exchange exchange = awaitExchange(server);
      int length = exchange.responseBytes().length;
      assertTrue(records.length > length, () -> records.length + " bytes instead of " + length);
      assertEquals(List.of(), exchange.warnings());
      await().atMost(PATIENCE).until(() -> event(exchange, EventKind.CLOSED).isPresent());
      assertEquals(Optional.of(length + " bytes"), event(exchange, EventKind.LAST_BYTE_WRITTEN));
    }
  }

  private static Optional<String> event(Exchange exchange, EventKind kind) {
    return exchange.course().stream()
        .filter(event -> event.kind() == kind)
        .map(ConnectionEvent::text)
        .findFirst();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void doesNotWaitAfterTheEndOfAPartOfAPacket(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start();
        TlsSocket client = connect(server, tls)) {
      client.write(
          client.handshake(), client.encrypted("ZBXD\u0001".getBytes(US_ASCII)), client.end());

      assertEquals(
          "missing data length: the connection was closed after 5 of the header's 13 bytes",
          reason(server));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void doesNotWaitAfterAnInvalidRecord(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start();
        TlsSocket client = connect(server, tls)) {
      client.write(
          client.handshake(), client.encrypted("ZBXD\u0001".getBytes(US_ASCII)), NO_RECORD);

      String response = client.readAll();

      assertEquals("", response);
      assertTrue(reason(server).startsWith("a TLS record is invalid: "), reason(server));
      assertFalse(client.isEndAnnounced());
    }
  }

  @Test
  void recordsAResetDuringTheHandshake() throws Exception {
    try (MockZabbixServer server = start();
        TlsSocket client = connect(server, TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS))) {
      client.sendHandshake();
      assertTrue(client.receive());
      client.reset();

      assertEquals(RESET, reason(server));
    }
  }

  /** The server notices the reset when it reads, computes, or writes. */
  @Test
  void recordsEachConnectionThatIsResetAtOnce() throws Exception {
    int count = 200;
    try (MockZabbixServer server = start()) {
      for (int i = 0; i < count; i++) {
        try (TlsSocket client =
            connect(
                server,
                TlsConfig.psk(PSK).like(i % 2 == 0 ? TlsLibrary.OPENSSL : TlsLibrary.GNUTLS))) {
          client.sendHandshake();
          client.reset();
        }
      }
      long version = server.journal().version();
      while (server.exchanges().size() < count) {
        version = server.journal().awaitChange(version, PATIENCE);
      }
      List<String> reasons =
          server.exchanges().stream().map(each -> each.reason().orElseThrow()).distinct().toList();
      assertTrue(
          List.of(RESET, "the peer reset the connection without sending a byte")
              .containsAll(reasons),
          reasons.toString());
    }
  }

  @Test
  void recordsAHandshakeAfterTheEndOfTheOutput() throws Exception {
    try (MockZabbixServer server = start()) {
      server.onConnect(halfClose().onAccept());
      try (TlsSocket client = connect(server, TlsConfig.psk(PSK))) {
        client.sendHandshake();

        assertEquals(
            "a fault of the test ended the output of the server before the TLS handshake was"
                + " complete",
            reason(server));
      }
    }
  }

  @Test
  void reportsAHandshakeThatTheEndOfTheServerCutsOff() throws Exception {
    BlockingQueue<Exchange> reported = new LinkedBlockingQueue<>();
    MockZabbixServer server = start();
    try (TlsSocket client = connect(server, TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS))) {
      server.onExchange(
          new AsyncExchangeObserver() {
            @Override
            public CompletableFuture<?> observe(Exchange exchange) {
              reported.add(exchange);
              return CompletableFuture.completedFuture(null);
            }

            @Override
            public void warned(Exchange exchange, String warning) {}
          });
      client.sendHandshake();
      assertTrue(client.receive());
      server.close();

      Exchange exchange = reported.poll(30, TimeUnit.SECONDS);

      assertEquals(
          "the server was stopped during the TLS handshake", exchange.reason().orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aResetIsNotAnnounced(TlsConfig tls) throws Exception {
    try (MockZabbixServer server = start()) {
      server.when(anyRequest()).fault(reset());
      try (TlsSocket client = connect(server, tls)) {
        client.write(client.handshake(), client.packet(VALUE));

        assertThrows(SocketException.class, client::readAll);
        assertFalse(client.isEndAnnounced());
      }
    }
  }

  @Test
  void aRuleDoesNotRespondAfterAFailedHandshake() throws Exception {
    try (MockZabbixServer server = start()) {
      server.when(anyRequest()).reply(failed("try again later"));
      try (TlsSocket client =
              connect(server, TlsConfig.psk(TestPsk.random("web01")).like(TlsLibrary.GNUTLS));
          InputStream in = client.socket().getInputStream()) {
        client.sendHandshake();
        assertTrue(client.receive());
        client.sendHandshake();

        assertEquals(-1, in.read());
        assertEquals("the client has another key for the PSK identity \"web01\"", reason(server));
      }
    }
  }

  @Test
  void aSessionTicketIsNoPreSharedKey() throws Exception {
    SSLContext context = CERTIFICATES.sslContext(CERTIFICATES.client("web01"));
    try (MockZabbixServer server = start()) {
      for (int i = 0; i < 3; i++) {
        try (SSLSocket client =
            (SSLSocket)
                context.getSocketFactory().createSocket("127.0.0.1", server.trapperPort())) {
          client.setSoTimeout(30_000);
          client.getOutputStream().write("ZBXD\u0001\u0002\0\0\0\0\0\0\0{}".getBytes(US_ASCII));
          byte[] unused = client.getInputStream().readAllBytes(); // the ticket
        }
        assertEquals(
            "TLSv1.3 with certificate \"CN=web01,O=Mock Zabbix\"",
            server.exchanges().get(i).tls().orElseThrow().toString());
      }
    }
  }

  @Test
  void quotesAnIdentityOfAClient() throws Exception {
    try (MockZabbixServer server = start()) {
      Sender sender =
          new Sender("127.0.0.1", server.trapperPort())
              .withTls(TlsConfig.psk(TestPsk.random("no\"body\n")));

      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
      assertEquals(
          "the PSK identity \"no\\\"body\\n\" is unknown: the server knows \"web01\"",
          reason(server));
    }
  }

  /** As GnuTLS, the client does not accept it. */
  @Test
  void aClientRefusesASecondHandshake() throws Exception {
    SSLContext context = CERTIFICATES.sslContext(CERTIFICATES.server());
    try (SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
      server.setNeedClientAuth(true);
      CompletableFuture<String> end = OwnThread.supply(() -> handshakeTwice(server));
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.getLocalPort());
      Sender sender =
          new Sender(address, ZabbixVersion.V7_0, PATIENCE)
              .withTls(
                  TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority())
                      .like(TlsLibrary.GNUTLS));

      IOException refused =
          assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

      assertEquals(
          "[[127.0.0.1]:" + server.getLocalPort() + "]: the peer began a second TLS handshake",
          refused.getMessage());
      assertEquals("Remote host terminated the handshake", end.get(60, TimeUnit.SECONDS));
    }
  }

  /** Returns what the server is told by the JDK. */
  private static String handshakeTwice(SSLServerSocket server) {
    try (SSLSocket client = (SSLSocket) server.accept()) {
      client.setSoTimeout((int) PATIENCE.toMillis());
      client.startHandshake();
      client.startHandshake(); // only begins it
      byte[] unused = client.getInputStream().readAllBytes();
      return "the client announced the end";
    } catch (SSLException refused) {
      return String.valueOf(refused.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client announces the end, as the real programs do. */
  @ParameterizedTest
  @EnumSource(TlsLibrary.class)
  void aClientThatRejectsTheServerSaysSo(TlsLibrary like) throws Exception {
    TlsConfig tls =
        TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority())
            .like(like)
            .withPeerSubject("CN=nope");
    try (MockZabbixServer server = start()) {
      Sender sender = new Sender("127.0.0.1", server.trapperPort()).withTls(tls);

      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
      assertEquals("the peer closed without sending a byte", reason(server));
    }
  }
}
