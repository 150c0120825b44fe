package org.mockzabbix.journal.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * Collects the processed values that match a condition. Reads each exchange once, so that a waiting
 * test does not read the whole journal again for every new exchange. Not thread-safe.
 */
final class MatchCollector implements Supplier<List<ItemValue>> {

  private final JournalStore journal;
  private final @Nullable ItemName only;
  private final Predicate<? super ItemValue> condition;
  private final List<ItemValue> found = new ArrayList<>();
  private final List<ItemValue> view = Collections.unmodifiableList(found);
  private @Nullable Epoch epoch;
  private long lastRead; // the number of an exchange

  /** Creates a collector for the values of the item {@code only}; null for those of all items. */
  MatchCollector(
      JournalStore journal, @Nullable ItemName only, Predicate<? super ItemValue> condition) {
    this.journal = journal;
    this.only = only;
    this.condition = condition;
  }

  @Override
  public List<ItemValue> get() {
    JournalStore.Snapshot now = journal.snapshot();
    if (now.epoch() != epoch) {
      found.clear();
      epoch = now.epoch();
    }
    now.exchanges().eachAfter(lastRead, reader());
    lastRead = now.exchanges().newestId(lastRead);
    return view;
  }

  private Consumer<RecordedExchange> reader() {
    if (only == null) {
      return exchange -> exchange.eachItem(this::addIfReceived);
    }
    ItemName name = only;
    int hash = name.hashCode();
    return exchange -> exchange.eachItemOf(name, hash, item -> addIfOf(name, item));
  }

  /** Compares the names, because other names may have the same hash. */
  private void addIfOf(ItemName name, ItemValue item) {
    if (item.host().equals(name.host()) && item.key().equals(name.key())) {
      addIfReceived(item);
    }
  }

  private void addIfReceived(ItemValue item) {
    if (item.isReceived() && condition.test(item)) {
      found.add(item);
    }
  }
}
