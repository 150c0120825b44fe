package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The revision of a configuration, and those of the last changes that concern each host and each
 * proxy. Immutable: each change returns a copy.
 */
final class ConfigRevisions {

  /** The most hosts of which it is known that a proxy no longer monitors them. */
  private static final int MOST_LEFT = 1000;

  /** A host that a proxy no longer monitors since a revision. */
  private record Left(long hostid, long revision) {}

  /**
   * The changes that concern a proxy.
   *
   * @param last the revision of the last one
   * @param whole the revision of the last one that is not known in detail
   */
  private record Changes(long last, long whole, List<Left> left) {

    private static final Changes NONE = new Changes(0, 0, List.of());

    private Changes after(long revision) {
      return new Changes(revision, whole, left);
    }

    private Changes afterAnything(long revision) {
      return new Changes(revision, revision, List.of());
    }

    private Changes afterLeaving(long hostid, long revision) {
      if (left.size() == MOST_LEFT) {
        return afterAnything(revision);
      }
      List<Left> more = new ArrayList<>(left);
      more.add(new Left(hostid, revision));
      return new Changes(revision, whole, List.copyOf(more));
    }
  }

  private final long first;
  private final long current;
  private final PersistentMap<String, Long> hosts;
  private final PersistentMap<String, Changes> proxies;

  private ConfigRevisions(
      long first,
      long current,
      PersistentMap<String, Long> hosts,
      PersistentMap<String, Changes> proxies) {
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
   * @param before the host before; null if it is new
   * @param now the host now; null if it was removed
   */
  ConfigRevisions afterChange(String host, @Nullable KnownHost before, @Nullable KnownHost now) {
    long next = current + 1;
    PersistentMap<String, Changes> changed = proxies;
    String from = before == null ? null : before.proxy();
    String to = now == null ? null : now.proxy();
    if (before != null && from != null && !from.equals(to)) {
      changed = changed.with(from, of(from).afterLeaving(before.hostid(), next));
    }
    if (to != null) {
      boolean lostMacros = before != null && before.hasMacros() && now != null && !now.hasMacros();
      Changes known = of(to); // no detail says that a host has no macros any more
      changed = changed.with(to, lostMacros ? known.afterAnything(next) : known.after(next));
    }
    return new ConfigRevisions(first, next, hosts.with(host, next), changed);
  }

  /** Returns the revisions after a change of a proxy. */
  ConfigRevisions afterChangeOfProxy(String proxy) {
    long next = current + 1;
    return new ConfigRevisions(
        first, next, hosts, proxies.with(proxy, of(proxy).afterAnything(next)));
  }

  private Changes of(String proxy) {
    Changes known = proxies.get(proxy);
    return known == null ? Changes.NONE : known;
  }

  long current() {
    return current;
  }

  /** Returns the revision of the last change of a host. */
  long ofHost(String host) {
    Long change = hosts.get(host);
    return change == null ? first : change;
  }

  /** Returns whether a host changed after a revision. */
  boolean hasChanged(String host, long revision) {
    Long change = hosts.get(host);
    return change != null && change > revision;
  }

  /** Returns the revision of the last change that concerns a proxy; 0 before the first. */
  long ofProxy(String proxy) {
    return of(proxy).last();
  }

  /** Returns whether the hosts that changed for a proxy after a revision are known. */
  boolean knowsChanges(String proxy, long revision) {
    return revision >= of(proxy).whole();
  }

  /** Returns the ids of the hosts that a proxy has ceased to monitor after a revision. */
  List<Long> left(String proxy, long revision) {
    return of(proxy).left().stream()
        .filter(host -> host.revision() > revision)
        .map(Left::hostid)
        .distinct()
        .sorted()
        .toList();
  }
}
