package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.fixtures.MarkdownFile;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.PlainSender;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.tls.TestCertificates;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsLibrary;
import org.mockzabbix.tls.TlsMode;

/** The messages of the page are those that programs really print. */
@Timeout(60)
class TroubleshootingTest {

  private static final TestPsk WEB01 = TestPsk.random("web01");
  private static final TestPsk WEB02 = TestPsk.random("web02");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();

  private static String page() throws IOException {
    return MarkdownFile.read("docs/troubleshooting.md").text();
  }

  private static void assertHeading(String message) throws IOException {
    assertTrue(page().contains("\n### `" + message + "`\n"), message);
  }

  private static void assertReason(String reason) throws IOException {
    assertTrue(MarkdownFile.read("docs/troubleshooting.md").codeSpans().contains(reason), reason);
  }

  @Test
  void everyReasonWhyAValueFails() throws IOException {
    List<Outcome> failed =
        Arrays.stream(Outcome.values())
            .filter(outcome -> outcome.kind() == Outcome.Kind.FAILED)
            .toList();

    assertTrue(failed.size() > 15);
    for (Outcome outcome : failed) {
      assertReason(outcome.reason());
    }
  }

  @Test
  void portInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      ServerConfig config = ServerConfig.lenient().toBuilder().trapperPort(port).build();
      MockZabbixServer server = new MockZabbixServer(config);

      Exception failure = assertThrows(UncheckedIOException.class, server::start);

      assertHeading(
          Objects.requireNonNull(failure.getMessage())
              .replaceFirst("^.*?(cannot listen)", "$1")
              .replace(":" + port, ":10051"));
    }
  }

  @Test
  void lengthInCharacters() throws IOException {
    String data = Packets.senderData("web01", "app.text", "\u3053\u3093\u306b\u3061\u306f");
    byte[] packet = Packets.frame(data);
    ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).putInt(5, data.length());
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      new PlainSender(server.trapperPort()).sendBytes(packet);

      String reason = server.exchanges().get(0).reason().orElseThrow();

      assertHeading(
          reason
              .replaceFirst("(?s)(bytes\\?).*", "$1")
              .replaceFirst("\\d+ bytes", "93 bytes")
              .replaceFirst("received \\d+", "received 103"));
    }
  }

  static Stream<Arguments> handshakes() {
    TlsConfig psk = TlsConfig.psk(WEB02);
    TlsConfig cert = TlsConfig.cert(CERTIFICATES.server(), CERTIFICATES.authority());
    TlsConfig client = TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority());
    return Stream.of(
        Arguments.of(psk, TlsConfig.psk(WEB01)),
        Arguments.of(TlsConfig.psk(TestPsk.random("web01")), TlsConfig.psk(WEB01)),
        Arguments.of(psk.accepting(TlsMode.PSK), TlsConfig.unencrypted()),
        Arguments.of(cert, TlsConfig.psk(WEB01).like(TlsLibrary.GNUTLS)),
        Arguments.of(psk, client),
        Arguments.of(cert, TlsConfig.cert(CERTIFICATES.expired(), CERTIFICATES.authority())));
  }

  @ParameterizedTest
  @MethodSource
  void handshakes(TlsConfig server, TlsConfig client) throws IOException {
    ServerConfig config = ServerConfig.lenient().toBuilder().tls(server).build();
    try (MockZabbixServer zabbix = new MockZabbixServer(config).start()) {
      Sender sender = new Sender("127.0.0.1", zabbix.trapperPort()).withTls(client);

      assertThrows(IOException.class, () -> sender.send("web01", "app.ok", "1"));

      await().atMost(40, SECONDS).until(() -> !zabbix.exchanges().isEmpty());
      String reason = zabbix.exchanges().get(0).reason().orElseThrow();
      assertReason(
          reason
              .replaceFirst("CN=expired,O=Mock Zabbix", "CN=web01")
              .replaceFirst("expired.*", "expired"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/org/mockzabbix/scenario/ScenarioParser.class,"
        + " 'to read YAML, add com.fasterxml.jackson.dataformat:jackson-dataformat-yaml to the class path'",
    "/org/mockzabbix/tls/engine/BouncyCastle.class,"
        + " 'pre-shared keys need Bouncy Castle: add org.bouncycastle:bctls-jdk18on to the class path'",
    "/org/mockzabbix/net/TlsHandshakeStage.class,"
        + " 'the client closed the connection during the TLS handshake'",
    "/org/slf4j/LoggerFactory.class, 'No SLF4J providers were found'",
    "/org/junit/jupiter/engine/execution/ParameterResolutionUtils.class,"
        + " 'No ParameterResolver registered for parameter ['"
  })
  void messagesAreInTheProgram(String type, String message) throws IOException {
    try (InputStream in = TroubleshootingTest.class.getResourceAsStream(type)) {
      String program = new String(Objects.requireNonNull(in, type).readAllBytes(), ISO_8859_1);

      assertTrue(program.contains(message), message);
      assertTrue(page().contains(message), message);
    }
  }

  @Test
  void failureOfTheRealSender() throws IOException {
    String message = "Sending failed. Use option -vv for more detailed output.";

    assertHeading(message);
    assertTrue(MarkdownFile.read("docs/faults.md").text().contains(message));
  }

  @Test
  void unknownValue() throws IOException {
    try (MockZabbixServer server = new MockZabbixServer(ServerConfig.strict()).start()) {
      Sender.SendResult result =
          new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");

      assertHeading(result.infos().get(0).replaceFirst("; seconds.*", ""));
      assertEquals(1, server.rejected().size());
    }
  }
}
