package org.mockzabbix.interop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/**
 * The real {@code zabbix_sender} and {@code zabbix_get} over TLS, with right and wrong keys. What
 * they print is what they print beside a real server and a real agent.
 */
@NeedsProgram({"zabbix_sender", "zabbix_get"})
@Timeout(120)
class TlsToolsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** A sender of 7.0.9 never ends after an empty answer, also one of a real server. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private static final String CLOSED_IN_HANDSHAKE =
      "gnutls_handshake() failed: -110 The TLS connection was non-properly terminated.";
  private static final String NOT_TRUSTED =
      "invalid peer certificate: The certificate is NOT trusted. The certificate issuer is"
          + " unknown. ";
  private static final String SUBJECT =
      "subject: peer: \"CN=localhost,O=Mock Zabbix\", required: \"CN=nope\"";
  private static final String EMPTY_ANSWER = "EMPTY ANSWER";

  @TempDir static Path directory;
  private static TlsFiles files;

  @BeforeAll
  static void writeFiles() throws Exception {
    files = new TlsFiles(directory);
  }

  /**
   * Something that goes wrong.
   *
   * @param port what the port accepts
   * @param options what the program is given
   * @param printed a part of what the program prints
   * @param reason how the reason in the journal begins
   */
  private record Failure(
      String name,
      Function<TlsConfig, TlsConfig> port,
      List<String> options,
      String printed,
      String reason) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Failure> failures(String subjectOption) {
    Function<TlsConfig, TlsConfig> all = Function.identity();
    String certificate = "the certificate \"CN=%s,O=Mock Zabbix\" ";
    return List.of(
        new Failure(
            "wrong key",
            all,
            files.psk("web01", "wrong"),
            CLOSED_IN_HANDSHAKE,
            "the client has another key for the PSK identity \"web01\""),
        new Failure(
            "unknown identity",
            all,
            files.psk("nobody", "right"),
            CLOSED_IN_HANDSHAKE,
            "the PSK identity \"nobody\" is unknown: the server knows \"web01\""),
        new Failure(
            "expired",
            all,
            files.cert("expired"),
            EMPTY_ANSWER,
            certificate.formatted("expired") + "has expired: it was valid until "),
        new Failure(
            "not yet valid",
            all,
            files.cert("future"),
            EMPTY_ANSWER,
            certificate.formatted("not yet valid") + "is not valid yet: it is valid from "),
        new Failure(
            "revoked",
            all,
            files.cert("revoked"),
            EMPTY_ANSWER,
            certificate.formatted("revoked") + "is revoked"),
        new Failure(
            "unknown authority",
            all,
            files.cert("unknown"),
            EMPTY_ANSWER,
            certificate.formatted("unknown")
                + "was issued by an authority that is not trusted: \"CN=Test CA,O=Mock Zabbix\""),
        new Failure(
            "the server's authority is unknown",
            all,
            files.certTrusting("unknown", "client"),
            NOT_TRUSTED,
            "the peer closed without sending a byte"),
        new Failure(
            "another subject required",
            all,
            plus(files.cert("client"), subjectOption, "CN=nope"),
            SUBJECT,
            "the peer closed without sending a byte"),
        new Failure(
            "plain where TLS is demanded",
            port -> port.accepting(TlsMode.PSK, TlsMode.CERT),
            List.of(),
            EMPTY_ANSWER,
            "the client did not use TLS, and this port does not accept unencrypted connections"),
        new Failure(
            "a certificate where a key is demanded",
            port -> port.accepting(TlsMode.PSK),
            files.cert("client"),
            CLOSED_IN_HANDSHAKE,
            "the client uses TLS with a certificate, which this port does not accept"),
        new Failure(
            "a key where a certificate is demanded",
            port -> port.accepting(TlsMode.CERT),
            files.psk("web01", "right"),
            CLOSED_IN_HANDSHAKE,
            "the client uses TLS with a pre-shared key, which this port does not accept"));
  }

  private static List<String> plus(List<String> options, String... more) {
    return Stream.concat(options.stream(), Stream.of(more)).toList();
  }

  static Stream<Arguments> senders() {
    return Release.having("zabbix_sender")
        .flatMap(
            release -> Stream.of(TlsLibrary.values()).map(like -> Arguments.of(release, like)));
  }

  @ParameterizedTest
  @MethodSource("senders")
  void aSenderDelivers(Release release, TlsLibrary like) throws Exception {
    try (MockZabbixServer server = server(files.port().like(like))) {
      assertEquals(0, send(release, server, files.psk("web01", "right"), PATIENCE).exitCode());
      assertEquals(0, send(release, server, files.cert("client"), PATIENCE).exitCode());
      assertEquals(0, send(release, server, List.of(), PATIENCE).exitCode());
      assertEquals(3, server.items().size());
      assertEquals(
          List.of(
              TlsInfo.psk("TLSv1.2", "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", "web01"),
              TlsInfo.cert(
                  "TLSv1.2",
                  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                  "CN=client,O=Mock Zabbix",
                  "CN=Test CA,O=Mock Zabbix")),
          server.exchanges().stream().flatMap(exchange -> exchange.tls().stream()).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("senders")
  void aSenderSaysWhatFailed(Release release, TlsLibrary like) throws Exception {
    for (Failure failure : failures("--tls-server-cert-subject")) {
      boolean hangs = failure.printed.equals(EMPTY_ANSWER) && release.is70();
      if (hangs && like == TlsLibrary.GNUTLS && !failure.name.equals("expired")) {
        continue; // one that never ends is enough
      }
      try (MockZabbixServer server = server(failure.port.apply(files.port().like(like)))) {
        ToolRun run = send(release, server, failure.options, hangs ? SHORT : PATIENCE);
        assertEquals(hangs ? ToolRun.HANGS : 1, run.exitCode(), failure + ": " + run);
        String printed =
            failure.printed.equals(EMPTY_ANSWER)
                ? release.is70() ? "" : "Warning: incorrect answer from \"127.0.0.1:"
                : failure.printed;
        assertTrue(run.output().contains(printed), failure + ": " + run);
        assertReason(failure, server::exchanges);
      }
    }
  }

  /** The program may have ended before the exchange is recorded. */
  private static void assertReason(Failure failure, Supplier<List<Exchange>> exchanges) {
    await(failure.name).atMost(PATIENCE).until(() -> !exchanges.get().isEmpty());
    String reason = exchanges.get().get(0).reason().orElseThrow();
    assertTrue(reason.startsWith(failure.reason), failure + ": " + reason);
  }

  private static MockZabbixServer server(TlsConfig tls) {
    return new MockZabbixServer(ServerConfig.lenient().toBuilder().tls(tls).build()).start();
  }

  private static ToolRun send(
      Release release, MockZabbixServer server, List<String> options, Duration patience)
      throws Exception {
    List<String> arguments =
        plus(
            options,
            "-vv",
            "-z",
            "127.0.0.1",
            "-p",
            String.valueOf(server.trapperPort()),
            "-s",
            "web01",
            "-k",
            "app.ok",
            "-o",
            "1");
    return ToolRun.real(release, "zabbix_sender", patience).run(new byte[0], arguments);
  }

  static Stream<Arguments> getters() {
    return Release.having("zabbix_get")
        .flatMap(
            release -> Stream.of(TlsLibrary.values()).map(like -> Arguments.of(release, like)));
  }

  @ParameterizedTest
  @MethodSource("getters")
  void aGetterReads(Release release, TlsLibrary like) throws Exception {
    try (MockAgent agent = agent(files.port().like(like))) {
      for (List<String> options :
          List.of(files.psk("web01", "right"), files.cert("client"), List.<String>of())) {
        assertEquals("0 |1\\n| ", get(release, agent, options).toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("getters")
  void aGetterSaysWhatFailed(Release release, TlsLibrary like) throws Exception {
    for (Failure failure : failures("--tls-agent-cert-subject")) {
      try (MockAgent agent = agent(failure.port.apply(files.port().like(like)))) {
        ToolRun run = get(release, agent, failure.options);
        String printed =
            failure.printed.equals(EMPTY_ANSWER)
                ? release.is70()
                    ? "ZBX_NOTSUPPORTED: Received empty response from Zabbix Agent at [127.0.0.1]."
                    : "Check access restrictions in Zabbix agent configuration"
                : "TCP successful, cannot establish TLS to [[127.0.0.1]:" + agent.port() + "]: ";
        assertEquals(1, run.exitCode(), failure + ": " + run);
        assertTrue((run.output() + run.errors()).contains(printed), failure + ": " + run);
        assertReason(failure, agent::exchanges);
      }
    }
  }

  private static MockAgent agent(TlsConfig tls) {
    return new MockAgent(
            AgentConfig.of("web01").withKey("app.ok", KeyScript.value("1")).withTls(tls))
        .start();
  }

  private static ToolRun get(Release release, MockAgent agent, List<String> options)
      throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of("-s", "127.0.0.1", "-p", String.valueOf(agent.port()), "-k", "app.ok"));
    return ToolRun.real(release, "zabbix_get", PATIENCE).run(new byte[0], arguments);
  }
}
