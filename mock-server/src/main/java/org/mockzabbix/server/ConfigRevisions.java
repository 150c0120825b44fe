package org.mockzabbix.server;

import org.jspecify.annotations.Nullable;

/**
 * The revision of a configuration, and those of the last changes that concern each host and each
 * proxy. Immutable: each change returns a copy.
 */
final class ConfigRevisions {

  private final long first;
  private final long current;
  private final PersistentMap<String, Long> hosts;
  private final PersistentMap<String, Long> proxies;

  private ConfigRevisions(
      long first,
      long current,
      PersistentMap<String, Long> hosts,
      PersistentMap<String, Long> proxies) {
    this.first = first;
    this.current = current;
    this.hosts = hosts;
    this.proxies = proxies;
  }

  /** Returns the revisions of a configuration that has not changed. */
  static ConfigRevisions startingAt(long revision) {
    return new ConfigRevisions(revision, revision, PersistentMap.empty(), PersistentMap.empty());
  }

  /**
   * Returns the revisions after a change of a host.
   *
   * @param proxy the proxy that monitored the host before; null if it was the server
   */
  ConfigRevisions afterChange(String host, @Nullable String proxy) {
    long next = current + 1;
    ConfigRevisions changed = new ConfigRevisions(first, next, hosts.with(host, next), proxies);
    return proxy == null ? changed : changed.concerning(proxy);
  }

  /** Returns a copy in which the last change concerns this proxy. */
  ConfigRevisions concerning(String proxy) {
    return new ConfigRevisions(first, current, hosts, proxies.with(proxy, current));
  }

  long current() {
    return current;
  }

  /** Returns the revision of the last change of a host. */
  long ofHost(String host) {
    Long change = hosts.get(host);
    return change == null ? first : change;
  }

  /** Returns the revision of the last change that concerns a proxy; 0 before the first. */
  long ofProxy(String proxy) {
    Long change = proxies.get(proxy);
    return change == null ? 0 : change;
  }
}
