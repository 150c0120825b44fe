package org.mockzabbix.stress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.mockzabbix.fixtures.Packets;
import org.mockzabbix.journal.Journal;

/**
 * The numbers that one client sent as values of one item, each larger than the one before. Not
 * thread-safe.
 */
final class Ledger {

  private final String host;
  private final String key;
  private final List<Long> acknowledged = new ArrayList<>();
  private long last;

  Ledger(String host, String key) {
    this.host = host;
    this.key = key;
  }

  String key() {
    return key;
  }

  /** Returns the next number to send. */
  long next() {
    return ++last;
  }

  /** Returns a {@code sender data} request with the next {@code count} numbers. */
  String senderData(int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> Packets.value(host, key, Long.toString(next())))
        .collect(Collectors.joining(",", "{\"request\":\"sender data\",\"data\":[", "]}"));
  }

  /** Notes that the server acknowledged the last {@code count} numbers. */
  void acknowledge(int count) {
    LongStream.rangeClosed(last - count + 1, last).forEach(acknowledged::add);
  }

  long acknowledged() {
    return acknowledged.size();
  }

  /**
   * Returns what is wrong with the received values. No number may be there twice, and the
   * acknowledged ones must be there in order, except for the oldest if some were evicted.
   */
  Optional<String> problem(Journal journal) {
    List<Long> received =
        journal.items(host, key).stream().map(value -> Long.parseLong(value.value())).toList();
    if (new HashSet<>(received).size() < received.size()) {
      return Optional.of(this + ": a value was received twice");
    }
    List<Long> sure = new ArrayList<>(received);
    sure.retainAll(new HashSet<>(acknowledged));
    int evicted = journal.evictedItems() == 0 ? 0 : acknowledged.size() - sure.size();
    List<Long> expected = acknowledged.subList(Math.max(0, evicted), acknowledged.size());
    return sure.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "%s: %,d values were acknowledged, but %,d of them were received, or in another order"
                .formatted(this, acknowledged.size(), sure.size()));
  }

  @Override
  public String toString() {
    return host + ' ' + key;
  }
}
