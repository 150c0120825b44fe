package org.mockzabbix.inventory;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.tls.PeerTls;

/**
 * A proxy that a server is configured with. Immutable.
 *
 * <p>A proxy that only {@link Host#monitoredBy} names is active.
 *
 * <pre>{@code
 * Proxy.active("lab").withAllowedHosts("192.0.2.0/24")
 * Proxy.passive("branch").withAddress("127.0.0.1:10061")
 * }</pre>
 *
 * @param name the name, from 1 to 128 characters
 * @param isPassive whether the server connects to the proxy and refuses its requests, instead of
 *     the proxy connecting to the server
 * @param allowedHosts the addresses that an active proxy may connect from, without macros; empty
 *     for all
 * @param address the {@code host:port} at which the server polls a passive proxy; empty if the
 *     server does not poll it
 * @param tls the encryption; null if the server accepts every connection of the proxy, and connects
 *     to it without encryption
 */
public record Proxy(
    String name, boolean isPassive, String allowedHosts, String address, @Nullable PeerTls tls) {

  /**
   * Creates a proxy.
   *
   * @throws IllegalArgumentException if no server can have a proxy with this name, an allowed host
   *     or the address is not valid, an active proxy has an address, or a passive one allowed hosts
   */
  public Proxy {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(allowedHosts, "allowedHosts must not be null");
    Objects.requireNonNull(address, "address must not be null");
    AllowedHosts.check("allowedHosts", allowedHosts);
    HostNameCheck.check("a proxy", name);
    if (isPassive && !allowedHosts.isEmpty()) {
      throw new IllegalArgumentException(
          "a passive proxy has no allowed hosts, because the server connects to it: set its"
              + " address instead");
    }
    if (!isPassive && !address.isEmpty()) {
      throw new IllegalArgumentException(
          "an active proxy has no address, because it connects to the server: make it passive, or"
              + " set its allowed hosts instead");
    }
    if (!address.isEmpty()) {
      HostAndPort.parse(address);
    }
  }

  /** Creates a proxy that connects to the server. */
  public static Proxy active(String name) {
    return new Proxy(name, false, "", "", null);
  }

  /** Creates a proxy that the server connects to. */
  public static Proxy passive(String name) {
    return new Proxy(name, true, "", "", null);
  }

  /**
   * Returns a copy of this proxy that may connect only from these addresses.
   *
   * @param allowedHosts IP addresses, CIDR ranges and DNS names, separated by commas
   * @throws IllegalArgumentException if one of them is not valid, or the proxy is passive
   */
  public Proxy withAllowedHosts(String allowedHosts) {
    return new Proxy(name, isPassive, allowedHosts, address, tls);
  }

  /**
   * Returns a copy of this proxy with this encryption. The server refuses its requests over other
   * connections.
   *
   * <pre>{@code Proxy.active("branch").withTls(PeerTls.psk(psk))}</pre>
   */
  public Proxy withTls(PeerTls tls) {
    Objects.requireNonNull(tls, "tls must not be null");
    return new Proxy(name, isPassive, allowedHosts, address, tls);
  }

  /**
   * Returns a copy of this proxy at another address, which a server polls as soon as it {@code
   * startPolling()}.
   *
   * @param address the {@code host:port}, for example {@code 127.0.0.1:10061} or {@code
   *     [::1]:10061}
   * @throws IllegalArgumentException if the address is not valid, or the proxy is active
   */
  public Proxy withAddress(String address) {
    return new Proxy(name, isPassive, allowedHosts, address, tls);
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
