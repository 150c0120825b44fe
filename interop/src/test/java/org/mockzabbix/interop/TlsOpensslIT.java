package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.tls.TlsLibrary;

/** Other implementations of TLS: OpenSSL's own client, and Python. */
@NeedsProgram({"openssl", "python3"})
@Timeout(120)
class TlsOpensslIT {

  private static final String DATA =
      "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.ok\",\"value\":\"1\"}]}";
  private static final String PACKET = "ZBXD\1" + (char) DATA.length() + "\0\0\0\0\0\0\0" + DATA;
  private static final String UNEXPECTED_END = "unexpected eof while reading";
  private static final String SENT = "\"processed: 1; failed: 0; total: 1;";
  private static final String GNUTLS_ONLY =
      "the client offers only TLSv1.3: a server built with GnuTLS accepts TLSv1.2 only";

  @TempDir static Path directory;
  private static TlsFiles files;

  @BeforeAll
  static void writeFiles() throws Exception {
    files = new TlsFiles(directory);
  }

  private static MockZabbixServer server(TlsLibrary like) {
    return new MockZabbixServer(
            ServerConfig.lenient().toBuilder().tls(files.port().like(like)).build())
        .start();
  }

  /** Runs {@code openssl s_client} until the server closes. */
  private static RealProgram.Outcome client(MockZabbixServer server, List<String> options)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("s_client", "-ign_eof", "-connect"));
    arguments.add("127.0.0.1:" + server.trapperPort());
    arguments.addAll(options);
    return RealProgram.inPath("openssl").run(PACKET, arguments);
  }

  private static List<String> psk(String hex, String... more) {
    return Stream.concat(
            Stream.of("-psk_identity", "web01", "-psk", hex, "-cipher", "PSK"), Stream.of(more))
        .toList();
  }

  private static List<String> cert(String name, String... more) {
    return Stream.concat(
            Stream.of("-CAfile", files.crt("ca"), "-cert", files.crt(name)),
            Stream.concat(Stream.of("-key", files.keyOf(name)), Stream.of(more)))
        .toList();
  }

  private static String reason(MockZabbixServer server) {
    return server.exchanges().get(0).reason().orElseThrow();
  }

  static Stream<Arguments> good() {
    return Stream.of(
        Arguments.of("psk", "-tls1_2", TlsLibrary.OPENSSL, "TLSv1.2 with PSK \"web01\""),
        Arguments.of("psk", "-tls1_2", TlsLibrary.GNUTLS, "TLSv1.2 with PSK \"web01\""),
        Arguments.of("psk", "-tls1_3", TlsLibrary.OPENSSL, "TLSv1.3 with PSK \"web01\""),
        Arguments.of(
            "cert",
            "-tls1_2",
            TlsLibrary.OPENSSL,
            "TLSv1.2 with certificate \"CN=client,O=Mock Zabbix\""),
        Arguments.of(
            "cert",
            "-tls1_2",
            TlsLibrary.GNUTLS,
            "TLSv1.2 with certificate \"CN=client,O=Mock Zabbix\""),
        Arguments.of(
            "cert",
            "-tls1_3",
            TlsLibrary.OPENSSL,
            "TLSv1.3 with certificate \"CN=client,O=Mock Zabbix\""));
  }

  @ParameterizedTest
  @MethodSource("good")
  void opensslDelivers(String mode, String version, TlsLibrary like, String tls) throws Exception {
    try (MockZabbixServer server = server(like)) {
      RealProgram.Outcome outcome =
          client(
              server,
              mode.equals("psk") ? psk(files.psk().hex(), version) : cert("client", version));
      assertTrue(outcome.output().contains(SENT), outcome::toString);
      assertTrue(!outcome.errors().contains(UNEXPECTED_END), outcome::toString); // close_notify
      assertEquals(tls, server.exchanges().get(0).tls().orElseThrow().toString());
    }
  }

  static Stream<Arguments> bad() {
    String wrong = "00".repeat(32);
    String otherKey = "the client has another key for the PSK identity \"web01\"";
    String expired = "the certificate \"CN=expired,O=Mock Zabbix\" has expired";
    return Stream.of(
        Arguments.of(psk(wrong, "-tls1_2"), TlsLibrary.OPENSSL, otherKey, true),
        Arguments.of(psk(wrong, "-tls1_2"), TlsLibrary.GNUTLS, otherKey, true),
        Arguments.of(psk(wrong, "-tls1_3"), TlsLibrary.OPENSSL, otherKey, true),
        Arguments.of(psk(files.psk().hex(), "-tls1_3"), TlsLibrary.GNUTLS, GNUTLS_ONLY, true),
        Arguments.of(
            psk(files.psk().hex(), "-tls1_3", "-ciphersuites", "TLS_AES_256_GCM_SHA384"),
            TlsLibrary.OPENSSL,
            "no common cipher suite: the client offers 0x1302",
            true),
        Arguments.of(
            List.of("-tls1_2", "-cipher", "AES256-SHA:@SECLEVEL=0"),
            TlsLibrary.OPENSSL,
            "no common cipher suite: the client offers 0x0035, 0x00FF",
            true),
        Arguments.of(cert("expired", "-tls1_2"), TlsLibrary.OPENSSL, expired, false),
        Arguments.of(cert("expired", "-tls1_2"), TlsLibrary.GNUTLS, expired, false),
        Arguments.of(cert("expired", "-tls1_3"), TlsLibrary.OPENSSL, expired, false),
        Arguments.of(cert("client", "-tls1_3"), TlsLibrary.GNUTLS, GNUTLS_ONLY, true),
        Arguments.of(
            List.of("-tls1_2"), TlsLibrary.OPENSSL, "the client presented no certificate", true),
        Arguments.of(
            List.of("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"),
            TlsLibrary.OPENSSL,
            "the client offers only TLSv1.1, and the server accepts TLSv1.2 and TLSv1.3",
            true));
  }

  /** No alert precedes the end, but {@code close_notify} does if the handshake was complete. */
  @ParameterizedTest
  @MethodSource("bad")
  void opensslSeesTheEnd(List<String> options, TlsLibrary like, String reason, boolean inHandshake)
      throws Exception {
    try (MockZabbixServer server = server(like)) {
      RealProgram.Outcome outcome = client(server, options);
      assertTrue(!outcome.output().contains("processed"), outcome::toString);
      assertEquals(
          inHandshake, outcome.errors().contains(UNEXPECTED_END), outcome.errors() + options);
      assertTrue(reason(server).startsWith(reason), reason(server));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1_2", "TLSv1_3"})
  void pythonDelivers(String version) throws Exception {
    String script =
        """
        import socket, ssl, sys
        port, version, ca, cert, key = sys.argv[1:]
        context = ssl.create_default_context(cafile=ca)
        context.load_cert_chain(cert, key)
        context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
        with socket.create_connection(("127.0.0.1", int(port)), 20) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as tls:
                tls.sendall(sys.stdin.buffer.read())
                received = b""
                while chunk := tls.recv(65536):
                    received += chunk
                print(tls.version(), received[13:].decode())
        """;
    try (MockZabbixServer server = server(TlsLibrary.OPENSSL)) {
      RealProgram.Outcome outcome =
          RealProgram.inPath("python3")
              .run(
                  PACKET,
                  List.of(
                      "-c",
                      script,
                      String.valueOf(server.trapperPort()),
                      version,
                      files.crt("ca"),
                      files.crt("client"),
                      files.keyOf("client")));
      assertTrue(outcome.output().startsWith(version.replace('_', '.') + " {"), outcome::toString);
      assertTrue(outcome.output().contains(SENT), outcome::toString);
    }
  }
}
