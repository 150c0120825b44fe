package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.wire.PacketLimits;

/** Listeners as the tests want them: on loopback, on any free port. */
final class Listeners {

  private Listeners() {}

  /** Patient, because the machine may be busy. */
  static ListenerConfig config() {
    return config(InetAddress.getLoopbackAddress());
  }

  /**
   * On an address that no other test uses, for those that expect a port to be free again: another
   * listener may take it at once.
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
