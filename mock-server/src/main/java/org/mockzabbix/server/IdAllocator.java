package org.mockzabbix.server;

import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;

/**
 * Allocates the numbers of hosts, interfaces and items. A number follows from the name of the host,
 * or from host and key. So a host or item keeps its number when the configuration changes, and when
 * another server starts with an edited configuration: agents and proxies may still send values by
 * the numbers that they received before. No number is used twice. Not thread-safe.
 */
final class IdAllocator {

  /** The lowest allocated number, higher than those that tests usually choose. */
  static final long LOWEST = 1_000_000_000L;

  /** The size of the range. Two names rarely have the same number in it. */
  private static final long RANGE = 999_000_000_000L;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** The owner of a number that the configuration sets. */
  private static final Object CONFIGURED = new Object();

  private PersistentMap<Long, Object> hosts = PersistentMap.empty();
  private PersistentMap<Long, Object> interfaces = PersistentMap.empty();
  private PersistentMap<Long, Object> items = PersistentMap.empty();

  /** Creates an allocator without allocated numbers. */
  IdAllocator() {}

  /** Creates an allocator with a copy of the numbers of {@code before}. */
  IdAllocator(IdAllocator before) {
    hosts = before.hosts;
    interfaces = before.interfaces;
    items = before.items;
  }

  /** Excludes a number that the configuration sets. */
  void reserve(long itemid) {
    items = items.with(itemid, CONFIGURED);
  }

  KnownHost number(Host host) {
    String name = host.name();
    long hostid = free(hosts, name, hash(name, "host"));
    long interfaceid = free(interfaces, name, hash(name, "interface"));
    hosts = hosts.with(hostid, name);
    interfaces = interfaces.with(interfaceid, name);
    return new KnownHost(hostid, interfaceid, host);
  }

  Item number(ItemName name, Item item) {
    if (item.itemid() != 0) {
      return item;
    }
    long itemid = free(items, name, hash(name.host(), name.key()));
    items = items.with(itemid, name);
    return item.withItemid(itemid);
  }

  /** Returns the first number from {@code preferred} on that is free or belongs to the owner. */
  private static long free(PersistentMap<Long, Object> owners, Object owner, long preferred) {
    long number = preferred;
    Object other = owners.get(number);
    while (other != null && !other.equals(owner)) {
      number++;
      other = owners.get(number);
    }
    return number;
  }

  /** Returns a number for two texts, the same in every JVM. */
  static long hash(String first, String second) {
    long hash = hash(hash(hash(FNV_OFFSET, first), "\0"), second);
    hash = (hash ^ hash >>> 32) * FNV_PRIME; // so that all characters affect the result alike
    return LOWEST + Long.remainderUnsigned(hash ^ hash >>> 32, RANGE);
  }

  private static long hash(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
