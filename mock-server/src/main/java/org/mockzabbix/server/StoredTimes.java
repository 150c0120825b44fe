package org.mockzabbix.server;

/**
 * The times at which a server stored values, each with its item and the packet that delivered it.
 * Keeps at least the last 65,536 times and less than twice as many: of two tables, the older one is
 * dropped when the newer one is full. Not thread-safe.
 */
final class StoredTimes {

  static final int KEPT = 1 << 16;

  private Table newer = new Table();
  private Table older = new Table();

  /**
   * Records that a packet delivered a value.
   *
   * @param nanos the time of the value since 1970
   * @param packet the number of the packet, from 1
   * @return the number of the packet that delivered a value of the same item and time before; 0 if
   *     none is known
   */
  long put(long itemid, long nanos, long packet) {
    long before = newer.put(itemid, nanos, packet);
    if (before == 0) {
      before = older.get(itemid, nanos);
      if (newer.size == KEPT) {
        older = newer;
        newer = new Table();
      }
    }
    return before;
  }

  /** A hash table without objects, because a packet may have millions of values. */
  private static final class Table {

    private static final int FIELDS = 3; // itemid, time and packet; a free place has packet 0
    private static final int SMALLEST = 1 << 6;

    private long[] places = new long[SMALLEST * FIELDS];
    private int size;

    long get(long itemid, long nanos) {
      return places[place(itemid, nanos) + 2];
    }

    long put(long itemid, long nanos, long packet) {
      int place = place(itemid, nanos);
      long before = places[place + 2];
      set(place, itemid, nanos, packet);
      if (before == 0) {
        size++;
        growIfHalfFull();
      }
      return before;
    }

    private void set(int place, long itemid, long nanos, long packet) {
      places[place] = itemid;
      places[place + 1] = nanos;
      places[place + 2] = packet;
    }

    /** Returns the index of the first field of the place of a time, or of a free place. */
    private int place(long itemid, long nanos) {
      int mask = places.length / FIELDS - 1;
      int slot = hash(itemid, nanos) & mask;
      while (places[slot * FIELDS + 2] != 0
          && (places[slot * FIELDS] != itemid || places[slot * FIELDS + 1] != nanos)) {
        slot = (slot + 1) & mask;
      }
      return slot * FIELDS;
    }

    private static int hash(long itemid, long nanos) {
      long mixed = (itemid * 0x9E3779B97F4A7C15L + nanos) * 0xD6E8FEB86659FD93L;
      return (int) (mixed ^ (mixed >>> 32));
    }

    private void growIfHalfFull() {
      if (size * 2 * FIELDS <= places.length) {
        return;
      }
      long[] before = places;
      places = new long[before.length * 2];
      for (int i = 0; i < before.length; i += FIELDS) {
        if (before[i + 2] != 0) {
          set(place(before[i], before[i + 1]), before[i], before[i + 1], before[i + 2]);
        }
      }
    }
  }
}
