package org.mockzabbix.polling;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockzabbix.interval.UpdateInterval;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.protocol.ItemName;

/**
 * The state of a schedule in one epoch: the next polls of the items, and the items that are being
 * polled. Thread-safe: {@code lock} guards both.
 */
final class EpochPolls {

  /**
   * The next poll of an item.
   *
   * @param delay the text of {@code interval}
   * @param start the time from which on the delays are counted
   * @param at the time of the poll; {@link Instant#MAX} for never
   * @param plannedAt the time at which {@code at} was computed
   */
  private record NextPoll(
      String delay, UpdateInterval interval, Instant start, Instant at, Instant plannedAt) {

    /** Plans the first poll: immediately, unless the interval excludes this time. */
    private static NextPoll first(String delay, ZoneId zone, Instant now) {
      UpdateInterval interval = UpdateInterval.parse(delay, zone);
      Optional<Instant> start = interval.start(now);
      Instant at =
          Stream.concat(start.stream(), interval.scheduledFrom(now).stream())
              .min(Instant::compareTo)
              .orElse(Instant.MAX);
      return new NextPoll(delay, interval, start.orElse(now), at, now);
    }

    /** Plans the poll after {@code now}. */
    private NextPoll after(Instant now) {
      Instant next = interval.next(start, now).orElse(Instant.MAX);
      return new NextPoll(delay, interval, start, next, now);
    }

    /** Plans the poll again if the clock went back, so that it is not late. */
    private NextPoll notLaterThanAfter(Instant now) {
      if (!now.isBefore(plannedAt)) {
        return this;
      }
      NextPoll again = new NextPoll(delay, interval, now, at, now).after(now);
      return again.at.isBefore(at) ? again : new NextPoll(delay, interval, start, at, now);
    }

    private boolean isDue(Instant now) {
      return !at.isAfter(now);
    }
  }

  private final Epoch epoch;
  private final ZoneId zone;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ItemName, NextPoll> polls = new HashMap<>();
  private final Set<ItemName> inProgress = new HashSet<>();

  /**
   * Creates the polls of an epoch, in which every item is due as soon as its update interval
   * allows.
   *
   * @param zone the time zone of update intervals
   */
  EpochPolls(Epoch epoch, ZoneId zone) {
    this.epoch = epoch;
    this.zone = zone;
  }

  Epoch epoch() {
    return epoch;
  }

  /** Returns the items that are due at {@code now}, and schedules their next polls. */
  List<PollJob> takeDue(List<PollJob> polled, Instant now) {
    lock.lock();
    try {
      polls.keySet().retainAll(polled.stream().map(PollJob::name).collect(Collectors.toSet()));
      List<PollJob> due = new ArrayList<>();
      for (PollJob item : polled) {
        NextPoll next = planned(item, now);
        if (next.isDue(now)) {
          due.add(item);
          next = next.after(now);
        }
        polls.put(item.name(), next);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the plan of an item. It starts again if the update interval has changed. */
  private NextPoll planned(PollJob item, Instant now) {
    NextPoll known = polls.get(item.name());
    if (known == null) {
      return NextPoll.first(item.delay(), zone, now);
    }
    return known.delay().equals(item.delay())
        ? known.notLaterThanAfter(now)
        : NextPoll.first(item.delay(), zone, now).after(now);
  }

  /** Returns the time when the next item is due. Empty if no item is scheduled. */
  Optional<Instant> earliest() {
    lock.lock();
    try {
      return polls.values().stream().map(NextPoll::at).min(Instant::compareTo);
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
