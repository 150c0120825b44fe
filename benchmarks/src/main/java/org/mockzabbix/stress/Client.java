package org.mockzabbix.stress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.InflaterInputStream;
import org.mockzabbix.fixtures.Packets;

/**
 * A client of one port that uses nothing but sockets, and counts its connections. Thread-safe.
 *
 * @param connections counts the connections that were established
 */
record Client(int port, LongAdder connections) {

  /** A server that does not answer for so long is hanging. */
  private static final int TIMEOUT_MILLIS = 20_000;

  private static final int FLAGS = 4; // the index in the header
  private static final int COMPRESSED = 2;

  Client(int port) {
    this(port, new LongAdder());
  }

  /** Sends a packet with this data, and returns the data of the response. */
  String exchange(String data) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(Packets.frame(data));
      return data(socket.getInputStream());
    }
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

  /** Sends the first {@code length} bytes of a packet, and resets the connection. */
  void kill(String data, int length) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(Packets.frame(data), 0, length);
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
