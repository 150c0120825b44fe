package org.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** One request and its response, each after the thirteen bytes of a header. */
final class ZabbixConnection {

  private static final int HEADER = 13;
  private static final int LONGEST_RESPONSE = 1 << 20;

  private ZabbixConnection() {}

  /** Sends a request and returns the response, or fails if it is absent or invalid. */
  static String ask(InetSocketAddress address, String request, Duration timeout)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) timeout.toMillis());
      socket.setSoTimeout((int) timeout.toMillis());
      socket.getOutputStream().write(framed(request.getBytes(UTF_8)));
      return read(new DataInputStream(socket.getInputStream()));
    }
  }

  private static byte[] framed(byte[] body) {
    return ByteBuffer.allocate(HEADER + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ZBXD\1".getBytes(US_ASCII))
        .putInt(body.length) // in bytes: characters would be fewer
        .putInt(0)
        .put(body)
        .array();
  }

  private static String read(DataInputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length < HEADER || !new String(header, 0, 4, US_ASCII).equals("ZBXD")) {
      throw new IOException("the response has no header of Zabbix");
    }
    int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(5);
    if (length < 0 || length > LONGEST_RESPONSE) {
      throw new IOException("a response of " + length + " bytes is too long");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the response ended after " + body.length + " of " + length + " bytes");
    }
    return new String(body, UTF_8);
  }
}
