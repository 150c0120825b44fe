package org.mockzabbix.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.protocol.ItemValue;

/**
 * A read-only view of everything that a server, a cluster or a mock agent has received.
 * Thread-safe.
 *
 * <p>All lists are snapshots, oldest first. The journal is bounded: if it exceeds {@link
 * #maxBytes()}, the oldest exchanges are evicted and counted. Journals without a size of their own
 * share a quarter of the heap; if they exceed it together, the largest evicts its oldest exchanges.
 */
public interface Journal {

  /** Returns the processed values. */
  List<ItemValue> items();

  /**
   * Returns the processed values of one item. {@code key} is compared exactly, as text. Values of
   * other items are not decoded, so this is faster than filtering {@link #items()}.
   */
  List<ItemValue> items(String host, String key);

  /** Returns the values that were not processed: failed, malformed or duplicate. */
  List<ItemValue> rejected();

  /** Returns the exchanges, {@link #lateExchanges() late} ones excluded. */
  List<Exchange> exchanges();

  /**
   * Returns the exchanges whose number is greater than {@code id}, {@link #lateExchanges() late}
   * ones excluded. Does not look at the others.
   */
  List<Exchange> exchangesAfter(long id);

  /** Returns the exchange with this number. Empty if it was evicted, reset or not recorded yet. */
  Optional<Exchange> exchange(long id);

  /** Returns how often the journal was reset. */
  long resets();

  /**
   * Returns the late exchanges: those that completed after the last reset, but whose connection or
   * poll began before it. Assertions ignore them. The journal keeps the newest 100, until the next
   * reset.
   */
  List<Exchange> lateExchanges();

  /**
   * Returns a supplier of the processed values that match {@code condition}. Each call reads only
   * what was recorded since the previous call, so repeated calls are fast. After a reset the list
   * starts again, empty. The supplier is not thread-safe, and its calls return the same growing
   * list.
   */
  Supplier<List<ItemValue>> track(Predicate<? super ItemValue> condition);

  /**
   * Returns a supplier like {@link #track(Predicate)} for the values of one item. {@code key} is
   * compared exactly, as text.
   */
  Supplier<List<ItemValue>> track(String host, String key, Predicate<? super ItemValue> condition);

  /**
   * Returns a supplier of the exchanges that a condition selects. Each call tests only exchanges
   * that were recorded since the previous call, in their order. The supplier is not thread-safe,
   * and adds to the list that it returned before.
   *
   * @param conditions creates a condition for the first exchange, and another one after each reset,
   *     so that a condition can remember earlier exchanges
   */
  Supplier<List<Exchange>> trackExchanges(
      Supplier<? extends Predicate<? super Exchange>> conditions);

  /**
   * Returns the number of changes so far. Read the version before the content, then wait for the
   * next change.
   */
  long version();

  /**
   * Waits until the {@link #version()} differs from {@code seen}.
   *
   * @param timeout the longest time to wait
   * @return the current version, which equals {@code seen} if the timeout has elapsed
   */
  long awaitChange(long seen, Duration timeout) throws InterruptedException;

  /** Returns the number of exchanges that were evicted since the last reset. */
  long evictedExchanges();

  /** Returns the number of processed values in the evicted exchanges. */
  long evictedItems();

  /**
   * Returns the approximate number of bytes of heap that the journal may use before it evicts
   * exchanges. If it shares them, this is the number for all of the journals.
   */
  long maxBytes();
}
