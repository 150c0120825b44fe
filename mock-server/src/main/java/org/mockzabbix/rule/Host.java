package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A host that a server knows, with its items.
 *
 * <pre>{@code Host.of("web01", Item.trapper("app.ok"), Item.active("agent.ping", "5s"))}</pre>
 *
 * @param host the technical name
 * @param items its items, no two with the same key
 */
public record Host(String host, Status status, List<Item> items) {

  public Host {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host needs a name");
    }
    Objects.requireNonNull(status, "status");
    items = List.copyOf(items);
    Set<String> keys = new HashSet<>();
    for (Item item : items) {
      if (!keys.add(item.key())) {
        throw new IllegalArgumentException("host " + host + " has two items " + item.key());
      }
    }
  }

  public static Host of(String host, Item... items) {
    return new Host(host, Status.ENABLED, List.of(items));
  }

  /** The same host with one more item. */
  public Host with(Item item) {
    List<Item> more = new ArrayList<>(items);
    more.add(item);
    return new Host(host, status, more);
  }

  public Host disabled() {
    return new Host(host, Status.DISABLED, items);
  }
}
