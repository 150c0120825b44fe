package org.mockzabbix.client;

import java.net.InetSocketAddress;
import org.mockzabbix.text.HostAndPort;

/** Addresses as people write them: {@code host:port} or {@code [v6]:port}. */
public final class Addresses {

  private Addresses() {}

  /**
   * Returns the address that {@code text} spells. A host name is looked up.
   *
   * @throws IllegalArgumentException if the text has another form or the port is out of range
   */
  public static InetSocketAddress parse(String text) {
    return HostAndPort.parse(text).resolve();
  }
}
