package org.mockzabbix.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import org.mockzabbix.wire.Bytes;
import org.mockzabbix.wire.PacketWriter;

/** A client that sends raw bytes and reads raw bytes. Not thread-safe. */
final class Client implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000; // other tests run, too

  private final Socket socket = new Socket();

  Client(Listener listener) throws IOException {
    this(listener.address());
  }

  Client(InetSocketAddress address) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address, PATIENCE_MILLIS);
  }

  /** A client whose small window makes the server wait while it does not read. */
  static Client reluctant(Listener listener) throws IOException {
    return new Client(listener, 4096);
  }

  private Client(Listener listener, int receiveBuffer) throws IOException {
    socket.setReceiveBufferSize(receiveBuffer);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(listener.address(), PATIENCE_MILLIS);
  }

  /** A packet with {@code text}. */
  static Bytes packet(String text) {
    return PacketWriter.frame(0x01, Bytes.of(text));
  }

  /** A compressed packet. */
  static Bytes compressed(Bytes payload) {
    return PacketWriter.frame(0x03, payload);
  }

  /** Bytes of {@code hex}, spaces left out. */
  static Bytes hex(String hex) {
    return Bytes.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  Client send(Bytes bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes.array(), bytes.offset(), bytes.length());
    return this;
  }

  Client halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads until the server closes the connection. */
  Bytes readAll() throws IOException {
    return Bytes.of(socket.getInputStream().readAllBytes());
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Closes the connection as a killed process with unread data does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /**
   * Returns when {@code listener}, whose handler blocks, has read all bytes that were sent before.
   * A response is handed back to the event loop between two iterations, so that a whole iteration
   * has passed after the second response.
   */
  static void awaitTurn(Listener listener) throws IOException {
    for (int i = 0; i < 2; i++) {
      try (Client client = new Client(listener)) {
        client.send(packet("ping")).readAll();
      }
    }
  }

  /** Sends a packet on a new connection, and checks the usual response. */
  static void assertAnswers(Listener listener) throws IOException {
    try (Client client = new Client(listener)) {
      assertEquals(RecordingHandler.OK, client.send(packet("ping")).readAll());
    }
  }
}
