package org.mockzabbix.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.rule.Inventory;
import org.mockzabbix.rule.KnownItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the passive items of an inventory, each on its delay. A question is due at fixed distances
 * from the start, however long the answers take; what was missed is not made up for, and an item
 * that still waits for its answer is not asked again meanwhile.
 *
 * <p>Thread-safe. One thread looks what is due, others ask: at most eight an agent, so that one
 * that hangs does not hold up the rest. With a clock of a test, call {@link #runDue} instead of
 * {@link #start}: it asks what is due by that clock, and returns when all has been answered.
 */
public final class PollSchedule implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PollSchedule.class);

  private static final Duration LONGEST_NAP = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Poller poller;
  private final Supplier<Inventory> inventory;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock(); // guards what follows
  private final Condition closing = lock.newCondition();
  private final Map<ItemName, Instant> dueAt = new HashMap<>();
  private @Nullable Thread thread;
  private final Set<ItemName> underWay = new HashSet<>();
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
        ExecutorService threads = Executors.newCachedThreadPool(daemons("mock-zabbix-asker-"));
        PollLanes lanes = new PollLanes(threads);
        askers = threads;
        thread = daemons("mock-zabbix-poller-").newThread(() -> run(lanes));
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

  private void run(PollLanes lanes) {
    try {
      do {
        takeDue().forEach(item -> begin(item, lanes));
      } while (nap());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(KnownItem item, PollLanes lanes) {
    if (mark(item.name())) {
      lanes.ask(item.host().host().agent(), () -> askMarked(item));
    }
  }

  /** Whether the item may be asked: not while it waits for an answer. */
  private boolean mark(ItemName name) {
    lock.lock();
    try {
      return underWay.add(name);
    } finally {
      lock.unlock();
    }
  }

  private void askMarked(KnownItem item) {
    try {
      poll(item);
    } catch (RuntimeException e) {
      LOG.warn("Polling {} failed: {}", item.name(), e.toString());
    } finally {
      lock.lock();
      try {
        underWay.remove(item.name());
      } finally {
        lock.unlock();
      }
    }
  }

  private Exchange poll(KnownItem item) {
    ItemName name = item.name();
    return poller.poll(name.host(), Addresses.parse(item.host().host().agent()), name.key());
  }

  /** Sleeps until the next question is due, at most a moment; false when it is over. */
  private boolean nap() throws InterruptedException {
    Instant now = clock.instant();
    lock.lock();
    try {
      Instant latest = now.plus(LONGEST_NAP); // by then the inventory is looked at anew
      Instant next = dueAt.values().stream().min(Instant::compareTo).orElse(latest);
      long rest = Duration.between(now, next.isBefore(latest) ? next : latest).toNanos();
      while (!closed && rest > 0) {
        rest = closing.awaitNanos(rest);
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
    Instant now = clock.instant();
    List<KnownItem> polled = inventory.get().polledItems();
    lock.lock();
    try {
      dueAt.keySet().retainAll(polled.stream().map(KnownItem::name).collect(Collectors.toSet()));
      List<KnownItem> due = new ArrayList<>();
      for (KnownItem item : polled) {
        Instant at = dueAt.getOrDefault(item.name(), now);
        Instant latest = now.plus(item.delay());
        at = at.isAfter(latest) ? latest : at; // the delay became shorter, or the clock went back
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
    long missed = Duration.between(at, now).dividedBy(delay);
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
