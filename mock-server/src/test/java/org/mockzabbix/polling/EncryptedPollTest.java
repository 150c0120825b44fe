package org.mockzabbix.polling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockzabbix.assertion.ZabbixAssertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.client.ProxyPoller;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.testing.TlsKit;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** Encrypted connections of a server to agents and passive proxies, as real servers report them. */
@Timeout(60)
class EncryptedPollTest {

  private static final PeerTls PSK = PeerTls.psk(TlsKit.PSK);

  private static PeerTls host(String name) {
    return switch (name) {
      case "plain" -> PeerTls.accepting(TlsMode.UNENCRYPTED);
      case "psk" -> PSK;
      case "other key" -> PeerTls.psk(TestPsk.random("id-tp"));
      case "other identity" -> PeerTls.psk(TlsKit.PSK2);
      case "subject" -> PeerTls.cert().withSubject("CN=other,O=Kit");
      default -> PeerTls.cert();
    };
  }

  private static TlsConfig agent(String name) {
    return switch (name) {
      case "plain" -> TlsConfig.unencrypted();
      case "psk" -> TlsConfig.psk(TlsKit.PSK).accepting(TlsMode.PSK);
      case "expired" -> TlsKit.cert(TlsKit.CERTIFICATES.expired());
      case "revoked" -> TlsKit.cert(TlsKit.CERTIFICATES.revoked());
      case "unknown" -> TlsKit.cert(TlsKit.CERTIFICATES.ofUnknownAuthority());
      default -> TlsKit.cert(TlsKit.CERTIFICATES.client("agent"));
    };
  }

  private static MockAgent agent(TlsConfig tls) {
    AgentConfig config = AgentConfig.of("qu").withKey("app.ok", KeyScript.value("1")).withTls(tls);
    return new MockAgent(config).start();
  }

  private static MockZabbixServer server(PeerTls tls) {
    TlsConfig own =
        TlsKit.SERVER
            .withRevocationLists(TlsKit.CERTIFICATES.revocationList())
            .like(TlsLibrary.GNUTLS);
    Host host = Host.of("qu", Item.passive("app.ok", "1h")).withTls(tls);
    return new MockZabbixServer(ServerConfig.strict(host).toBuilder().tls(own).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "psk  | psk  | TLSv1.2 with PSK \"id-tp\"",
        "cert | cert | TLSv1.2 with certificate \"CN=agent,O=Mock Zabbix\"",
        "plain | plain | no encryption"
      })
  void itemsArePolledInTheModeOfTheHost(String host, String agent, String expected) {
    try (MockAgent polled = agent(agent(agent));
        MockZabbixServer server = server(host(host))) {
      Exchange exchange = server.poll("qu", "127.0.0.1:" + polled.port(), "app.ok");

      assertEquals("1", exchange.items().get(0).value());
      assertEquals(expected, exchange.tls().map(Object::toString).orElse("no encryption"));
      assertEquals(exchange.tls(), exchange.items().get(0).tls());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "psk|plain|CLOSED",
        "other key|psk|CLOSED",
        "other identity|psk|CLOSED",
        "cert|plain|CLOSED",
        "cert|psk|CLOSED",
        "cert|expired|invalid peer certificate: The certificate is NOT trusted. The certificate chain"
            + " uses expired certificate. ",
        "cert|revoked|invalid peer certificate: The certificate is NOT trusted. The certificate chain"
            + " is revoked. ",
        "cert|unknown|invalid peer certificate: The certificate is NOT trusted. The certificate"
            + " issuer is unknown. ",
        "subject|cert|subject: peer: \"CN=agent,O=Mock Zabbix\", required: \"CN=other,O=Kit\""
      })
  void failuresAreThoseOfARealServer(String host, String agent, String reason) {
    String closed =
        "zbx_tls_connect(): gnutls_handshake() failed: -110 The TLS connection was non-properly"
            + " terminated.";
    try (MockAgent polled = agent(agent(agent));
        MockZabbixServer server = server(host(host))) {
      Exchange exchange = server.poll("qu", "127.0.0.1:" + polled.port(), "app.ok");

      assertEquals(
          "TCP successful, cannot establish TLS to [[127.0.0.1]:"
              + polled.port()
              + "]: "
              + (reason.equals("CLOSED") ? closed : reason),
          exchange.reason().orElseThrow());
      assertThat(server).unavailable("qu").now();
    }
  }

  @Test
  void anUnencryptedPollOfAnAgentThatRequiresEncryptionGetsNoResponse() {
    try (MockAgent polled = agent(agent("psk"));
        MockZabbixServer server = server(host("plain"))) {
      Exchange exchange = server.poll("qu", "127.0.0.1:" + polled.port(), "app.ok");

      assertEquals(
          "Received empty response from Zabbix Agent at [127.0.0.1]. Assuming that agent dropped"
              + " connection because of access permissions.",
          exchange.reason().orElseThrow());
    }
  }

  @Test
  void aServerWithoutCertificateSaysSo() {
    Host host = Host.of("qu", Item.passive("app.ok", "1h")).withTls(PeerTls.cert());
    try (MockAgent polled = agent(agent("cert"));
        MockZabbixServer server = new MockZabbixServer(ServerConfig.strict(host))) {
      Exchange exchange = server.poll("qu", "127.0.0.1:" + polled.port(), "app.ok");

      assertEquals(
          "cannot establish TLS to [[127.0.0.1]:"
              + polled.port()
              + "]: the mode of the connection is cert, but there is no certificate for it",
          exchange.reason().orElseThrow());
    }
  }

  @Test
  void aPassiveProxyIsAskedInItsMode() throws IOException {
    Proxy proxy = Proxy.passive("ppp").withTls(PSK);
    ServerConfig config = ServerConfig.strict().toBuilder().proxy(proxy).build();
    try (MockAgent peer = agent(agent("psk"));
        MockZabbixServer server = new MockZabbixServer(config)) {
      ProxyPoller poller =
          server.proxyPoller(
              "ppp", new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()));

      Exchange fetched = poller.fetch();

      assertEquals("TLSv1.3 with PSK \"id-tp\"", fetched.tls().orElseThrow().toString());
    }
  }
}
