package org.mockzabbix.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.ImpostorFiles;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsCertificate;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/**
 * The encryption of {@code send} and {@code get} and of the real tools, which are built with
 * GnuTLS: the same options, files and peers, the same words and exit codes. The debug lines about
 * what GnuTLS has loaded and negotiated are left out.
 */
@NeedsProgram({"zabbix_sender", "zabbix_get"})
@Timeout(600)
class EncryptionLikeRealToolsIT {

  private static final int SEED = Integer.getInteger("mockzabbix.seed", 3);
  private static final int RUNS = Integer.getInteger("mockzabbix.files", 150);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};
  private static final String LIBRARY_LINES =
      "(?m)^zabbix_sender \\[PID]: DEBUG: (GnuTLS library |zbx_tls_init_child\\(\\)"
          + "|zbx_tls_connect\\(\\): peer certificate: ).*\\n";

  @TempDir private static Path directory;
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TestPsk PSK = TestPsk.random("web01");

  static Stream<Release> releases() {
    return Release.having("zabbix_sender");
  }

  @BeforeAll
  static void writeFiles() throws IOException {
    CERTIFICATES.writeTo(directory);
    ImpostorFiles.writeTo(directory);
    TestCertificates.create().server().writeTo(directory, "other");
    PSK.writeTo(directory.resolve("psk"));
    TestPsk.random("web01").writeTo(directory.resolve("wrong"));
    Files.writeString(directory.resolve("short"), "ab\n");
    Files.writeString(directory.resolve("empty"), "");
  }

  /** The two tools. */
  private enum Tool {
    SEND("zabbix_sender", "send", "server"),
    GET("zabbix_get", "get", "agent");

    private final String program;
    private final String command;
    private final String peer;

    Tool(String program, String command, String peer) {
      this.program = program;
      this.command = command;
      this.peer = peer;
    }

    private List<String> arguments(int port, String options) {
      List<String> arguments = new ArrayList<>();
      if (this == SEND) {
        arguments.addAll(List.of("-vv", "-z", "127.0.0.1", "-s", "web01", "-o", "1"));
      } else {
        arguments.addAll(List.of("-s", "127.0.0.1"));
      }
      arguments.addAll(List.of("-k", "k", "-p", String.valueOf(port)));
      Arrays.stream(options.split(" "))
          .filter(word -> !word.isEmpty())
          .map(word -> word.replace("PEER", peer).replace("DIR", directory.toString()))
          .map(word -> word.equals("''") ? "" : word)
          .forEach(arguments::add);
      return arguments;
    }

    private ToolRun real(Release release, int port, String options) throws Exception {
      return shown(
          ToolRun.real(release, program, PATIENCE).run(NOTHING, arguments(port, options)), port);
    }

    private ToolRun own(Release release, int port, String options) throws Exception {
      return shown(ToolRun.own(release, command).run(NOTHING, arguments(port, options)), port);
    }

    private static ToolRun shown(ToolRun run, int port) {
      return new ToolRun(run.exitCode(), run.output().replaceAll(LIBRARY_LINES, ""), run.errors())
          .replacing(String.valueOf(port), "PORT");
    }
  }

  private static void compare(
      Release release, Tool tool, int port, String options, List<String> differences)
      throws Exception {
    ToolRun real = tool.real(release, port, options);
    ToolRun own = tool.own(release, port, options);
    if (!real.equals(own)) {
      differences.add(tool + " " + options + "\n  " + real + "\n  " + own);
    }
  }

  private static final List<String> OPTIONS =
      List.of(
          "--tls-connect psk",
          "--tls-connect cert",
          "--tls-connect unencrypted",
          "--tls-connect foo",
          "--tls-connect ''",
          "--tls-psk-identity web01",
          "--tls-psk-identity web01",
          "--tls-psk-identity ''",
          "--tls-psk-file DIR/psk",
          "--tls-psk-file DIR/psk",
          "--tls-psk-file DIR/none",
          "--tls-psk-file DIR/short",
          "--tls-psk-file DIR/empty",
          "--tls-cert-file DIR/client.crt",
          "--tls-cert-file DIR/client.crt",
          "--tls-cert-file DIR/none",
          "--tls-cert-file DIR/psk",
          "--tls-key-file DIR/client.key",
          "--tls-key-file DIR/client.key",
          "--tls-key-file DIR/none",
          "--tls-key-file DIR/other.key",
          "--tls-ca-file DIR/ca.crt",
          "--tls-ca-file DIR/ca.crt",
          "--tls-ca-file DIR/none",
          "--tls-ca-file DIR/psk",
          "--tls-crl-file DIR/ca.crl",
          "--tls-crl-file DIR/none",
          "--tls-crl-file DIR/psk",
          "--tls-PEER-cert-issuer CN=ca",
          "--tls-PEER-cert-subject CN=peer");

  /** Random options, which fit together rarely; nobody listens at the port. */
  @ParameterizedTest
  @MethodSource("releases")
  void options(Release release) throws Exception {
    Random random = new Random(SEED);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      List<String> chosen = new ArrayList<>();
      double share = random.nextDouble();
      for (int first = 0; first < OPTIONS.size(); first++) {
        String option = OPTIONS.get(random.nextInt(OPTIONS.size()));
        String name = option.split(" ", -1)[0];
        if (random.nextDouble() < share && chosen.stream().noneMatch(o -> o.startsWith(name))) {
          chosen.add(option);
        }
      }
      for (Tool tool : Tool.values()) {
        compare(release, tool, 1, String.join(" ", chosen), differences);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  /** These real programs are built with GnuTLS, and refuse OpenSSL's --tls-cipher13. */
  @ParameterizedTest
  @MethodSource("releases")
  void suites(Release release) throws Exception {
    List<String> differences = new ArrayList<>();
    for (Tool tool : Tool.values()) {
      compare(release, tool, 1, "--tls-cipher X", differences);
      compare(release, tool, 1, "--tls-cipher ''", differences);
    }
    assertEquals("", String.join("\n", differences));
  }

  private static final String WITH_PSK =
      "--tls-connect psk --tls-psk-identity web01 --tls-psk-file DIR/psk";
  private static final String WITH_CERTIFICATE =
      "--tls-connect cert --tls-ca-file DIR/ca.crt --tls-cert-file DIR/client.crt"
          + " --tls-key-file DIR/client.key";

  private static List<String> connections() {
    return List.of(
        "",
        WITH_PSK,
        WITH_PSK.replace("/psk", "/wrong"),
        WITH_PSK.replace("web01", "nobody"),
        WITH_CERTIFICATE,
        WITH_CERTIFICATE + " --tls-crl-file DIR/ca.crl",
        WITH_CERTIFICATE + " --tls-PEER-cert-subject CN=nope",
        WITH_CERTIFICATE + " --tls-PEER-cert-issuer CN=nope",
        WITH_CERTIFICATE.replace("ca.crt", "client.crt"));
  }

  /** A server and an agent that accept everything, or only one mode. */
  @ParameterizedTest
  @MethodSource("releases")
  void peers(Release release) throws Exception {
    TlsConfig all =
        TlsConfig.psk(PSK)
            .withCertificate(CERTIFICATES.server(), CERTIFICATES.authority())
            .like(TlsLibrary.GNUTLS);
    List<String> differences = new ArrayList<>();
    compare(release, all, connections(), differences);
    compare(release, all.accepting(TlsMode.PSK), List.of(WITH_CERTIFICATE), differences);
    compare(release, all.accepting(TlsMode.CERT), List.of(WITH_PSK), differences);
    for (TlsCertificate bad :
        List.of(
            CERTIFICATES.expired(),
            CERTIFICATES.notYetValid(),
            CERTIFICATES.revoked(),
            CERTIFICATES.ofUnknownAuthority())) {
      compare(
          release,
          TlsConfig.cert(bad, CERTIFICATES.authority()),
          List.of(WITH_CERTIFICATE + " --tls-crl-file DIR/ca.crl"),
          differences);
    }
    compare(
        release,
        TlsConfig.cert(
            TlsCertificate.read(
                directory.resolve("impostor.crt"), directory.resolve("impostor.key")),
            CERTIFICATES.authority()),
        List.of(WITH_CERTIFICATE.replace("ca.crt", "trusted.crt")),
        differences);
    assertEquals("", String.join("\n", differences));
  }

  private static void compare(
      Release release, TlsConfig tls, List<String> connections, List<String> differences)
      throws Exception {
    try (MockZabbixServer server =
            new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
        MockAgent agent =
            new MockAgent(AgentConfig.of("web01").withTls(tls)).reply("k", "1").start()) {
      for (String options : connections) {
        compare(release, Tool.SEND, server.trapperPort(), options, differences);
        compare(release, Tool.GET, agent.port(), options, differences);
      }
    }
  }

  private static final int HANDSHAKE = 0x16; // the first byte of a record

  /** Alerts that real servers never send. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 21, 22, 30, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80})
  void alerts(int alert) throws Exception {
    Release release = Release.own();
    List<String> differences = new ArrayList<>();
    try (ServerSocket peer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<String> connections = List.of(WITH_PSK, WITH_CERTIFICATE);
      int clients = connections.size() * Tool.values().length * 2; // the real and the own tool
      FutureTask<Integer> alerts = new FutureTask<>(() -> sendAlerts(peer, alert, clients));
      Thread thread = new Thread(alerts);
      thread.setDaemon(true);
      thread.start();
      for (String options : connections) {
        compare(release, Tool.SEND, peer.getLocalPort(), options, differences);
        compare(release, Tool.GET, peer.getLocalPort(), options, differences);
      }
      assertEquals(clients, alerts.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    assertEquals("", String.join("\n", differences));
  }

  /** Sends an alert to each client, and returns how many of them began a handshake. */
  private static int sendAlerts(ServerSocket peer, int alert, int clients) throws IOException {
    int handshakes = 0;
    for (int client = 0; client < clients; client++) {
      try (Socket connection = peer.accept()) {
        handshakes += connection.getInputStream().read() == HANDSHAKE ? 1 : 0;
        assertTrue(connection.getInputStream().read(new byte[10_000]) > 0);
        connection.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) alert});
      }
    }
    return handshakes;
  }
}
