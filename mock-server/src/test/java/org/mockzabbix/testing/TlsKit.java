package org.mockzabbix.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.net.ClientConnection;
import org.mockzabbix.net.ClosedWithoutResponseException;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/** The keys, certificates and hosts with which real servers were measured. */
public final class TlsKit {

  public static final TestPsk PSK = TestPsk.random("id-tp");
  public static final TestPsk PSK2 = TestPsk.random("id-tp2");
  public static final TestCertificates CERTIFICATES = TestCertificates.create();
  public static final String ISSUER = "CN=Test CA,O=Mock Zabbix";
  public static final String SUBJECT = "CN=client,O=Mock Zabbix";

  /** The server has a certificate, and its keys only through its hosts and proxies. */
  public static final TlsConfig SERVER =
      TlsConfig.cert(CERTIFICATES.server(), CERTIFICATES.authority());

  private TlsKit() {}

  /** The encryption of a client by its name in the tables. */
  public static TlsConfig client(String name) {
    return switch (name) {
      case "plain" -> TlsConfig.unencrypted();
      case "id-tp" -> TlsConfig.psk(PSK);
      case "id-tp2" -> TlsConfig.psk(PSK2);
      default -> cert(CERTIFICATES.client(name));
    };
  }

  public static TlsConfig cert(TlsCertificate own) {
    return TlsConfig.cert(own, CERTIFICATES.authority());
  }

  /** The hosts of the tables, and one without encryption settings. */
  public static Host[] hosts() {
    PeerTls cert = PeerTls.cert();
    return new Host[] {
      host("none"),
      host("tu").withTls(PeerTls.accepting(TlsMode.UNENCRYPTED)),
      host("tp").withTls(PeerTls.psk(PSK)),
      host("tc").withTls(cert),
      host("tup").withTls(PeerTls.accepting(TlsMode.UNENCRYPTED, TlsMode.PSK).withPsk(PSK)),
      host("tpc").withTls(PeerTls.accepting(TlsMode.PSK, TlsMode.CERT).withPsk(PSK)),
      host("tuc").withTls(PeerTls.accepting(TlsMode.UNENCRYPTED, TlsMode.CERT)),
      host("tall").withTls(PeerTls.accepting(TlsMode.UNENCRYPTED, TlsMode.values()).withPsk(PSK)),
      host("tci").withTls(cert.withIssuer(ISSUER).withSubject(SUBJECT)),
      host("tcs").withTls(cert.withIssuer(ISSUER).withSubject("CN=other,O=Mock Zabbix")),
      host("tcx").withTls(cert.withIssuer("CN=other").withSubject(SUBJECT)),
      host("tcr").withTls(cert.withIssuer("O=Mock Zabbix,CN=Test CA").withSubject("CN=other")),
      host("tp2").withTls(PeerTls.psk(PSK2))
    };
  }

  private static Host host(String name) {
    return Host.of(name, Item.trapper("trap"), Item.active("agent.ping", "5s"));
  }

  public static MockZabbixServer start(ZabbixVersion version, Proxy... proxies) {
    ServerConfig.Builder config = ServerConfig.strict(hosts()).toBuilder();
    for (Proxy proxy : proxies) {
      config.proxy(proxy);
    }
    return new MockZabbixServer(config.version(version).tls(SERVER).build()).start();
  }

  /** Returns the text of the response to a request, with ' for "; empty if there is none. */
  public static String ask(MockZabbixServer server, TlsConfig client, String json)
      throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.trapperPort());
    try (ClientConnection connection =
        new ClientConnection(address, Duration.ofSeconds(20), null, client)) {
      connection.send(1, json.replace('\'', '"'));
      return connection.receive().data().text().replace('"', '\'');
    } catch (ClosedWithoutResponseException silent) {
      return "";
    }
  }
}
