package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;

/**
 * The hosts and items of an inventory, found by name, number and proxy. Immutable: each change
 * returns a copy. A change costs as much as the changed items, even if there are many others.
 */
final class HostIndex {

  /** A host and its items, in the order of the configuration. */
  private record HostItems(KnownHost host, List<KnownItem> items) {}

  // Only the copy that is about to be returned is changed.
  private final List<KnownHost> inOrder;
  private PersistentMap<String, HostItems> hosts;
  private PersistentMap<ItemName, KnownItem> items;
  private PersistentMap<Long, KnownItem> itemsById;
  private int itemsWithDnsNames;
  private int itemsWithValueType;
  private int hostsWithPsk;
  private final Lazy<Map<String, List<KnownHost>>> byProxy = new Lazy<>(this::hostsByProxy);
  private final Lazy<Map<Long, KnownHost>> byId = new Lazy<>(() -> hostsBy(KnownHost::hostid));
  private final Lazy<Map<Long, KnownHost>> byInterface =
      new Lazy<>(() -> hostsBy(KnownHost::interfaceid));

  private HostIndex() {
    inOrder = new ArrayList<>();
    hosts = PersistentMap.empty();
    items = PersistentMap.empty();
    itemsById = PersistentMap.empty();
  }

  private HostIndex(HostIndex other) {
    inOrder = new ArrayList<>(other.inOrder);
    hosts = other.hosts;
    items = other.items;
    itemsById = other.itemsById;
    itemsWithDnsNames = other.itemsWithDnsNames;
    itemsWithValueType = other.itemsWithValueType;
    hostsWithPsk = other.hostsWithPsk;
  }

  /** Returns an index of these hosts. */
  static HostIndex of(List<Host> hosts, IdAllocator numbering) {
    HostIndex index = new HostIndex();
    for (Host host : hosts) {
      reserve(host.items(), numbering);
    }
    for (Host host : hosts) {
      if (index.hosts.containsKey(host.name())) {
        throw new IllegalArgumentException(
            "two hosts have the name \"" + host.name() + "\": rename one of them");
      }
      index.put(host, numbering);
    }
    return index;
  }

  /** Returns a copy that ends with this host, instead of one with the same name. */
  HostIndex with(Host host, IdAllocator numbering) {
    HostIndex changed = new HostIndex(this);
    changed.removeFromOrder(host.name());
    changed.put(host, numbering);
    return changed;
  }

  /** Returns a copy without a host. */
  HostIndex without(String name) {
    HostIndex changed = new HostIndex(this);
    changed.removeFromOrder(name);
    changed.hostsWithPsk -= psks(host(name));
    changed.itemsOf(name).forEach(changed::remove);
    changed.hosts = changed.hosts.without(name);
    return changed;
  }

  private void removeFromOrder(String name) {
    if (hosts.containsKey(name)) {
      inOrder.removeIf(host -> host.name().equals(name));
    }
  }

  private void put(Host host, IdAllocator numbering) {
    KnownHost before = host(host.name());
    List<Item> old = before == null ? List.of() : before.host().items();
    List<KnownItem> known = itemsOf(host.name());
    List<Item> now = host.items();
    int first = commonStart(old, now);
    int unchanged = commonEnd(old.subList(first, old.size()), now.subList(first, now.size()));
    int rest = old.size() - unchanged;

    List<Item> added = now.subList(first, now.size() - unchanged);
    reserve(added, numbering);
    known.subList(first, rest).forEach(this::remove);
    List<KnownItem> all = new ArrayList<>(now.size());
    all.addAll(known.subList(0, first));
    for (Item item : added) {
      all.add(add(new ItemName(host.name(), item.key()), item, numbering));
    }
    all.addAll(known.subList(rest, old.size()));

    KnownHost numbered = numbering.number(host);
    hostsWithPsk += psks(numbered) - psks(before);
    inOrder.add(numbered);
    hosts = hosts.with(host.name(), new HostItems(numbered, Collections.unmodifiableList(all)));
  }

  /** Excludes the numbers that the configuration sets from those to allocate. */
  private static void reserve(List<Item> items, IdAllocator numbering) {
    for (Item item : items) {
      if (item.itemid() != 0) {
        numbering.reserve(item.itemid());
      }
    }
  }

  private static int commonStart(List<Item> old, List<Item> now) {
    int most = Math.min(old.size(), now.size());
    int start = 0;
    while (start < most && old.get(start).equals(now.get(start))) {
      start++;
    }
    return start;
  }

  private static int commonEnd(List<Item> old, List<Item> now) {
    int most = Math.min(old.size(), now.size());
    int end = 0;
    while (end < most && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    return end;
  }

  private KnownItem add(ItemName name, Item item, IdAllocator numbering) {
    KnownItem known = new KnownItem(name, numbering.number(name, item));
    long itemid = known.item().itemid();
    if (itemsById.containsKey(itemid)) {
      throw new IllegalArgumentException(
          "two items have the itemid " + itemid + ": change one itemid");
    }
    items = items.with(name, known);
    itemsById = itemsById.with(itemid, known);
    itemsWithDnsNames += item.queriesDns() ? 1 : 0;
    itemsWithValueType += item.declaredValueType().isPresent() ? 1 : 0;
    return known;
  }

  private void remove(KnownItem known) {
    items = items.without(known.name());
    itemsById = itemsById.without(known.item().itemid());
    itemsWithDnsNames -= known.item().queriesDns() ? 1 : 0;
    itemsWithValueType -= known.item().declaredValueType().isPresent() ? 1 : 0;
  }

  /** Returns all hosts, in the order of the configuration and the changes. */
  List<KnownHost> hosts() {
    return Collections.unmodifiableList(inOrder);
  }

  /** Returns the host with this name; null if not found. */
  @Nullable KnownHost host(String name) {
    HostItems found = hosts.get(name);
    return found == null ? null : found.host();
  }

  /** Returns the items of a host; empty if not found. */
  List<KnownItem> itemsOf(String host) {
    HostItems found = hosts.get(host);
    return found == null ? List.of() : found.items();
  }

  /** Returns the item with this number; null if not found. */
  @Nullable KnownItem item(long itemid) {
    return itemsById.get(itemid);
  }

  /** Returns the item with this host and key; null if not found. */
  @Nullable KnownItem item(ItemName name) {
    return items.get(name);
  }

  /** Returns the hosts that a proxy monitors. */
  List<KnownHost> hostsOf(String proxy) {
    return byProxy.get().getOrDefault(proxy, List.of());
  }

  /** Returns the host with this number; null if not found. */
  @Nullable KnownHost host(long hostid) {
    return byId.get().get(hostid);
  }

  /** Returns the host of the interface with this number; null if not found. */
  @Nullable KnownHost hostOfInterface(long interfaceid) {
    return byInterface.get().get(interfaceid);
  }

  private Map<Long, KnownHost> hostsBy(Function<KnownHost, Long> number) {
    return inOrder.stream().collect(Collectors.toUnmodifiableMap(number, host -> host));
  }

  private Map<String, List<KnownHost>> hostsByProxy() {
    Map<String, List<KnownHost>> found = new HashMap<>();
    for (KnownHost host : inOrder) {
      String proxy = host.proxy();
      if (proxy != null) {
        found.computeIfAbsent(proxy, unused -> new ArrayList<>()).add(host);
      }
    }
    return found;
  }

  /** Returns whether the allowed hosts of an item contain a DNS name. */
  boolean queriesDns() {
    return itemsWithDnsNames > 0;
  }

  private static int psks(@Nullable KnownHost host) {
    return host != null && KnownPsks.hasPsk(host.tls()) ? 1 : 0;
  }

  /** Returns whether a host has a pre-shared key. */
  boolean hasPsks() {
    return hostsWithPsk > 0;
  }

  /** Returns whether an item declares its value type. */
  boolean declaresValueTypes() {
    return itemsWithValueType > 0;
  }
}
