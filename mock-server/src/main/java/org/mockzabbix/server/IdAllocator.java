package org.mockzabbix.server;

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

  private PersistentMap<String, Integer> positions = PersistentMap.empty();
  private PersistentMap<ItemName, Long> itemids = PersistentMap.empty();
  private PersistentMap<Long, Boolean> chosenByTests = PersistentMap.empty();
  private int hosts;
  private long nextItemid = FIRST_ITEMID;

  /** Creates an allocator without allocated numbers. */
  IdAllocator() {}

  /** Creates an allocator with a copy of the numbers of {@code before}. */
  IdAllocator(IdAllocator before) {
    positions = before.positions;
    itemids = before.itemids;
    chosenByTests = before.chosenByTests;
    hosts = before.hosts;
    nextItemid = before.nextItemid;
  }

  /** Excludes a number that the configuration sets. */
  void reserve(long itemid) {
    chosenByTests = chosenByTests.with(itemid, true);
  }

  KnownHost number(Host host) {
    Integer known = positions.get(host.name());
    int position = known == null ? hosts++ : known;
    positions = known == null ? positions.with(host.name(), position) : positions;
    return new KnownHost(FIRST_HOSTID + position, FIRST_INTERFACEID + position, host);
  }

  Item number(ItemName name, Item item) {
    if (item.itemid() != 0) {
      return item;
    }
    Long known = itemids.get(name);
    long itemid = known == null ? freeItemid() : known;
    itemids = known == null ? itemids.with(name, itemid) : itemids;
    return item.withItemid(itemid);
  }

  private long freeItemid() {
    while (chosenByTests.containsKey(nextItemid)) {
      nextItemid++;
    }
    return nextItemid++;
  }
}
