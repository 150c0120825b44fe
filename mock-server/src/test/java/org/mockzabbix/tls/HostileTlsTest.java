package org.mockzabbix.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.Sender;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.tls.engine.TlsConnector;
import org.mockzabbix.tls.engine.TlsEngine;

/** Clients that break off, trickle or cheat: each is ended in time, and others are served. */
@Timeout(120)
class HostileTlsTest {

  private static final TestPsk PSK = TestPsk.random("web01");
  private static final TestCertificates CERTIFICATES = TestCertificates.create();
  private static final TlsConfig SERVER =
      TlsConfig.psk(PSK).withCertificate(CERTIFICATES.server(), CERTIFICATES.authority());
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LATE = "the client did not complete the TLS handshake within 500 ms";

  private static MockZabbixServer start(Duration timeout) {
    return new MockZabbixServer(
            ServerConfig.lenient().toBuilder().tls(SERVER).firstByteTimeout(timeout).build())
        .start();
  }

  private static Socket connect(MockZabbixServer server) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.trapperPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static byte[] hello(TlsLibrary like) throws IOException {
    return TlsConnector.open(TlsConfig.psk(PSK).like(like)).output();
  }

  private static void assertServes(MockZabbixServer server) throws IOException {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.trapperPort());
    for (TlsConfig tls :
        List.of(
            TlsConfig.unencrypted(),
            TlsConfig.psk(PSK),
            TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority()))) {
      Sender sender = new Sender(address, ZabbixVersion.V7_0, PATIENCE).withTls(tls);
      assertEquals(1, sender.send("web01", "app.ok", "1").processed());
    }
  }

  private static String reason(MockZabbixServer server) {
    return server.exchanges().get(0).reason().orElseThrow();
  }

  /** As measured with real servers, which send no alert. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1668656c6c6f20776f726c64 | the first byte is that of TLS, but what follows is no TLS record",
        "16ffffffffffffffffffffff | the first byte is that of TLS, but what follows is no TLS record",
        "160303ffff00000000000000 | a TLS record has the length 65535 instead of 1 to 16389",
        "160301000568656c6c6f | " + LATE,
        "16 | " + LATE,
        "1603010200010001fc0303 | " + LATE,
      })
  void endsWithoutAnAlert(String hex, String reason) throws IOException {
    try (MockZabbixServer server = start(Duration.ofMillis(500));
        Socket socket = connect(server)) {
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
      assertEquals(-1, socket.getInputStream().read());
      assertEquals(reason, reason(server));
    }
  }

  /** A HelloRequest, which only servers send: the engine of JDK 17 throws a ClassCastException. */
  @Test
  void refusesAHelloRequest() throws IOException {
    String hello = "01000029" + "0303" + "00".repeat(32) + "00" + "0002c02f" + "0100";
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      String record = "1603010031" + hello + "00000000";
      socket.getOutputStream().write(HexFormat.of().parseHex(record));
      socket.getInputStream().readAllBytes(); // newer JDKs send an alert

      assertTrue(reason(server).startsWith("the TLS handshake failed: "), reason(server));
      assertServes(server);
    }
  }

  @Test
  void endsWithItsClient() throws IOException {
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      byte[] hello = hello(TlsLibrary.GNUTLS);
      socket.getOutputStream().write(hello, 0, hello.length / 2);
      socket.shutdownOutput();
      assertEquals(-1, socket.getInputStream().read());
      assertEquals("the client closed the connection during the TLS handshake", reason(server));
    }
  }

  /** The timeout is for the whole handshake, not for each byte. */
  @Test
  void doesNotWaitForATrickle() throws IOException {
    try (MockZabbixServer server = start(Duration.ofMillis(500));
        Socket socket = connect(server)) {
      byte[] hello = hello(TlsLibrary.GNUTLS);
      socket.setSoTimeout(20);
      int sent = 0;
      boolean open = true;
      while (open) {
        assertTrue(sent < hello.length, "the server waits for each byte");
        try {
          socket.getOutputStream().write(hello[sent++]);
          open = socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException stillOpen) {
          open = true;
        } catch (IOException reset) {
          open = false;
        }
      }
      assertEquals(LATE, reason(server));
    }
  }

  @Test
  void agreesWithAClientThatSendsByteByByte() throws IOException {
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      TlsEngine client = TlsConnector.open(TlsConfig.psk(PSK).like(TlsLibrary.GNUTLS));
      byte[] buffer = new byte[16 << 10];
      while (!client.isEstablished()) {
        for (byte each : client.output()) {
          socket.getOutputStream().write(each);
        }
        int count = socket.getInputStream().read(buffer);
        assertTrue(count > 0, "the server closed");
        client.receive(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
      }
      client.close();
      socket.getOutputStream().write(client.output());
      assertEquals(-1, drained(socket));
      assertEquals(
          "TLSv1.2 with PSK \"web01\"", server.exchanges().get(0).tls().orElseThrow() + "");
    }
  }

  private static int drained(Socket socket) throws IOException {
    socket.getInputStream().readAllBytes();
    return socket.getInputStream().read();
  }

  @Test
  void servesOthersDuringThousandHalfHandshakes() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    byte[] psk = hello(TlsLibrary.OPENSSL);
    byte[] cert =
        TlsConnector.open(
                TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority())
                    .like(TlsLibrary.GNUTLS))
            .output();
    try (MockZabbixServer server = start(PATIENCE)) {
      for (int i = 0; i < 1000; i++) {
        Socket socket = connect(server);
        sockets.add(socket);
        byte[] hello = i % 3 == 0 ? psk : cert;
        socket.getOutputStream().write(hello, 0, i % 3 == 1 ? hello.length / 2 : hello.length);
      }
      assertServes(server);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void refusesAGiantClientHello() throws IOException {
    HexFormat hex = HexFormat.of();
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      byte[] rest = new byte[16 << 10];
      socket.getOutputStream().write(hex.parseHex("160301400001ffffff"));
      socket.getOutputStream().write(rest, 4, rest.length - 4);
      for (int i = 0; i < 4; i++) {
        socket.getOutputStream().write(hex.parseHex("1603014000"));
        socket.getOutputStream().write(rest);
      }
      assertEquals(-1, socket.getInputStream().read());
      assertEquals("the ClientHello is larger than 65536 bytes", reason(server));
      assertServes(server);
    }
  }

  /** A hello with the version, no random bytes, and the suite PSK-AES128-CBC-SHA. */
  @ParameterizedTest
  @CsvSource({"0300, SSLv3", "0301, TLSv1.0", "0302, TLSv1.1"})
  void refusesOldVersions(String version, String name) throws IOException {
    String body = version + "00".repeat(32) + "00" + "0002008c" + "0100";
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      socket.getOutputStream().write(HexFormat.of().parseHex("160301002d01000029" + body));
      assertEquals(-1, socket.getInputStream().read());
      assertEquals(
          "the client offers only " + name + ", and the server accepts TLSv1.2 and TLSv1.3",
          reason(server));
    }
  }

  /** Somebody between the two removes TLS 1.3 from the offer. */
  @Test
  void noticesADowngrade() throws IOException {
    TlsConfig config = TlsConfig.cert(CERTIFICATES.client("web01"), CERTIFICATES.authority());
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server)) {
      TlsEngine client = TlsConnector.open(config);
      String hello = HexFormat.of().formatHex(client.output());
      String offer = "002b0005040304" + "0303";
      assertTrue(hello.contains(offer), hello);
      String changed = hello.replace(offer, offer.replace("0304", "0303"));
      socket.getOutputStream().write(HexFormat.of().parseHex(changed));
      byte[] buffer = new byte[16 << 10];
      for (int count = socket.getInputStream().read(buffer);
          count > 0;
          count = socket.getInputStream().read(buffer)) {
        client.receive(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
        socket.getOutputStream().write(client.output());
      }
      assertFalse(client.isEstablished());
      assertTrue(reason(server).startsWith("the TLS handshake failed: "), reason(server));
      assertServes(server);
    }
  }

  @Test
  void refusesASecondHandshake() throws Exception {
    try (MockZabbixServer server = start(PATIENCE);
        Socket socket = connect(server);
        SSLSocket client =
            (SSLSocket)
                CERTIFICATES
                    .sslContext(CERTIFICATES.client("web01"))
                    .getSocketFactory()
                    .createSocket(socket, "localhost", server.trapperPort(), true)) {
      client.setEnabledProtocols(new String[] {"TLSv1.2"});
      client.startHandshake();
      client.startHandshake(); // only begins it
      assertTrue(isClosed(client));
      assertEquals("the peer began a second TLS handshake", reason(server));
    }
  }

  private static boolean isClosed(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
