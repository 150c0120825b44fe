package org.mockzabbix.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.mockzabbix.client.Getter;
import org.mockzabbix.client.Sender;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.fixtures.ScriptedPeer;
import org.mockzabbix.protocol.ZabbixVersion;

/** A response of any bytes gives the clients a result or an exception with a message. */
public final class ClientTarget {

  private static final ScriptedPeer PEER = peer();
  private static volatile byte[] response = ScriptedPeer.disconnect();

  private ClientTarget() {}

  private static ScriptedPeer peer() {
    try {
      return new ScriptedPeer((connection, text) -> response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first byte says whether the others are a whole packet or its data. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    response = input[0] == 0 ? bytes : Packets.frame(1, bytes);
    for (ZabbixVersion version : ZabbixVersion.values()) {
      Duration timeout = Duration.ofSeconds(5);
      attempt(() -> new Getter(version, timeout).get(PEER.address(), "agent.ping"));
    }
    attempt(() -> new Sender("127.0.0.1", PEER.port()).send("web01", "k", "1"));
  }

  private interface Attempt {
    Object run() throws IOException;
  }

  private static void attempt(Attempt attempt) {
    try {
      Objects.requireNonNull(attempt.run().toString(), "text");
    } catch (IOException refused) {
      if (refused.getMessage() == null || refused.getMessage().isBlank()) {
        throw new AssertionError("no message", refused);
      }
    }
  }
}
