package org.mockzabbix.polling;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.net.ClosingThreads;
import org.mockzabbix.net.FailSafeLog;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.PolledItem;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;

/**
 * The {@link PollSchedule} of an inventory. One thread finds the items that are due, and other
 * threads poll them. Thread-safe.
 */
final class PollScheduler implements PollSchedule {

  private static final FailSafeLog LOG = FailSafeLog.of(PollScheduler.class);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AgentPoller poller;
  private final Supplier<Inventory> inventory;
  private final InstantSource clock;

  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

  private final ReentrantLock lock = new ReentrantLock(); // guards what follows
  private final Condition closing = lock.newCondition();
  private final Map<ItemName, Instant> dueAt = new HashMap<>();
  private @Nullable Thread thread;
  private final Set<ItemName> inProgress = new HashSet<>();
  private @Nullable ExecutorService pollers;
  private boolean closed;

  /**
   * Creates a schedule that has not started.
   *
   * @param inventory queried before each poll, because tests add and remove items
   */
  PollScheduler(AgentPoller poller, Supplier<Inventory> inventory, InstantSource clock) {
    this.poller = poller;
    this.inventory = inventory;
    this.clock = clock;
  }

  @Override
  public void start() {
    lock.lock();
    try {
      checkOpen();
      if (thread == null) {
        ThreadFactory daemons = daemons("mock-zabbix-poll-worker-");
        ExecutorService pool = Executors.newCachedThreadPool(task -> tracked(daemons, task));
        PollQueues queues = new PollQueues(pool);
        pollers = pool;
        Thread started = daemons("mock-zabbix-poller-").newThread(() -> run(queues));
        started.start();
        thread = started;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Call this while the lock is held. */
  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("already closed: create a new schedule");
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

  private Thread tracked(ThreadFactory daemons, Runnable task) {
    Thread thread = daemons.newThread(task);
    workers.removeIf(worker -> worker.getState() == Thread.State.TERMINATED);
    workers.add(thread);
    return thread;
  }

  private void run(PollQueues queues) {
    try {
      do {
        enqueueDue(queues);
      } while (pause());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts the polls that are due. Polling continues after a failure, for example of the test's
   * clock.
   */
  private void enqueueDue(PollQueues queues) {
    try {
      takeDue().forEach(item -> enqueue(item, queues));
    } catch (Throwable e) {
      LOG.failure("{} continues after {}", Thread.currentThread().getName(), e);
    }
  }

  private void enqueue(PolledItem item, PollQueues queues) {
    if (mark(item.name())) {
      try {
        queues.add(item.agent(), () -> pollMarked(item));
      } catch (Throwable e) {
        unmark(item.name());
        LOG.failure("Polling {} failed: {}", item.name(), e);
      }
    }
  }

  /** Marks the item as in progress. Returns false if it already was. */
  private boolean mark(ItemName name) {
    lock.lock();
    try {
      return inProgress.add(name);
    } finally {
      lock.unlock();
    }
  }

  private void pollMarked(PolledItem item) {
    try {
      poll(item);
    } catch (Throwable e) {
      LOG.failure("Polling {} failed: {}", item.name(), e);
    } finally {
      unmark(item.name());
    }
  }

  private void unmark(ItemName name) {
    lock.lock();
    try {
      inProgress.remove(name);
    } finally {
      lock.unlock();
    }
  }

  private Exchange poll(PolledItem item) {
    ItemName name = item.name();
    return poller.poll(name.host(), HostAndPort.parse(item.agent()).resolve(), name.key());
  }

  /**
   * Waits until the next poll is due, or for the longest pause. Returns false after {@link #close}.
   */
  private boolean pause() throws InterruptedException {
    long rest = nanosToWait();
    lock.lock();
    try {
      while (!closed && rest > 0) {
        rest = closing.awaitNanos(rest);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private long nanosToWait() {
    try {
      Instant now = clock.instant();
      Instant latest = now.plus(LONGEST_PAUSE); // the time to look for new items
      Instant next = earliest().orElse(latest);
      return Duration.between(now, next.isBefore(latest) ? next : latest).toNanos();
    } catch (Throwable clockFailed) { // enqueueDue has logged this failure
      return LONGEST_PAUSE.toNanos();
    }
  }

  private Optional<Instant> earliest() {
    lock.lock();
    try {
      return dueAt.values().stream().min(Instant::compareTo);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Exchange> runDue() {
    lock.lock();
    try {
      checkOpen();
    } finally {
      lock.unlock();
    }
    List<Exchange> exchanges = new ArrayList<>();
    takeDue().forEach(item -> exchanges.add(poll(item)));
    return exchanges;
  }

  /** Returns the items that are due, and schedules their next polls. */
  private List<PolledItem> takeDue() {
    Instant now = clock.instant();
    List<PolledItem> polled = inventory.get().polledItems();
    lock.lock();
    try {
      dueAt.keySet().retainAll(polled.stream().map(PolledItem::name).collect(Collectors.toSet()));
      List<PolledItem> due = new ArrayList<>();
      for (PolledItem item : polled) {
        Instant at = dueAt.getOrDefault(item.name(), now);
        Instant latest = now.plus(item.delay());
        at = at.isAfter(latest) ? latest : at; // shorter interval, or the clock went back
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

  /**
   * Returns {@code at} plus the smallest multiple of {@code delay} that is later than {@code now}.
   */
  private static Instant next(Instant at, Instant now, Duration delay) {
    long missed = Duration.between(at, now).dividedBy(delay);
    return at.plus(delay.multipliedBy(missed + 1));
  }

  @Override
  public void close() {
    Thread running;
    ExecutorService pool;
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
      running = thread;
      pool = pollers;
    } finally {
      lock.unlock();
    }
    if (running != null && pool != null) {
      running.interrupt();
      pool.shutdownNow();
      awaitEnd(running);
    }
  }

  private void awaitEnd(Thread running) {
    List<Thread> threads = new ArrayList<>(workers);
    threads.add(running);
    threads.remove(Thread.currentThread());
    List<String> left = ClosingThreads.awaitEnd(threads, System.nanoTime() + PATIENCE.toNanos());
    if (!left.isEmpty()) {
      throw new IllegalStateException("did not end within 5 s: " + Plurals.list(left));
    }
  }
}
