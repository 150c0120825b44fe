package org.mockzabbix.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends a value over a socket as a sender does, and notes the time. Stateless. */
final class TimedSender {

  private static final int HEADER = 13;
  private static final int LENGTH_AT = 5;
  private static final int TIMEOUT_MILLIS = 10_000;

  /**
   * The two ends of "the reply was sent", which itself cannot be seen from outside.
   *
   * @param begun before the first byte of the request was written; {@link System#nanoTime}
   * @param answered after the last byte of the reply was read
   */
  record Times(long begun, long answered) {}

  private TimedSender() {}

  static Times send(int port, String host, String key, String value) throws IOException {
    byte[] packet = packet(host, key, value);
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      long begun = System.nanoTime();
      socket.getOutputStream().write(packet);
      readReply(new DataInputStream(socket.getInputStream()));
      return new Times(begun, System.nanoTime());
    }
  }

  private static void readReply(DataInputStream in) throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_AT);
    in.readFully(new byte[length]);
  }

  private static byte[] packet(String host, String key, String value) {
    byte[] json =
        """
        {"request":"sender data","data":[{"host":"%s","key":"%s","value":"%s"}]}"""
            .formatted(host, key, value)
            .getBytes(UTF_8);
    return ByteBuffer.allocate(HEADER + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ZBXD\1".getBytes(UTF_8))
        .putInt(json.length)
        .putInt(0)
        .put(json)
        .array();
  }
}
