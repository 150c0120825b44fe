package org.mockzabbix.server;

import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.tls.PeerTls;

/**
 * A host of an inventory, with its numbers.
 *
 * @param hostid the number of the host
 * @param interfaceid the number of the interface at which its agent is polled
 */
public record KnownHost(long hostid, long interfaceid, Host host) {

  /** Returns the technical name. */
  public String name() {
    return host.name();
  }

  /** Returns the name of the proxy that monitors this host; null if the server itself does. */
  public @Nullable String proxy() {
    return host.proxy();
  }

  /** Returns whether the host has user macros. */
  boolean hasMacros() {
    return !host.macros().isEmpty();
  }

  /** Returns the configured encryption; null if the server accepts every connection. */
  @Nullable PeerTls tls() {
    return host.tls();
  }
}
