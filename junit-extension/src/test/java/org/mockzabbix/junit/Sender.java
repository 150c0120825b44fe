package org.mockzabbix.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.fixtures.PlainSender;

/** A minimal application under test, which sends one value and reads the response. */
final class Sender {

  private Sender() {}

  static void send(MockZabbixServer server, String host, String key, String value) {
    send(server.trapperPort(), host, key, value);
  }

  static void send(int port, String host, String key, String value) {
    try {
      new PlainSender(port).sendValue(host, key, value);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Sends bytes that are not a packet, and reads to the end. */
  static void sendNoise(MockZabbixServer server, String text) {
    try {
      new PlainSender(server.trapperPort()).sendBytes(text.getBytes(UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
