package org.mockzabbix.server;

import java.time.Duration;
import java.util.Optional;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TlsConfig;

/**
 * An item that the server polls.
 *
 * @param name host and key
 * @param key the key with its macros expanded, which the agent receives
 * @param delay the update interval with its user macros expanded
 * @param agent the {@code host:port} of the agent
 * @param timeout the timeout of the item; empty for that of the server
 * @param tls the encryption of the connection to the agent
 */
public record PolledItem(
    ItemName name,
    String key,
    String delay,
    String agent,
    Optional<Duration> timeout,
    TlsConfig tls) {

  static PolledItem of(KnownItem known, Host host, TlsConfig own) {
    Item item = known.item();
    PeerTls tls = host.tls();
    HostMacros macros = HostMacros.of(host);
    return new PolledItem(
        known.name(),
        macros.inKey(item.key()),
        macros.inInterval(item.delay()),
        host.agent(),
        item.timeout(),
        tls == null ? TlsConfig.unencrypted() : tls.connection(own));
  }

  /** Returns an item that no host has; it is polled once, without encryption. */
  public static PolledItem unknown(ItemName name, String key, String agent) {
    return new PolledItem(name, key, "0", agent, Optional.empty(), TlsConfig.unencrypted());
  }

  /** Returns a copy that is polled at another agent. */
  PolledItem at(String otherAgent) {
    return new PolledItem(name, key, delay, otherAgent, timeout, tls);
  }
}
