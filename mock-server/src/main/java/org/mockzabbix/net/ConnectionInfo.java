package org.mockzabbix.net;

import java.net.InetSocketAddress;
import org.mockzabbix.text.HostAndPort;

/**
 * Identifies an accepted connection.
 *
 * @param number the number of the connection, counted from 1 for each listener
 * @param peer the address and port of the client
 * @param local the address and port that the client connected to
 */
public record ConnectionInfo(long number, InetSocketAddress peer, InetSocketAddress local) {

  /** Returns the connection in words, for example {@code connection 7 from 127.0.0.1:40312}. */
  @Override
  public String toString() {
    return "connection " + number + " from " + HostAndPort.of(peer);
  }
}
