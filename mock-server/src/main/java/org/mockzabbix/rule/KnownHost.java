package org.mockzabbix.rule;

import org.jspecify.annotations.Nullable;

/**
 * A host with the numbers that a server gives it.
 *
 * @param hostid its number
 * @param interfaceid the number of the interface under which its agent is polled
 */
public record KnownHost(long hostid, long interfaceid, Host host) {

  /** Its technical name. */
  public String name() {
    return host.host();
  }

  /** The proxy that monitors it; null if the server does. */
  public @Nullable String proxy() {
    return host.proxy();
  }
}
