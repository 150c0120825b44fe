package org.mockzabbix.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.mockzabbix.wire.PacketLimits;

/** Listeners as the tests want them: on loopback, on any free port. */
final class Listeners {

  private Listeners() {}

  static ListenerConfig config() {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return ListenerConfig.of("test", anyPort, PacketLimits.zabbix70());
  }

  static Listener open(PacketHandler handler) throws IOException {
    return Listener.open(config(), handler);
  }
}
