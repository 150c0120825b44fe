package org.mockzabbix.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.server.PolledItem;

/**
 * The state of a schedule in one epoch: the due times of the items, and the items that are being
 * polled. Thread-safe: {@code lock} guards both.
 */
final class EpochPolls {

  private final Epoch epoch;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ItemName, Instant> dueAt = new HashMap<>();
  private final Set<ItemName> inProgress = new HashSet<>();

  /** Creates the polls of an epoch, in which every item is due immediately. */
  EpochPolls(Epoch epoch) {
    this.epoch = epoch;
  }

  Epoch epoch() {
    return epoch;
  }

  /** Returns the items that are due at {@code now}, and schedules their next polls. */
  List<PolledItem> takeDue(List<PolledItem> polled, Instant now) {
    lock.lock();
    try {
      dueAt.keySet().retainAll(polled.stream().map(PolledItem::name).collect(Collectors.toSet()));
      List<PolledItem> due = new ArrayList<>();
      for (PolledItem item : polled) {
        Instant at = dueAt.getOrDefault(item.name(), now);
        Instant latest = now.plus(item.delay());
        at = at.isAfter(latest) ? latest : at; // shorter interval, or the clock went back
        if (!at.isAfter(now)) {
          due.add(item);
          at = next(at, now, item.delay());
        }
        dueAt.put(item.name(), at);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns {@code at} plus the smallest multiple of {@code delay} that is later than {@code now}.
   */
  private static Instant next(Instant at, Instant now, Duration delay) {
    long missed = Duration.between(at, now).dividedBy(delay);
    return at.plus(delay.multipliedBy(missed + 1));
  }

  /** Returns the time when the next item is due. Empty if no item is scheduled. */
  Optional<Instant> earliest() {
    lock.lock();
    try {
      return dueAt.values().stream().min(Instant::compareTo);
    } finally {
      lock.unlock();
    }
  }

  /** Marks an item as being polled. Returns false if it already was. */
  boolean mark(ItemName name) {
    lock.lock();
    try {
      return inProgress.add(name);
    } finally {
      lock.unlock();
    }
  }

  /** Marks an item as not being polled. */
  void unmark(ItemName name) {
    lock.lock();
    try {
      inProgress.remove(name);
    } finally {
      lock.unlock();
    }
  }
}
