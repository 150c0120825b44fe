package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.fixtures.ReservedPort;
import org.mockzabbix.wire.PacketLimits;

/** Listeners for tests, on the loopback address. */
final class Listeners {

  private Listeners() {}

  /** Uses long timeouts, because the machine may be busy. */
  static ListenerConfig config() {
    return config(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Listens on a port that stays the test's own while the listener is closed. */
  static ListenerConfig on(ReservedPort port) {
    return config(port.address());
  }

  private static ListenerConfig config(InetSocketAddress address) {
    Duration patience = Duration.ofSeconds(30);
    return ListenerConfig.of("test", address, PacketLimits.zabbix70())
        .withFirstByteTimeout(patience)
        .withRestTimeout(patience)
        .withWriteTimeout(patience);
  }

  static Listener open(ConnectionHandler.Factory handler) throws IOException {
    return Listener.open(config(), handler);
  }
}
