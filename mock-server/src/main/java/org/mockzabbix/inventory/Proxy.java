package org.mockzabbix.inventory;

import java.net.InetAddress;
import java.util.Objects;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.HostNameCheck;

/**
 * A proxy that a server is configured with. Immutable.
 *
 * <p>A proxy that only {@link Host#monitoredBy} names is active.
 *
 * <pre>{@code ServerConfig.strict().toBuilder().proxy(Proxy.passive("branch")).build()}</pre>
 *
 * @param name the name, from 1 to 128 characters
 * @param mode who opens the connections
 * @param allowedHosts the addresses that an active proxy may connect from, without macros; empty
 *     for all
 */
public record Proxy(String name, Mode mode, String allowedHosts) {

  /** The modes of a proxy. */
  public enum Mode {
    /** The proxy connects to the server. */
    ACTIVE,
    /** The server connects to the proxy, and refuses the requests of the proxy. */
    PASSIVE
  }

  /**
   * Creates a proxy.
   *
   * @throws IllegalArgumentException if no server can have a proxy with this name, or an allowed
   *     host is not valid
   */
  public Proxy {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(mode, "mode must not be null");
    Objects.requireNonNull(allowedHosts, "allowedHosts must not be null");
    AllowedHosts.check("allowedHosts", allowedHosts);
    HostNameCheck.check("a proxy", name);
  }

  /** Creates a proxy that connects to the server. */
  public static Proxy active(String name) {
    return new Proxy(name, Mode.ACTIVE, "");
  }

  /** Creates a proxy that the server connects to. */
  public static Proxy passive(String name) {
    return new Proxy(name, Mode.PASSIVE, "");
  }

  /**
   * Returns a copy of this proxy that may connect only from these addresses.
   *
   * @param allowedHosts IP addresses, CIDR ranges and DNS names, separated by commas
   * @throws IllegalArgumentException if one of them is not valid
   */
  public Proxy withAllowedHosts(String allowedHosts) {
    return new Proxy(name, mode, allowedHosts);
  }

  /** Returns whether the proxy may connect from this address. May query DNS. */
  public boolean allows(InetAddress peer) {
    Objects.requireNonNull(peer, "peer must not be null");
    return AllowedHosts.allow(allowedHosts, peer);
  }

  /** Returns whether {@link #allows} queries DNS, because the allowed hosts contain a name. */
  public boolean queriesDns() {
    return AllowedHosts.containsName(allowedHosts);
  }
}
