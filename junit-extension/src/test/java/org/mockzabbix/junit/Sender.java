package org.mockzabbix.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mockzabbix.MockZabbixServer;

/** A minimal application under test, which sends one value and reads the response. */
final class Sender {

  private static final int TIMEOUT_MILLIS = 20_000;

  private Sender() {}

  static void send(MockZabbixServer server, String host, String key, String value) {
    send(server.trapperPort(), host, key, value);
  }

  static void send(int port, String host, String key, String value) {
    try (Socket socket = connect(port)) {
      socket.getOutputStream().write(packet(host, key, value));
      socket.getInputStream().readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  static byte[] packet(String host, String key, String value) {
    String row = "{\"host\":\"%s\",\"key\":\"%s\",\"value\":\"%s\"}".formatted(host, key, value);
    byte[] json = ("{\"request\":\"sender data\",\"data\":[" + row + "]}").getBytes(UTF_8);
    ByteBuffer packet = ByteBuffer.allocate(13 + json.length).order(ByteOrder.LITTLE_ENDIAN);
    packet.put("ZBXD\1".getBytes(UTF_8)).putInt(json.length).putInt(0).put(json);
    return packet.array();
  }

  /** Sends bytes that are not a packet, and reads to the end. */
  static void sendNoise(MockZabbixServer server, String text) {
    try (Socket socket = connect(server.trapperPort())) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getInputStream().readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reports whether the trapper port of a server is closed. */
  static boolean isRefusedBy(MockZabbixServer server) {
    return isRefused(server.trapperPort());
  }

  /** Reports whether a port of the loopback address is closed. */
  static boolean isRefused(int port) {
    try (Socket socket = connect(port)) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }
}
