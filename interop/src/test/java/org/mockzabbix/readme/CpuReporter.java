package org.mockzabbix.readme;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The program under test in README's example: it sends one value as {@code zabbix_sender} does. */
final class CpuReporter {

  private final String server;
  private final int port;

  CpuReporter(String server, int port) {
    this.server = server;
    this.port = port;
  }

  void report() {
    report("0.42");
  }

  void report(String load) {
    String json =
        "{\"request\":\"sender data\",\"data\":["
            + "{\"host\":\"web01\",\"key\":\"system.cpu.load\",\"value\":\""
            + load
            + "\"}]}";
    try (Socket socket = new Socket(server, port)) {
      socket.getOutputStream().write(packet(json.getBytes(UTF_8)));
      socket.getInputStream().readAllBytes(); // the server's answer, until it closes
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code ZBXD}, flags, length, and four bytes that are zero. */
  private static byte[] packet(byte[] body) {
    return ByteBuffer.allocate(13 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("ZBXD\1".getBytes(US_ASCII))
        .putInt(body.length)
        .putInt(0)
        .put(body)
        .array();
  }
}
