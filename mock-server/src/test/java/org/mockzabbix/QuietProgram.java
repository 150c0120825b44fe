package org.mockzabbix;

import static org.mockzabbix.rule.RequestMatcher.senderData;

import java.io.IOException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.fixtures.PlainSocket;

/**
 * A program without a test framework, in which the library has a message for each level of its log.
 */
final class QuietProgram {

  private QuietProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (MockZabbixServer server = new MockZabbixServer().start()) {
      try (PlainSocket client = new PlainSocket(server.trapperPort())) {
        client.send("no packet").hear();
      }
      server
          .when(senderData())
          .reply(
              (incoming, engine) -> {
                throw new IllegalStateException("as asked");
              });
      new Sender("127.0.0.1", server.trapperPort()).send("web01", "app.ok", "1");
    } catch (IOException | AssertionError expected) {
      System.exit(42);
    }
  }
}
