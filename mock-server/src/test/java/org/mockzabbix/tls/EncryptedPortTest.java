package org.mockzabbix.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ImpostorFiles;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.CheckResult;

/** Ports with encryption, asked by the library's own clients. */
class EncryptedPortTest {

  private static final TestPsk PSK = TestPsk.random("web01");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsConfig SERVER =
      TlsConfig.psk(PSK)
          .withCertificate(CERTIFICATES.server(), CERTIFICATES.authority())
          .withRevocationLists(CERTIFICATES.revocationList());

  private static MockZabbixServer start(TlsConfig tls) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
  }

  private static Sender sender(MockZabbixServer server, TlsConfig tls) {
    return new Sender("127.0.0.1", server.trapperPort()).withTls(tls);
  }

  private static TlsConfig cert(TlsCertificate own) {
    return TlsConfig.cert(own, CERTIFICATES.authority());
  }

  static Stream<Arguments> good() {
    String psk13 = "TLSv1.3 with PSK \"web01\"";
    String cert = " with certificate \"CN=web01,O=Mock Zabbix\"";
    return Stream.of(
        Arguments.of(TlsConfig.psk(PSK), psk13, "TLS_CHACHA20_POLY1305_SHA256"),
        Arguments.of(
            TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS),
            "TLSv1.2 with PSK \"web01\"",
            "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256"),
        Arguments.of(
            cert(CERTIFICATES.client("web01")), "TLSv1.3" + cert, "TLS_CHACHA20_POLY1305_SHA256"),
        Arguments.of(
            cert(CERTIFICATES.client("web01")).like(TlsLibrary.GNUTLS),
            "TLSv1.2" + cert,
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
  }

  @ParameterizedTest
  @MethodSource("good")
  void recordsValuesAndTheirEncryption(TlsConfig client, String shown, String suite)
      throws IOException {
    try (MockZabbixServer server = start(SERVER)) {
      assertEquals(1, sender(server, client).send("web01", "app.ok", "1").processed());
      Exchange exchange = server.exchanges().get(0);
      TlsInfo tls = exchange.tls().orElseThrow();
      assertEquals(List.of(shown, suite), List.of(tls.toString(), tls.suite()));
      assertEquals("1", exchange.items().get(0).value());
    }
  }

  @Test
  void sendsLargePackets() throws IOException {
    String large = "x".repeat(60_000);
    List<Sender.OutgoingValue> values =
        Stream.generate(() -> Sender.OutgoingValue.of("web01", "app.log", large))
            .limit(100)
            .toList();
    try (MockZabbixServer server = start(SERVER)) {
      assertEquals(100, sender(server, TlsConfig.psk(PSK)).send(values).processed());
      assertEquals(
          100, sender(server, cert(CERTIFICATES.client("web01"))).send(values).processed());
    }
  }

  static Stream<Arguments> bad() {
    String another = "the client has another key for the PSK identity \"web01\"";
    String unknown = "the PSK identity \"nobody\" is unknown: the server knows \"web01\"";
    TlsConfig otherKey = TlsConfig.psk(TestPsk.random("web01"));
    TlsConfig nobody = TlsConfig.psk(TestPsk.random("nobody"));
    return Stream.of(
        Arguments.of(otherKey, another),
        Arguments.of(otherKey.like(TlsLibrary.GNUTLS), another),
        Arguments.of(nobody, unknown),
        Arguments.of(nobody.like(TlsLibrary.GNUTLS), unknown),
        Arguments.of(
            cert(CERTIFICATES.revoked()).like(TlsLibrary.GNUTLS),
            "the certificate \"CN=revoked,O=Mock Zabbix\" is revoked"),
        Arguments.of(
            cert(CERTIFICATES.ofUnknownAuthority()),
            "the certificate \"CN=unknown,O=Mock Zabbix\" was issued by an authority that is not"
                + " trusted: \"CN=Test CA,O=Mock Zabbix\""));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void explainsFailedHandshakes(TlsConfig client, String reason) {
    try (MockZabbixServer server = start(SERVER)) {
      assertThrows(IOException.class, () -> sender(server, client).send("web01", "app.ok", "1"));
      Exchange exchange = server.exchanges().get(0);
      assertEquals(reason, exchange.reason().orElseThrow());
    }
  }

  /** As measured with zabbix_sender 6.0.14 and 7.0.9, and with zabbix_agentd 6.0.14. */
  @Test
  void anAuthorityWithTheNameOfATrustedOne_isToldApartByTheSignature(@TempDir Path files)
      throws IOException {
    ImpostorFiles.writeTo(files);
    CERTIFICATES.writeTo(files);
    TlsCertificate impostor =
        TlsCertificate.read(files.resolve("impostor.crt"), files.resolve("impostor.key"));
    TlsConfig trusting =
        TlsConfig.unencrypted()
            .withCertificateFiles(
                files.resolve("trusted.crt"),
                files.resolve("server.crt"),
                files.resolve("server.key"));
    for (TlsLibrary like : TlsLibrary.values()) {
      try (MockZabbixServer server = start(trusting)) {
        Sender sender = sender(server, cert(impostor).like(like));
        assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
        assertEquals(
            "the certificate \"CN=impostor,O=Mock Zabbix\" was signed by another key than that of the"
                + " trusted authority: \"CN=Test CA,O=Mock Zabbix\"",
            server.exchanges().get(0).reason().orElseThrow());
      }
      try (MockZabbixServer server = start(cert(impostor))) {
        Sender sender = sender(server, trusting.like(like));
        IOException rejected =
            assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));
        assertEquals(
            "TCP successful, cannot establish TLS to [[127.0.0.1]:"
                + server.trapperPort()
                + "]: invalid peer certificate: The certificate is NOT trusted. The signature in the"
                + " certificate is invalid. ",
            rejected.getMessage());
      }
    }
  }

  @Test
  void acceptsPlainPacketsUnlessRestricted() throws IOException {
    try (MockZabbixServer server = start(SERVER)) {
      assertEquals(
          1, sender(server, TlsConfig.unencrypted()).send("web01", "app.ok", "1").processed());
      assertTrue(server.exchanges().get(0).tls().isEmpty());
    }
    try (MockZabbixServer server = start(SERVER.accepting(TlsMode.PSK))) {
      Sender plain = sender(server, TlsConfig.unencrypted());
      assertThrows(IOException.class, () -> plain.send("web01", "app.ok", "1"));
      assertEquals(
          "the client did not use TLS, and this port does not accept unencrypted connections",
          server.exchanges().get(0).reason().orElseThrow());
    }
  }

  @Test
  void anAgentRespondsOverTls() throws IOException {
    AgentConfig config =
        AgentConfig.of("web01").withKey("app.ok", KeyScript.value("1")).withTls(SERVER);
    try (MockAgent agent = new MockAgent(config).start()) {
      Getter getter = new Getter().withTls(TlsConfig.psk(PSK));
      assertEquals(CheckResult.value("1"), getter.get("127.0.0.1:" + agent.port(), "app.ok"));
    }
  }
}
