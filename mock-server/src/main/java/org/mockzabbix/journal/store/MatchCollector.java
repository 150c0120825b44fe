package org.mockzabbix.journal.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * Collects what matches a condition, and reads each exchange once. A test that waits therefore does
 * not read the whole journal again for every new exchange. Not thread-safe.
 *
 * @param <T> the type of a match
 */
final class MatchCollector<T> implements Supplier<List<T>> {

  /** Adds the matches in an exchange to those in earlier ones. */
  @FunctionalInterface
  interface Reader<T> {
    void read(RecordedExchange exchange, List<T> found);
  }

  private final JournalStore journal;
  private final Supplier<Reader<T>> readers;
  private final List<T> found = new ArrayList<>();
  private final List<T> view = Collections.unmodifiableList(found);
  private @Nullable Epoch epoch;
  private Reader<T> reader;
  private long lastRead; // the number of an exchange

  private MatchCollector(JournalStore journal, Supplier<Reader<T>> readers) {
    this.journal = journal;
    this.readers = readers;
    this.reader = readers.get();
  }

  /** Collects the processed values that match a condition. */
  static MatchCollector<ItemValue> values(
      JournalStore journal, Predicate<? super ItemValue> condition) {
    return new MatchCollector<>(
        journal,
        () ->
            (exchange, found) -> exchange.eachItem(item -> addIfReceived(item, condition, found)));
  }

  /** Collects the processed values of one item that match a condition. */
  static MatchCollector<ItemValue> valuesOf(
      ItemName name, JournalStore journal, Predicate<? super ItemValue> condition) {
    return new MatchCollector<>(
        journal,
        () ->
            (exchange, found) ->
                exchange.eachItemOf(name, item -> addIfReceived(item, condition, found)));
  }

  private static void addIfReceived(
      ItemValue item, Predicate<? super ItemValue> condition, List<ItemValue> found) {
    if (item.isReceived() && condition.test(item)) {
      found.add(item);
    }
  }

  /** Collects the exchanges that match a condition, of which each epoch has its own. */
  static MatchCollector<Exchange> exchanges(
      JournalStore journal, Supplier<? extends Predicate<? super Exchange>> conditions) {
    return new MatchCollector<>(
        journal,
        () -> {
          Predicate<? super Exchange> condition = conditions.get();
          return (exchange, found) -> {
            if (condition.test(exchange)) {
              found.add(exchange);
            }
          };
        });
  }

  @Override
  public List<T> get() {
    JournalStore.Snapshot now = journal.snapshot();
    if (now.epoch() != epoch) {
      beginEpoch(now.epoch());
    }
    now.exchanges().eachAfter(lastRead, exchange -> reader.read(exchange, found));
    lastRead = now.exchanges().newestId(lastRead);
    return view;
  }

  private void beginEpoch(Epoch next) {
    if (epoch != null) {
      found.clear();
      reader = readers.get();
    }
    epoch = next;
  }
}
