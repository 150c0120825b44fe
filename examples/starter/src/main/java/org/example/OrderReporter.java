package org.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reports the number of orders to a Zabbix server: the program under test. */
public final class OrderReporter {

  private static final int HEADER = 13;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String server;
  private final int port;

  public OrderReporter(String server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Sends the number, and throws an exception if the server did not process it. */
  public void report(int orders) throws IOException {
    String json =
        "{\"request\":\"sender data\",\"data\":[{\"host\":\"web01\",\"key\":\"app.orders\",\"value\":\""
            + orders
            + "\"}]}";
    String response = exchange(json.getBytes(UTF_8));
    if (!response.contains("failed: 0;")) {
      throw new IOException("not processed: " + response);
    }
  }

  private String exchange(byte[] data) throws IOException {
    ByteBuffer packet =
        ByteBuffer.allocate(HEADER + data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("ZBXD\1".getBytes(US_ASCII))
            .putInt(data.length)
            .putInt(0)
            .put(data);
    try (Socket socket = new Socket(server, port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(packet.array());
      byte[] response = socket.getInputStream().readAllBytes();
      return new String(response, UTF_8);
    }
  }
}
