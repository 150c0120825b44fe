package org.mockzabbix.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.mockzabbix.protocol.ItemName;

/**
 * The numbers that a server has given to its hosts and items: as in its database, a name keeps its
 * number when the configuration changes, so that values under way still find their item, and no
 * number is given twice. Not thread-safe.
 */
final class Numbering {

  /** Where the numbers begin that the server chooses itself, clear of those that tests like. */
  private static final long FIRST_HOSTID = 10_001;

  private static final long FIRST_INTERFACEID = 20_001;
  private static final long FIRST_ITEMID = 1_000_001;

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<ItemName, Long> itemids = new HashMap<>();
  private final Set<Long> chosenByTests = new HashSet<>();
  private long nextItemid = FIRST_ITEMID;

  /** No number given yet. */
  Numbering() {}

  /** Goes on where {@code before} is, and leaves it as it is. */
  Numbering(Numbering before) {
    places.putAll(before.places);
    itemids.putAll(before.itemids);
    chosenByTests.addAll(before.chosenByTests);
    nextItemid = before.nextItemid;
  }

  /** Keeps the numbers that a host's items come with from being given to others. */
  void reserve(Host host) {
    host.items().forEach(item -> chosenByTests.add(item.itemid()));
  }

  KnownHost number(Host host) {
    int place = places.computeIfAbsent(host.host(), unknown -> places.size());
    return new KnownHost(FIRST_HOSTID + place, FIRST_INTERFACEID + place, host);
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
