package org.mockzabbix.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * Reads the values that were processed, all of them or those of one item, and each of them once:
 * who waits for a value would otherwise read all that there is whenever one more comes. Not
 * thread-safe.
 */
public final class ItemReader {

  private final Journal journal;
  private final @Nullable ItemName only;
  private long epoch;
  private long last; // the number of the exchange that was read last

  ItemReader(Journal journal, @Nullable ItemName only) {
    this.journal = journal;
    this.only = only;
    this.epoch = journal.epoch();
  }

  /**
   * What is new.
   *
   * @param start whether to count from here, or on from what was read before
   * @param items oldest first
   */
  public record News(Start start, List<ItemValue> items) {}

  /** Whether what was read before still counts. */
  public enum Start {
    /** It does. */
    ON,
    /** It does not: the journal was reset since. */
    ANEW
  }

  /** What was recorded since this was called last; all that there is at the first time. */
  public News read() {
    Journal.Look look = journal.look();
    Start start = look.epoch() == epoch ? Start.ON : Start.ANEW;
    epoch = look.epoch();
    List<ItemValue> found = new ArrayList<>();
    look.view().eachAfter(last, reading(found));
    last = look.view().newestId(last);
    return new News(start, found);
  }

  private Consumer<Entry> reading(List<ItemValue> found) {
    if (only == null) {
      return entry -> entry.eachRow(item -> keep(item, found));
    }
    ItemName name = only;
    int hash = name.hash();
    return entry -> entry.eachRowOf(name, hash, item -> keepIfOf(name, item, found));
  }

  /** Other names may have the same hash. */
  private static void keepIfOf(ItemName name, ItemValue item, List<ItemValue> found) {
    if (item.host().equals(name.host()) && item.key().equals(name.key())) {
      keep(item, found);
    }
  }

  private static void keep(ItemValue item, List<ItemValue> found) {
    if (item.isReceived()) {
      found.add(item);
    }
  }
}
