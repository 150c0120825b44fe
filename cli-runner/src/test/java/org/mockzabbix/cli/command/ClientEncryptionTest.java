package org.mockzabbix.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.CommandRun;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** The encryption of {@code send} and {@code get}. */
@Timeout(180)
class ClientEncryptionTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TestPsk PSK = TestPsk.random("web01");
  private static final TlsConfig PEER =
      TlsConfig.psk(PSK).withCertificate(CERTIFICATES.server(), CERTIFICATES.authority());
  private static final String WITH_PSK =
      "--tls-connect psk --tls-psk-identity web01 --tls-psk-file DIR/psk";
  private static final String WITH_CERTIFICATE =
      "--tls-connect cert --tls-ca-file DIR/ca.crt --tls-cert-file DIR/client.crt"
          + " --tls-key-file DIR/client.key";
  private static final String CLOSED =
      "zbx_tls_connect(): gnutls_handshake() failed:"
          + " -110 The TLS connection was non-properly terminated.";

  @TempDir private static Path directory;

  @BeforeAll
  static void writeFiles() throws IOException {
    CERTIFICATES.writeTo(directory);
    TestCertificates.create().server().writeTo(directory, "other");
    PSK.writeTo(directory.resolve("psk"));
    TestPsk.random("web01").writeTo(directory.resolve("wrong"));
  }

  private static CommandRun run(String command) {
    return CommandRun.of(command.replace("DIR", directory.toString()).split(" "));
  }

  private static CommandRun send(MockZabbixServer server, String options) {
    return run("send -vv -z 127.0.0.1 -s h -k k -o v -p " + server.trapperPort() + " " + options);
  }

  private static CommandRun get(MockAgent agent, String options) {
    return run("get -s 127.0.0.1 -k agent.ping -p " + agent.port() + " " + options);
  }

  private static MockZabbixServer server(TlsConfig tls) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
  }

  private static MockAgent agent(TlsConfig tls) {
    return new MockAgent(AgentConfig.of("web01").withTls(tls)).start();
  }

  @ParameterizedTest
  @CsvSource({WITH_PSK + ", PSK", WITH_CERTIFICATE + ", CERT", "--tls-connect unencrypted, "})
  void connectsInTheMode(String options, TlsMode mode) {
    try (MockZabbixServer server = server(PEER);
        MockAgent agent = agent(PEER)) {
      CommandRun sent = send(server, options);
      CommandRun got = get(agent, options);

      assertEquals(0, sent.exitCode(), sent.out());
      assertEquals(0, got.exitCode(), got.err());
      assertEquals("1\n", got.out());
      assertEquals(mode, server.exchanges().get(0).tls().map(tls -> tls.mode()).orElse(null));
      assertEquals(mode, agent.exchanges().get(0).tls().map(tls -> tls.mode()).orElse(null));
    }
  }

  @ParameterizedTest
  @CsvSource({"web01, wrong", "nobody, psk"})
  void wrongKey(String identity, String file) {
    String options =
        "--tls-connect psk --tls-psk-identity " + identity + " --tls-psk-file DIR/" + file;
    assertFails(PEER, options, CLOSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          issuer  | issuer: peer: "CN=Test CA,O=Mock Zabbix", required: "CN=nope"
          subject | subject: peer: "CN=localhost,O=Mock Zabbix", required: "CN=nope"
          """)
  void otherPeer(String part, String reason) {
    assertFails(PEER, WITH_CERTIFICATE + " --tls-PEER-cert-" + part + " CN=nope", reason);
  }

  @Test
  void expiredCertificate() {
    assertRejects(CERTIFICATES.expired(), "The certificate chain uses expired certificate.");
  }

  @Test
  void revokedCertificate() {
    assertRejects(CERTIFICATES.revoked(), "The certificate chain is revoked.");
  }

  @Test
  void certificateOfUnknownAuthority() {
    assertRejects(CERTIFICATES.ofUnknownAuthority(), "The certificate issuer is unknown.");
  }

  private static void assertRejects(TlsCertificate certificate, String why) {
    assertFails(
        TlsConfig.cert(certificate, CERTIFICATES.authority()),
        WITH_CERTIFICATE + " --tls-crl-file DIR/ca.crl",
        "invalid peer certificate: The certificate is NOT trusted. " + why + " ");
  }

  private static void assertFails(TlsConfig peer, String options, String reason) {
    try (MockZabbixServer server = server(peer);
        MockAgent agent = agent(peer)) {
      String failure = "TCP successful, cannot establish TLS to [[127.0.0.1]:PORT]: " + reason;
      CommandRun sent = send(server, options.replace("PEER", "server"));
      CommandRun got = get(agent, options.replace("PEER", "agent"));

      assertEquals(1, sent.exitCode());
      assertEquals(
          (reason.equals(CLOSED)
                  ? "zabbix_sender [PID]: DEBUG: "
                      + CLOSED.replace("():", "()").replace("failed:", "returned:")
                      + "\n"
                  : "")
              + "zabbix_sender [PID]: DEBUG: Unable to connect to [127.0.0.1]:PORT ["
              + failure
              + "]\nSending failed.\n",
          sent.outWithoutPid().replace(String.valueOf(server.trapperPort()), "PORT"));
      assertEquals(1, got.exitCode());
      assertEquals("", got.out());
      assertEquals(
          "zabbix_get [PID]: Get value error: " + failure + "\n",
          got.errWithoutPid().replace(String.valueOf(agent.port()), "PORT"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connect foo | invalid value of "TLSConnect" or "--tls-connect" parameter | invalid value of "--tls-connect" parameter
          connect psk | parameter "TLSConnect" or "--tls-connect" value requires "TLSPSKFile" or "--tls-psk-file", but neither of them is defined | parameter "--tls-connect" value requires "--tls-psk-file", but it is not defined
          connect cert | parameter "TLSConnect" or "--tls-connect" value requires "TLSCertFile" or "--tls-cert-file", but neither of them is defined | parameter "--tls-connect" value requires "--tls-cert-file", but it is not defined
          psk-identity a | parameter "TLSPSKIdentity" or "--tls-psk-identity" is defined, but neither "TLSPSKFile" nor "--tls-psk-file" is defined | parameter "--tls-psk-identity" is defined, but "--tls-psk-file" is not defined
          psk-identity | configuration parameter "TLSPSKIdentity" or "--tls-psk-identity" is defined but empty | configuration parameter "--tls-psk-identity" is defined but empty
          cipher X | parameter "--tls-cipher" is defined, but neither "TLSCertFile", nor "--tls-cert-file", nor "TLSPSKIdentity", nor "--tls-psk-identity" is defined | parameter "--tls-cipher" is defined, but neither "--tls-cert-file" nor "--tls-psk-identity" is defined
          cipher13 X | parameter "--tls-cipher13" is defined, but neither "TLSCertFile", nor "--tls-cert-file", nor "TLSPSKIdentity", nor "--tls-psk-identity" is defined | parameter "--tls-cipher13" is defined, but neither "--tls-cert-file" nor "--tls-psk-identity" is defined
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher13 TLS_AES_128_GCM_SHA25 | parameter "--tls-cipher13" has the unknown cipher suite "TLS_AES_128_GCM_SHA25": did you mean "TLS_AES_128_GCM_SHA256"? | parameter "--tls-cipher13" has the unknown cipher suite "TLS_AES_128_GCM_SHA25": did you mean "TLS_AES_128_GCM_SHA256"?
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher PSK-AES256-CBC-SHA | parameter "--tls-cipher" has the unknown cipher suite "PSK-AES256-CBC-SHA": did you mean "PSK-AES128-CBC-SHA"? | parameter "--tls-cipher" has the unknown cipher suite "PSK-AES256-CBC-SHA": did you mean "PSK-AES128-CBC-SHA"?
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher kPKS | parameter "--tls-cipher" has the unknown cipher suite "kPKS": did you mean "kPSK"? | parameter "--tls-cipher" has the unknown cipher suite "kPKS": did you mean "kPSK"?
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher kPSK+AES256 | parameter "--tls-cipher" has the unknown keyword "AES256" in "kPSK+AES256": use one of AES128, EECDH, RSA, aRSA, kECDHEPSK, kPSK | parameter "--tls-cipher" has the unknown keyword "AES256" in "kPSK+AES256": use one of AES128, EECDH, RSA, aRSA, kECDHEPSK, kPSK
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher kPSK:!MD5+HIGH | parameter "--tls-cipher" has the unknown keyword "!MD5" in "!MD5+HIGH": use one of AES128, EECDH, RSA, aRSA, kECDHEPSK, kPSK | parameter "--tls-cipher" has the unknown keyword "!MD5" in "!MD5+HIGH": use one of AES128, EECDH, RSA, aRSA, kECDHEPSK, kPSK
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher kPSK+aRSA | parameter "--tls-cipher" has "kPSK+aRSA", and no cipher suite has all these keywords | parameter "--tls-cipher" has "kPSK+aRSA", and no cipher suite has all these keywords
          connect psk --tls-psk-identity a --tls-psk-file DIR/psk --tls-cipher13 kPSK+AES128 | parameter "--tls-cipher13" has the unknown cipher suite "kPSK+AES128": use one of TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256 | parameter "--tls-cipher13" has the unknown cipher suite "kPSK+AES128": use one of TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_GCM_SHA256
          connect psk --tls-psk-identity a --tls-psk-file DIR/none | cannot open file "DIR/none": [2] No such file or directory | cannot open file "DIR/none": [2] No such file or directory
          connect cert --tls-ca-file DIR/ca.crt --tls-cert-file DIR/client.crt --tls-key-file DIR/other.key | cannot load certificate or private key from file "DIR/client.crt" or "DIR/other.key": -60: The certificate and the given key do not match. | cannot load certificate or private key from file "DIR/client.crt" or "DIR/other.key": -60: The certificate and the given key do not match.
          """)
  void refusesOptions(String options, String ofSender, String ofGetter) {
    CommandRun sent = refused("send -z 127.0.0.1 -p 1 -s h -k k -o v", options);
    CommandRun got = refused("get -s 127.0.0.1 -p 1 -k k", options);

    assertEquals(1, sent.exitCode());
    assertEquals(
        "zabbix_sender [PID]: ERROR: " + ofSender + "\n",
        sent.outWithoutPid().replace(directory.toString(), "DIR"));
    assertEquals(1, got.exitCode());
    assertEquals(
        "zabbix_get [PID]: ERROR: " + ofGetter + "\n",
        got.errWithoutPid().replace(directory.toString(), "DIR"));
  }

  private static CommandRun refused(String command, String options) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.addAll(List.of(("--tls-" + options).replace("DIR", directory.toString()).split(" ")));
    if (!options.contains(" ")) {
      words.add(""); // an option without a value
    }
    return CommandRun.of(words.toArray(String[]::new));
  }

  /**
   * Each suite that was measured, by OpenSSL's name; without TLS 1.3 at the peer for those of 1.2.
   */
  @ParameterizedTest
  @CsvSource({
    "psk, cipher13, TLS_CHACHA20_POLY1305_SHA256, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
    "psk, cipher13, TLS_AES_128_GCM_SHA256, TLSv1.3, TLS_AES_128_GCM_SHA256",
    "psk, cipher, ECDHE-PSK-AES128-CBC-SHA256, TLSv1.2, TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256",
    "psk, cipher, ECDHE-PSK-AES128-CBC-SHA, TLSv1.2, TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA",
    "psk, cipher, PSK-AES128-GCM-SHA256, TLSv1.2, TLS_PSK_WITH_AES_128_GCM_SHA256",
    "psk, cipher, PSK-AES128-CBC-SHA256, TLSv1.2, TLS_PSK_WITH_AES_128_CBC_SHA256",
    "psk, cipher, PSK-AES128-CBC-SHA, TLSv1.2, TLS_PSK_WITH_AES_128_CBC_SHA",
    "psk, cipher, kECDHEPSK+AES128:kPSK+AES128, TLSv1.2, TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256",
    "psk, cipher, kPSK:kECDHEPSK, TLSv1.2, TLS_PSK_WITH_AES_128_GCM_SHA256",
    "cert, cipher13, TLS_CHACHA20_POLY1305_SHA256, TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
    "cert, cipher13, TLS_AES_128_GCM_SHA256, TLSv1.3, TLS_AES_128_GCM_SHA256",
    "cert, cipher, ECDHE-RSA-AES128-GCM-SHA256, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "cert, cipher, ECDHE-RSA-AES128-SHA256, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "cert, cipher, ECDHE-RSA-AES128-SHA, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "cert, cipher, EECDH+aRSA+AES128:RSA+aRSA+AES128, TLSv1.2,"
        + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  })
  void offersTheChosenSuite(
      String mode, String option, String openssl, String version, String suite) {
    String keys = mode.equals("psk") ? WITH_PSK : WITH_CERTIFICATE;
    TlsConfig peer = version.equals("TLSv1.2") ? PEER.like(TlsLibrary.GNUTLS) : PEER;
    try (MockZabbixServer server = server(peer)) {
      CommandRun sent = send(server, keys + " --tls-" + option + " " + openssl);

      assertEquals(0, sent.exitCode(), sent.out());
      TlsInfo tls = server.exchanges().get(0).tls().orElseThrow();
      assertEquals(version, tls.version());
      assertEquals(suite, tls.suite());
    }
  }

  /** A list of suites for one version leaves those of the other version as they are. */
  @Test
  void offersTheOtherVersionToo() {
    try (MockZabbixServer server = server(PEER);
        MockZabbixServer tls12 = server(PEER.like(TlsLibrary.GNUTLS))) {
      send(server, WITH_PSK + " --tls-cipher PSK-AES128-CBC-SHA:PSK-AES128-GCM-SHA256");
      send(tls12, WITH_PSK + " --tls-cipher PSK-AES128-CBC-SHA:PSK-AES128-GCM-SHA256");
      send(tls12, WITH_PSK + " --tls-cipher13 TLS_AES_128_GCM_SHA256");

      assertEquals("TLS_CHACHA20_POLY1305_SHA256", suite(server, 0));
      assertEquals("TLS_PSK_WITH_AES_128_CBC_SHA", suite(tls12, 0));
      assertEquals("TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", suite(tls12, 1));
    }
  }

  private static String suite(MockZabbixServer server, int exchange) {
    return server.exchanges().get(exchange).tls().orElseThrow().suite();
  }

  @Test
  void configurationFile() throws Exception {
    try (MockZabbixServer server = server(PEER.accepting(TlsMode.PSK))) {
      Path file =
          Files.writeString(
              directory.resolve("agentd.conf"),
              """
              Hostname=h
              ServerActive=127.0.0.1:%d
              TLSConnect=psk
              TLSAccept=cert
              TLSPSKIdentity=web01
              TLSPSKFile=%s
              """
                  .formatted(server.trapperPort(), directory.resolve("psk")));
      CommandRun sent = run("send -k k -o v -c " + file);
      CommandRun wrong = run("send -k k -o v --tls-psk-file DIR/wrong -c " + file);

      assertEquals(0, sent.exitCode(), sent.out());
      assertEquals(1, wrong.exitCode());
    }
  }

  @Test
  void configurationFile_withAnEmptyParameter() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("empty.conf"), "Hostname=h\nServerActive=127.0.0.1:1\nTLSConnect=\n");
    CommandRun run = run("send -k k -o v -c " + file);

    assertEquals(1, run.exitCode());
    assertEquals(
        "zabbix_sender [PID]: ERROR: configuration parameter \"TLSConnect\" or \"--tls-connect\""
            + " is defined but empty\n",
        run.outWithoutPid());
  }
}
