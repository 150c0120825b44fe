package org.mockzabbix.trapper;

import java.net.InetAddress;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Inventory;

/**
 * What an answer depends on beside the request itself: who asks, whom, and what is known.
 *
 * @param flags the flags byte of the packet, which most answers repeat
 */
record Asked(
    InetAddress peer, int flags, Inventory inventory, TrapperMemory memory, Server server) {

  /** Whether the server that is asked is of 7.0 or later. */
  boolean is70() {
    return server.version().atLeast(ZabbixVersion.V7_0);
  }
}
