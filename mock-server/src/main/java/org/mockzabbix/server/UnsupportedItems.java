package org.mockzabbix.server;

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RequestValue;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.RowOutcomes;

/**
 * The items that are not supported: the last value of such an item reports that, or does not suit
 * the value type. Only the last such items are known. Thread-safe: {@code lock} guards {@code
 * since}.
 */
final class UnsupportedItems {

  private final ReentrantLock lock = new ReentrantLock();
  private final LruMap<Long, Instant> since = new LruMap<>(); // the last report, by itemid
  private volatile boolean any; // false until the first report, so that values cost nothing

  /** Records the states of the items of a packet's processed values. */
  void record(RequestValues values, RowOutcomes outcomes, Inventory inventory, Instant now) {
    if (inventory.acceptsEverything()) { // it has no item with a state
      return;
    }
    for (int index = 0; index < values.size(); index++) {
      if (outcomes.outcome(index).isProcessed()) {
        RequestValue value = values.get(index);
        boolean supported = !value.isReportedNotSupported() && !outcomes.isUnsuitable(index);
        if (!supported || (any && value.hasValue())) {
          ItemName resolved = outcomes.name(index);
          set(inventory.item(resolved == null ? value.item() : resolved), supported, now);
        }
      }
    }
  }

  private void set(@Nullable KnownItem known, boolean supported, Instant now) {
    if (known == null) {
      return;
    }
    lock.lock();
    try {
      if (supported) {
        since.remove(known.item().itemid());
      } else {
        since.put(known.item().itemid(), now);
        any = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether an item is not supported. */
  boolean contains(long itemid) {
    return wasReportedAfter(itemid, Instant.MIN);
  }

  /** Returns whether an item is not supported, and was reported so after a time. */
  boolean wasReportedAfter(long itemid, Instant time) {
    lock.lock();
    try {
      Instant last = since.get(itemid);
      return last != null && last.isAfter(time);
    } finally {
      lock.unlock();
    }
  }
}
