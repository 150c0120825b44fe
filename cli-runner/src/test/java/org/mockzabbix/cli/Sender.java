package org.mockzabbix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends packets as {@code zabbix_sender} does, one connection each. */
record Sender(int port) {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int HEADER_LENGTH = 13;

  /** The server that printed this ready line. */
  static Sender to(String readyLine) {
    return new Sender(Integer.parseInt(readyLine.substring(readyLine.lastIndexOf(':') + 1)));
  }

  /** Sends rows of {@code sender data}, and returns the JSON of the answer. */
  String sendRows(String rows) throws IOException {
    return send("{\"request\":\"sender data\",\"data\":[" + rows + "]}");
  }

  /** Sends a row with a host, a key and a value, and returns the JSON of the answer. */
  String sendValue(String host, String key, String value) throws IOException {
    return sendRows(
        "{\"host\":\"%s\",\"key\":\"%s\",\"value\":\"%s\"}".formatted(host, key, value));
  }

  /** Sends a packet with this text, and returns the text of the answer. */
  String send(String text) throws IOException {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuffer packet =
        ByteBuffer.allocate(HEADER_LENGTH + payload.length).order(ByteOrder.LITTLE_ENDIAN);
    packet.put("ZBXD\1".getBytes(UTF_8)).putInt(payload.length).putInt(0).put(payload);
    byte[] reply = sendBytes(packet.array());
    return reply.length == 0
        ? ""
        : new String(reply, HEADER_LENGTH, reply.length - HEADER_LENGTH, UTF_8);
  }

  /** Sends these bytes, and returns what came back. */
  byte[] sendBytes(byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      return socket.getInputStream().readAllBytes();
    }
  }
}
