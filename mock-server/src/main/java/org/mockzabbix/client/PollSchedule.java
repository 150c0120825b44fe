package org.mockzabbix.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.KnownItem;

/**
 * Polls the passive items of an inventory, each on its delay. A question is due at fixed distances
 * from the start, however long the answers take; what was missed is not made up for.
 *
 * <p>Thread-safe. One thread looks what is due, a bounded number of others ask. With a clock of a
 * test, call {@link #runDue} instead of {@link #start}: it asks what is due by that clock, and
 * returns when all has been answered.
 */
public final class PollSchedule implements AutoCloseable {

  /** Enough for a hundred agents of which some do not answer. */
  private static final int ASKING_THREADS = 128;

  private static final Duration LONGEST_NAP = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Poller poller;
  private final Supplier<Inventory> inventory;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock(); // guards what follows
  private final Condition closing = lock.newCondition();
  private final Map<ItemName, Instant> dueAt = new HashMap<>();
  private @Nullable Thread thread;
  private @Nullable ExecutorService askers;
  private boolean closed;

  /**
   * A schedule that does nothing yet.
   *
   * @param inventory looked at anew each time: items that come and go are followed
   */
  public PollSchedule(Poller poller, Supplier<Inventory> inventory, InstantSource clock) {
    this.poller = poller;
    this.inventory = inventory;
    this.clock = clock;
  }

  /** Begins to poll; every item is due at once. Does nothing if it polls already. */
  public void start() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("already closed: polling starts once");
      }
      if (thread == null) {
        askers = Executors.newFixedThreadPool(ASKING_THREADS, daemons("mock-zabbix-asker-"));
        thread = daemons("mock-zabbix-poller-").newThread(this::run);
        thread.start();
      }
    } finally {
      lock.unlock();
    }
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread daemon = new Thread(task, prefix + number.incrementAndGet());
      daemon.setDaemon(true);
      return daemon;
    };
  }

  private void run() {
    try {
      while (nap()) {
        for (KnownItem item : takeDue()) {
          ask(item);
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(KnownItem item) {
    ExecutorService pool = askers;
    if (pool != null && !pool.isShutdown()) {
      pool.execute(() -> poll(item));
    }
  }

  private Exchange poll(KnownItem item) {
    ItemName name = item.name();
    return poller.poll(name.host(), Addresses.parse(item.host().host().agent()), name.key());
  }

  /** Sleeps until the next question is due, at most a moment; false when it is over. */
  private boolean nap() throws InterruptedException {
    lock.lock();
    try {
      Instant now = clock.instant();
      Instant next = dueAt.values().stream().min(Instant::compareTo).orElse(now);
      long nanos = Math.min(LONGEST_NAP.toNanos(), Duration.between(now, next).toNanos());
      while (!closed && nanos > 0) {
        nanos = closing.awaitNanos(nanos);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks what is due by the clock, in the caller's thread, and returns the exchanges in their
   * order.
   */
  public List<Exchange> runDue() {
    List<Exchange> exchanges = new ArrayList<>();
    takeDue().forEach(item -> exchanges.add(poll(item)));
    return exchanges;
  }

  /** What is due now, each put off by its delay. */
  private List<KnownItem> takeDue() {
    lock.lock();
    try {
      Instant now = clock.instant();
      List<KnownItem> polled = inventory.get().polledItems();
      dueAt.keySet().retainAll(polled.stream().map(KnownItem::name).toList());
      List<KnownItem> due = new ArrayList<>();
      for (KnownItem item : polled) {
        Instant at = dueAt.getOrDefault(item.name(), now);
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

  /** The first multiple of the delay after {@code at} that is still to come. */
  private static Instant next(Instant at, Instant now, Duration delay) {
    long missed = Duration.between(at, now).toNanos() / delay.toNanos();
    return at.plus(delay.multipliedBy(missed + 1));
  }

  /**
   * Stops polling at once: questions that are under way are broken off. Idempotent.
   *
   * @throws IllegalStateException if a thread did not end within 5 s
   */
  @Override
  public void close() {
    Thread running;
    ExecutorService pool;
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      running = thread;
      pool = askers;
    } finally {
      lock.unlock();
    }
    if (running != null && pool != null) {
      running.interrupt();
      pool.shutdownNow();
      awaitEnd(running, pool);
    }
  }

  private static void awaitEnd(Thread running, ExecutorService pool) {
    try {
      running.join(PATIENCE.toMillis());
      if (running.isAlive() || !pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("did not end within 5000 ms: " + running.getName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
