package org.mockzabbix.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;

/**
 * Allocates the numbers of hosts, interfaces and items. As in a Zabbix database, a host or item
 * keeps its number when the configuration changes, and no number is used twice. Not thread-safe.
 */
final class IdAllocator {

  /** The first allocated numbers, higher than those that tests usually choose. */
  private static final long FIRST_HOSTID = 10_001;

  private static final long FIRST_INTERFACEID = 20_001;
  private static final long FIRST_ITEMID = 1_000_001;

  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<ItemName, Long> itemids = new HashMap<>();
  private final Set<Long> chosenByTests = new HashSet<>();
  private long nextItemid = FIRST_ITEMID;

  /** Creates an allocator without allocated numbers. */
  IdAllocator() {}

  /** Creates an allocator with a copy of the numbers of {@code before}. */
  IdAllocator(IdAllocator before) {
    positions.putAll(before.positions);
    itemids.putAll(before.itemids);
    chosenByTests.addAll(before.chosenByTests);
    nextItemid = before.nextItemid;
  }

  /** Excludes the numbers of this host's items that the configuration sets. */
  void reserve(Host host) {
    host.items().forEach(item -> chosenByTests.add(item.itemid()));
  }

  KnownHost number(Host host) {
    int position = positions.computeIfAbsent(host.name(), unknown -> positions.size());
    return new KnownHost(FIRST_HOSTID + position, FIRST_INTERFACEID + position, host);
  }

  Item number(ItemName name, Item item) {
    return item.itemid() == 0
        ? item.withItemid(itemids.computeIfAbsent(name, unknown -> freeItemid()))
        : item;
  }

  private long freeItemid() {
    while (chosenByTests.contains(nextItemid)) {
      nextItemid++;
    }
    return nextItemid++;
  }
}
