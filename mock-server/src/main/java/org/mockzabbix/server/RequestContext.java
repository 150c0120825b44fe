package org.mockzabbix.server;

import java.net.InetAddress;
import java.time.Instant;
import org.mockzabbix.protocol.ZabbixVersion;

/**
 * The data that a response depends on in addition to the request.
 *
 * @param peer the address of the client
 * @param flags the flags byte of the request's packet, which most responses repeat
 * @param now when the server began to handle the request
 * @param inventory the hosts and items at that time
 */
record RequestContext(
    InetAddress peer,
    int flags,
    Instant now,
    Inventory inventory,
    SessionState sessions,
    ServerInfo server) {

  /** Returns whether the server runs Zabbix version 7.0 or later. */
  boolean is70() {
    return server.version().atLeast(ZabbixVersion.V7_0);
  }
}
