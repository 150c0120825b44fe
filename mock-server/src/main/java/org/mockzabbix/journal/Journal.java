package org.mockzabbix.journal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * Everything a server has received, oldest first. Thread-safe: {@code lock} guards every field, and
 * no I/O and no caller's code runs while it is held.
 *
 * <p>It is bounded: beyond its size the oldest exchanges are evicted, and it says how many. Lists
 * that it returns are of one moment and do not change.
 */
public final class Journal {

  /** Only the newest of the late exchanges are kept. */
  private static final int MOST_LATE = 100;

  /** Beyond this many different peers, their addresses are no longer shared between entries. */
  private static final int SHARED_ADDRESSES = 4096;

  private final long maxBytes;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<InetAddress, InetAddress> addresses = new HashMap<>();
  private final ArrayDeque<Entry> late = new ArrayDeque<>();
  private EntryLog log = new EntryLog();
  private long version;
  private long nextId = 1;
  private long bytes;
  private long lateBytes;
  private long evictedExchanges;
  private long evictedItems;
  private final AtomicLong epoch = new AtomicLong(); // changed under the lock, read without

  /**
   * Makes an empty journal.
   *
   * @param maxBytes about how much heap it may keep alive
   */
  public Journal(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "the journal needs at least 1 byte but was given " + maxBytes);
    }
    this.maxBytes = maxBytes;
  }

  /**
   * A number that changes with each {@link #reset}: to be read when a connection is accepted, and
   * given to {@link #add(Recording, long)}.
   */
  public long epoch() {
    return epoch.get();
  }

  /**
   * Records an exchange; if the journal was reset since it began, it is one of the {@link #late}
   * ones only, and wakes nobody.
   *
   * @param begun the {@link #epoch} when its connection was accepted
   */
  public Exchange add(Recording recording, long begun) {
    lock.lock();
    try {
      return begun == epoch.get() ? add(recording) : addLate(recording);
    } finally {
      lock.unlock();
    }
  }

  private Exchange addLate(Recording recording) {
    Entry entry = new Entry(Exchange.LATE, recording, recording.peer().getAddress());
    late.addLast(entry);
    lateBytes += entry.bytes();
    while (late.size() > MOST_LATE || (lateBytes > maxBytes && late.size() > 1)) {
      lateBytes -= late.removeFirst().bytes();
    }
    return new Exchange(entry);
  }

  /** Records an exchange, wakes whoever waits, and returns the exchange. */
  public Exchange add(Recording recording) {
    lock.lock();
    try {
      Entry entry = new Entry(nextId++, recording, shared(recording.peer().getAddress()));
      log.add(entry);
      bytes += entry.bytes();
      evict();
      signal();
      return new Exchange(entry);
    } finally {
      lock.unlock();
    }
  }

  private InetAddress shared(InetAddress address) {
    InetAddress known = addresses.get(address);
    if (known == null && addresses.size() < SHARED_ADDRESSES) {
      addresses.put(address, address);
    }
    return known == null ? address : known;
  }

  /** The newest one always stays, however large: it is what a test is about to ask for. */
  private void evict() {
    while (bytes > maxBytes && log.size() > 1) {
      Entry oldest = log.evictOldest();
      bytes -= oldest.bytes();
      evictedExchanges++;
      evictedItems += oldest.processedRows();
    }
  }

  private void signal() {
    version++;
    changed.signalAll();
  }

  /** Adds a note to an exchange that was recorded before; nothing if it was evicted or reset. */
  public void note(long exchange, String text) {
    lock.lock();
    try {
      Entry entry = log.find(exchange);
      if (entry != null) {
        entry.note(text);
        signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything, at once. Numbers of exchanges go on where they were. */
  public void reset() {
    lock.lock();
    try {
      log = new EntryLog();
      addresses.clear();
      late.clear();
      lateBytes = 0;
      bytes = 0;
      evictedExchanges = 0;
      evictedItems = 0;
      epoch.incrementAndGet();
      signal();
    } finally {
      lock.unlock();
    }
  }

  /** The values that were processed, oldest first. */
  public List<ItemValue> items() {
    List<ItemValue> found = new ArrayList<>();
    view().each(entry -> entry.eachRow(keepIfStored(found)));
    return found;
  }

  /**
   * The processed values of one item, by the exact text of its key. Rows of other items cost next
   * to nothing.
   */
  public List<ItemValue> items(String host, String key) {
    List<ItemValue> found = new ArrayList<>();
    Consumer<ItemValue> keep = keepIfStored(found);
    Consumer<ItemValue> check =
        item -> {
          if (item.host().equals(host) && item.key().equals(key)) {
            keep.accept(item);
          }
        };
    ItemName name = new ItemName(host, key);
    int hash = name.hash();
    view().each(entry -> entry.eachRowOf(name, hash, check));
    return found;
  }

  private static Consumer<ItemValue> keepIfStored(List<ItemValue> found) {
    return item -> {
      if (item.outcome().isProcessed() && item.hasValue()) {
        found.add(item);
      }
    };
  }

  /** The rows that were not processed: failed, malformed, or duplicates. */
  public List<ItemValue> rejected() {
    List<ItemValue> found = new ArrayList<>();
    Consumer<ItemValue> keep =
        item -> {
          if (!item.outcome().isProcessed()) {
            found.add(item);
          }
        };
    view()
        .each(
            entry -> {
              if (entry.processedRows() < entry.rows) {
                entry.eachRow(keep);
              }
            });
    return found;
  }

  /** Every exchange, oldest first. */
  public List<Exchange> exchanges() {
    List<Exchange> found = new ArrayList<>();
    view().each(entry -> found.add(new Exchange(entry)));
    return found;
  }

  /**
   * What came too late, oldest first: exchanges on connections that had been accepted before the
   * last {@link #reset}, and that were complete after it. They belong to the test before, and count
   * nowhere else. The next reset forgets them; of very many, the newest 100 are kept.
   */
  public List<Exchange> late() {
    lock.lock();
    try {
      return late.stream().map(Exchange::new).toList();
    } finally {
      lock.unlock();
    }
  }

  private EntryLog.View view() {
    lock.lock();
    try {
      return log.view();
    } finally {
      lock.unlock();
    }
  }

  /** A number that grows with every change; to be read before looking, and then waited on. */
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the journal has changed since {@code seen}, at most {@code timeout}.
   *
   * @return the version it has now
   */
  public long awaitChange(long seen, Duration timeout) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(timeout); // however long it is
    lock.lockInterruptibly();
    try {
      while (version == seen && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** How many exchanges had to make room since the start or the last reset. */
  public long evictedExchanges() {
    lock.lock();
    try {
      return evictedExchanges;
    } finally {
      lock.unlock();
    }
  }

  /** How many processed rows were in them. */
  public long evictedItems() {
    lock.lock();
    try {
      return evictedItems;
    } finally {
      lock.unlock();
    }
  }

  /** The bound, in bytes. */
  public long maxBytes() {
    return maxBytes;
  }
}
