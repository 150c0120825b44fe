package org.mockzabbix.journal.store;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The heap that one or more journals may use together. If they exceed it, the oldest exchanges of
 * the largest journal are evicted, so that a busy server does not displace the exchanges of other
 * servers. Exchanges of closed servers are evicted first. Each journal keeps its newest exchange,
 * as long as all of them fit into twice the limit.
 *
 * <p>Thread-safe: {@code lock} guards the list of accounts. A thread that holds it may take the
 * lock of a journal, but a thread that holds the lock of a journal must not take it.
 */
final class JournalBudget {

  private static final JournalBudget COMMON =
      new JournalBudget(Runtime.getRuntime().maxMemory() / 4);

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final ReferenceQueue<JournalStore> unreachable = new ReferenceQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Account> accounts = new ArrayList<>();

  JournalBudget(long limit) {
    this.limit = Math.min(limit, Long.MAX_VALUE / 2);
  }

  /** Returns the budget of all journals without a limit of their own: a quarter of the heap. */
  static JournalBudget common() {
    return COMMON;
  }

  /** Returns the approximate number of bytes of heap that the journals may use. */
  long limit() {
    return limit;
  }

  /** Adds an empty journal. The caller need not remove it, because the budget holds it weakly. */
  Account open(JournalStore journal) {
    Account account = new Account(journal);
    lock.lock();
    try {
      removeUnreachable();
      accounts.add(account);
    } finally {
      lock.unlock();
    }
    return account;
  }

  private void removeUnreachable() {
    for (Reference<?> gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
      Account account = (Account) gone;
      accounts.remove(account);
      used.addAndGet(-account.bytes);
    }
  }

  /**
   * Evicts exchanges until the journals fit. The caller must not hold the lock of a journal.
   *
   * @param changed the journal that has grown; it keeps its newest exchange in any case, because a
   *     test is about to read it
   */
  void enforce(Account changed) {
    if (used.get() <= limit) {
      return;
    }
    lock.lock();
    try {
      removeUnreachable();
      boolean evicted = true;
      while (evicted && used.get() > limit) {
        evicted = evictOne();
      }
      boolean emptied = true;
      while (emptied && used.get() > 2 * limit) {
        emptied = evictLastOfAnotherThan(changed);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Evicts one exchange. Returns false if each journal has only its newest exchange left. */
  private boolean evictOne() {
    return accounts.stream().min(JournalBudget::firstToEvict).filter(Account::evictOne).isPresent()
        || accounts.stream().sorted(JournalBudget::firstToEvict).anyMatch(Account::evictOne);
  }

  /** Orders closed journals before open ones, and then larger journals before smaller ones. */
  private static int firstToEvict(Account one, Account other) {
    int closed = Boolean.compare(other.closed, one.closed);
    return closed != 0 ? closed : Long.compare(other.bytes, one.bytes);
  }

  private boolean evictLastOfAnotherThan(Account changed) {
    return accounts.stream()
        .filter(account -> account != changed)
        .sorted(JournalBudget::firstToEvict)
        .anyMatch(Account::evictLast);
  }

  /** The share of one journal. */
  final class Account extends WeakReference<JournalStore> {

    private volatile long bytes; // changed under the journal's lock
    private volatile boolean closed;

    private Account(JournalStore journal) {
      super(journal, unreachable);
    }

    /** Sets the size of the journal. The caller holds the journal's lock. */
    void use(long now) {
      used.addAndGet(now - bytes);
      bytes = now;
    }

    /** Lets the budget evict exchanges of this journal first. */
    void close() {
      closed = true;
    }

    private boolean evictOne() {
      @Nullable JournalStore journal = get();
      return journal != null && journal.evictOldest();
    }

    private boolean evictLast() {
      @Nullable JournalStore journal = get();
      return journal != null && journal.evictLast();
    }
  }
}
