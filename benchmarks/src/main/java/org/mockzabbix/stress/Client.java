package org.mockzabbix.stress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.InflaterInputStream;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.TlsMode;

/**
 * A client of one port that uses nothing but sockets, and TLS if it has keys, and counts its
 * connections. Thread-safe.
 *
 * @param tls the mode in which it connects, and its keys
 * @param connections counts the connections that were established
 */
record Client(int port, TlsConfig tls, LongAdder connections) {

  /** A server that does not answer for so long is hanging. */
  private static final int TIMEOUT_MILLIS = 20_000;

  private static final int FLAGS = 4; // the index in the header
  private static final int COMPRESSED = 2;

  Client(int port) {
    this(port, TlsConfig.unencrypted(), new LongAdder());
  }

  /** Returns a client whose connections are counted together with those of this one. */
  Client with(TlsConfig other) {
    return new Client(port, other, connections);
  }

  /** Sends a packet with this data, and returns the data of the response. */
  String exchange(String data) throws IOException {
    byte[] packet = Packets.frame(data);
    try (Socket socket = connect()) {
      if (isPlain()) {
        socket.getOutputStream().write(packet);
        return data(socket.getInputStream());
      }
      TlsStream stream = new TlsStream(socket, tls).handshake();
      stream.write(packet, packet.length);
      return data(new ByteArrayInputStream(stream.readAll()));
    }
  }

  private boolean isPlain() {
    return tls.connect() == TlsMode.UNENCRYPTED;
  }

  private static String data(InputStream in) throws IOException {
    byte[] header = in.readNBytes(Packets.HEADER_LENGTH);
    if (header.length < Packets.HEADER_LENGTH) {
      return "";
    }
    boolean compressed = (header[FLAGS] & COMPRESSED) != 0;
    InputStream data = compressed ? new InflaterInputStream(in) : in;
    return new String(data.readAllBytes(), UTF_8);
  }

  /**
   * Sends the first {@code length} bytes of a packet, and resets the connection; during the TLS
   * handshake if they are less than a header.
   */
  void kill(String data, int length) throws IOException {
    byte[] packet = Packets.frame(data);
    try (Socket socket = connect()) {
      if (isPlain()) {
        socket.getOutputStream().write(packet, 0, length);
      } else {
        TlsStream stream = new TlsStream(socket, tls);
        if (length >= Packets.HEADER_LENGTH) {
          stream.handshake().write(packet, length);
        }
      }
      socket.setSoLinger(true, 0);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      connections.increment();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
