package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.wire.Bytes;

/** An outbound connection to a peer that sends nothing, a part of a packet, or too much. */
@Timeout(60)
class ClientConnectionTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(30);

  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    listener.setSoTimeout(30_000);
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  private ClientConnection connect(Duration timeout) throws IOException {
    return new ClientConnection(
        new InetSocketAddress("127.0.0.1", listener.getLocalPort()),
        timeout,
        null,
        TlsConfig.unencrypted());
  }

  private static void write(Socket socket, String hex) throws IOException {
    socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private String failure(ClientConnection connection) {
    IOException e = assertThrows(IOException.class, connection::receive);
    return e.getMessage().replace("[[127.0.0.1]:" + listener.getLocalPort() + "]", "PEER");
  }

  @Test
  void sendsPackets() throws IOException {
    try (ClientConnection connection = connect(LONG);
        Socket peer = listener.accept()) {
      connection.send(1, "hi");

      byte[] sent = peer.getInputStream().readNBytes(15);
      assertEquals(
          "5a425844" + "01" + "02000000" + "00000000" + "6869", HexFormat.of().formatHex(sent));
      assertEquals(listener.getLocalPort(), connection.peer().getPort());
    }
  }

  @Test
  void receivesPacketsOneAfterTheOther() throws IOException {
    try (ClientConnection connection = connect(LONG);
        Socket peer = listener.accept()) {
      write(peer, "5a425844 01 02000000 00000000 6869");
      Bytes first = connection.receive().data();
      write(peer, "5a425844 01 01000000 00000000 61");
      Bytes second = connection.receive().data();

      assertEquals("hi", first.text());
      assertEquals("a", second.text());
    }
  }

  @Test
  void receive_nothingInTime() throws IOException {
    try (ClientConnection connection = connect(SHORT);
        Socket peer = listener.accept()) {
      assertEquals("PEER: no response within 100 ms", failure(connection));
      assertEquals(false, peer.isClosed());
    }
  }

  @Test
  void receive_lessThanAPacketInTime() throws IOException {
    try (ClientConnection connection = connect(Duration.ofMillis(500));
        Socket peer = listener.accept()) {
      write(peer, "5a425844 01 02000000 00000000 68");

      assertEquals(
          "PEER: declared 2 bytes, received 1, and the rest did not arrive within 500 ms",
          failure(connection));
    }
  }

  @Test
  void receive_resetConnection() throws IOException {
    try (ClientConnection connection = connect(LONG)) {
      resetNextPeer();

      assertEquals("PEER: Connection reset", failure(connection));
    }
  }

  private void resetNextPeer() throws IOException {
    try (Socket peer = listener.accept()) {
      peer.setSoLinger(true, 0);
    }
  }

  @Test
  void receive_moreThanAPacket() throws IOException {
    try (ClientConnection connection = connect(LONG);
        Socket peer = listener.accept()) {
      write(peer, "5a425844 01 01000000 00000000 6162");

      assertEquals("PEER: declared 1 byte, received 2: 1 byte too many", failure(connection));
    }
  }

  @Test
  void receive_interrupted() throws IOException {
    try (ClientConnection connection = connect(LONG);
        Socket peer = listener.accept()) {
      Thread.currentThread().interrupt();

      String failure = failure(connection);

      assertEquals(true, Thread.interrupted());
      assertEquals(false, peer.isClosed());
      assertEquals("PEER: the thread was interrupted", failure);
    }
  }
}
