package org.mockzabbix.journal.store;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.journal.store.SharedResponses.SharedResponse;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.sentence.OpenSentences;
import org.mockzabbix.sentence.SentenceKeeper;
import org.mockzabbix.text.SizeRange;

/**
 * The journal that a server writes. Thread-safe: {@code lock} guards every field, and neither I/O
 * nor callbacks run while it is held.
 */
public final class JournalStore implements Journal, SentenceKeeper {

  /** The number of late exchanges to keep. Older ones are dropped. */
  private static final int MOST_LATE = 100;

  /** The number of peers whose address objects are shared between exchanges, to save memory. */
  private static final int SHARED_ADDRESSES = 4096;

  /** The heap of an address that exchanges share, in bytes. */
  private static final int ADDRESS_BYTES = 128;

  private final JournalBudget budget;
  private final JournalBudget.Account account;
  private final OpenSentences sentences = new OpenSentences(); // has a lock of its own

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<InetAddress, InetAddress> addresses = new HashMap<>();
  private final ArrayDeque<RecordedExchange> late = new ArrayDeque<>();
  private ExchangeLog log = new ExchangeLog();
  private long version;
  private long resets;
  private long nextId = 1;
  private SharedResponses responses = new SharedResponses();
  private long bytes; // without the responses that exchanges share
  private long lateBytes;
  private long evictedExchanges;
  private long evictedItems;
  private volatile Epoch epoch = new Epoch(); // changed under the lock, read without

  /** Creates an empty journal that shares a quarter of the heap with all others like it. */
  public JournalStore() {
    this(JournalBudget.common());
  }

  /**
   * Creates an empty journal.
   *
   * @param maxBytes the approximate number of bytes of heap that it may use
   */
  public JournalStore(long maxBytes) {
    this(new JournalBudget(SizeRange.atLeast(1).check("the size of the journal", maxBytes)));
  }

  JournalStore(JournalBudget budget) {
    this.budget = budget;
    this.account = budget.open(this);
  }

  @Override
  public OpenSentences sentences() {
    return sentences;
  }

  /**
   * Returns the current epoch, which the next {@link #reset} ends. Read it when a connection is
   * accepted, use no state of another epoch, and pass it to {@link #add}.
   */
  public Epoch epoch() {
    return epoch;
  }

  /**
   * Records an exchange, and wakes the threads that wait for a change. If the journal was reset
   * since its connection was accepted, the exchange is a {@link #late} one, and no thread is woken.
   *
   * @param begun the {@link #epoch} when the connection was accepted
   */
  public Exchange add(Recording recording, Epoch begun) {
    int hash = SharedResponses.hash(recording.sent().response());
    Exchange exchange;
    lock.lock();
    try {
      exchange = begun == epoch ? addCurrent(recording, hash) : addLate(recording);
      account.use(used());
    } finally {
      lock.unlock();
    }
    budget.enforce(account);
    return exchange;
  }

  private RecordedExchange addCurrent(Recording recording, int hash) {
    InetAddress peer = shared(recording.connection().peer().getAddress());
    SharedResponse response = responses.share(recording.sent().response(), hash);
    RecordedExchange exchange = new RecordedExchange(nextId++, recording, peer, response);
    log.add(exchange);
    bytes += exchange.bytes();
    signal();
    return exchange;
  }

  private RecordedExchange addLate(Recording recording) {
    InetAddress peer = recording.connection().peer().getAddress();
    RecordedExchange exchange = new RecordedExchange(RecordedExchange.LATE, recording, peer, null);
    late.addLast(exchange);
    lateBytes += exchange.bytes();
    while (late.size() > MOST_LATE) {
      lateBytes -= late.removeFirst().bytes();
    }
    return exchange;
  }

  private long used() {
    return bytes + lateBytes + responses.bytes() + (long) ADDRESS_BYTES * addresses.size();
  }

  private InetAddress shared(InetAddress address) {
    InetAddress known = addresses.get(address);
    if (known == null && addresses.size() < SHARED_ADDRESSES) {
      addresses.put(address, address);
    }
    return known == null ? address : known;
  }

  /**
   * Evicts one exchange, late ones first. Keeps the newest exchange, even if it exceeds the limit,
   * because a test is about to read it.
   *
   * @return false if nothing can be evicted
   */
  boolean evictOldest() {
    return evict(1);
  }

  /** Evicts one exchange, even the newest one. Returns false if the journal is empty. */
  boolean evictLast() {
    return evict(0);
  }

  private boolean evict(int kept) {
    lock.lock();
    try {
      if (late.size() > (log.size() == 0 ? kept : 0)) {
        lateBytes -= late.removeFirst().bytes();
      } else if (log.size() > kept) {
        evict(log.evictOldest());
      } else {
        return false;
      }
      account.use(used());
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void evict(RecordedExchange oldest) {
    bytes -= oldest.bytes();
    SharedResponse response = oldest.shared();
    if (response != null) {
      responses.release(response);
    }
    evictedExchanges++;
    evictedItems += oldest.processedCount();
  }

  private void signal() {
    version++;
    changed.signalAll();
  }

  /**
   * Adds a warning to a recorded exchange. Does nothing if the exchange was evicted, or removed by
   * a reset.
   */
  public void addWarning(long exchange, String text) {
    lock.lock();
    try {
      RecordedExchange recorded = log.find(exchange);
      if (recorded != null) {
        bytes -= recorded.bytes();
        recorded.addWarning(text);
        bytes += recorded.bytes();
        account.use(used());
        signal();
      }
    } finally {
      lock.unlock();
    }
    budget.enforce(account);
  }

  /** Marks this journal as complete. If the heap is short, its exchanges are evicted first. */
  public void close() {
    account.close();
  }

  /**
   * Removes all exchanges, and begins a new epoch in the same moment. The numbering of exchanges
   * continues.
   */
  public void reset() {
    lock.lock();
    try {
      log = new ExchangeLog();
      addresses.clear();
      late.clear();
      lateBytes = 0;
      responses = new SharedResponses();
      bytes = 0;
      account.use(0);
      evictedExchanges = 0;
      evictedItems = 0;
      epoch = new Epoch();
      resets++;
      signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ItemValue> items() {
    return track(item -> true).get();
  }

  @Override
  public List<ItemValue> items(String host, String key) {
    return track(host, key, item -> true).get();
  }

  @Override
  public List<ItemValue> rejected() {
    List<ItemValue> found = new ArrayList<>();
    Consumer<ItemValue> keep =
        item -> {
          if (!item.outcome().isProcessed()) {
            found.add(item);
          }
        };
    snapshot()
        .exchanges()
        .each(
            exchange -> {
              if (exchange.hasRejectedItems()) {
                exchange.eachItem(keep);
              }
            });
    return found;
  }

  @Override
  public List<Exchange> exchanges() {
    return exchangesAfter(0);
  }

  @Override
  public List<Exchange> exchangesAfter(long id) {
    List<Exchange> found = new ArrayList<>();
    snapshot().exchanges().eachAfter(id, found::add);
    return found;
  }

  @Override
  public Optional<Exchange> exchange(long id) {
    return Optional.ofNullable(snapshot().exchanges().find(id));
  }

  @Override
  public long resets() {
    lock.lock();
    try {
      return resets;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Exchange> lateExchanges() {
    lock.lock();
    try {
      return List.copyOf(late);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Supplier<List<ItemValue>> track(Predicate<? super ItemValue> condition) {
    return MatchCollector.values(this, condition);
  }

  @Override
  public Supplier<List<ItemValue>> track(
      String host, String key, Predicate<? super ItemValue> condition) {
    return MatchCollector.valuesOf(new ItemName(host, key), this, condition);
  }

  @Override
  public Supplier<List<Exchange>> trackExchanges(
      Supplier<? extends Predicate<? super Exchange>> conditions) {
    return MatchCollector.exchanges(this, conditions);
  }

  /** All exchanges since the last reset, and the epoch that began with this reset. */
  record Snapshot(Epoch epoch, ExchangeLog.View exchanges) {}

  Snapshot snapshot() {
    lock.lock();
    try {
      return new Snapshot(epoch, log.view());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long awaitChange(long seen, Duration timeout) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(timeout); // saturates instead of overflowing
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

  @Override
  public long evictedExchanges() {
    lock.lock();
    try {
      return evictedExchanges;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long evictedItems() {
    lock.lock();
    try {
      return evictedItems;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long maxBytes() {
    return budget.limit();
  }
}
