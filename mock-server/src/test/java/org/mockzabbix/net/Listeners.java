package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.wire.PacketLimits;

/** Listeners for tests, on any free port of a loopback address. */
final class Listeners {

  private Listeners() {}

  /** Uses long timeouts, because the machine may be busy. */
  static ListenerConfig config() {
    return config(InetAddress.getLoopbackAddress());
  }

  /**
   * Uses an address that no other test uses, for tests that expect a port to be free again: on a
   * shared address, another listener may take it.
   */
  static ListenerConfig alone(int lastByte) throws IOException {
    return config(InetAddress.getByAddress(new byte[] {127, 0, 77, (byte) lastByte}));
  }

  private static ListenerConfig config(InetAddress address) {
    Duration patience = Duration.ofSeconds(30);
    return ListenerConfig.of("test", new InetSocketAddress(address, 0), PacketLimits.zabbix70())
        .withFirstByteTimeout(patience)
        .withRestTimeout(patience);
  }

  static Listener open(ConnectionHandler.Factory handler) throws IOException {
    return Listener.open(config(), handler);
  }
}
