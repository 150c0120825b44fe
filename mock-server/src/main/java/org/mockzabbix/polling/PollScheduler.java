package org.mockzabbix.polling;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.net.ClosingThreads;
import org.mockzabbix.net.FailSafeLog;
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
  private final ProxyPolls proxies;
  private final Function<Epoch, Inventory> inventory;
  private final InstantSource clock;
  private final ZoneId zone;

  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

  private final ReentrantLock lock = new ReentrantLock(); // guards what follows
  private final Condition closing = lock.newCondition();
  private EpochPolls round;
  private @Nullable Thread thread;
  private @Nullable ExecutorService pollers;
  private boolean closed;

  /**
   * Creates a schedule that has not started.
   *
   * @param inventory queried before each poll, because tests add and remove items
   * @param zone the time zone of update intervals
   */
  PollScheduler(
      AgentPoller poller,
      ProxyPolls proxies,
      Function<Epoch, Inventory> inventory,
      InstantSource clock,
      ZoneId zone) {
    this.poller = poller;
    this.proxies = proxies;
    this.inventory = inventory;
    this.clock = clock;
    this.zone = zone;
    this.round = new EpochPolls(poller.epoch(), zone);
  }

  @Override
  public void start() {
    lock.lock();
    try {
      checkOpen();
      if (thread == null) {
        ThreadFactory daemons = daemons("mock-zabbix-poll-worker-");
        ExecutorService pool = Executors.newCachedThreadPool(task -> tracked(daemons, task));
        pollers = pool;
        Thread started = daemons("mock-zabbix-poller-").newThread(() -> run(pool));
        started.start();
        thread = started;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Checks that this schedule is open. The caller must hold the lock. */
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

  /**
   * Polls until this schedule is closed. Each epoch has its own queues, so that polls of the
   * previous epoch do not delay its polls.
   */
  private void run(ExecutorService pool) {
    try {
      EpochPolls current = round();
      PollQueues queues = new PollQueues(pool);
      do {
        EpochPolls latest = round();
        queues = latest == current ? queues : new PollQueues(pool);
        current = latest;
        enqueueDue(current, queues);
      } while (pause(current));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the polls of the current epoch. */
  private EpochPolls round() {
    lock.lock();
    try {
      Epoch epoch = poller.epoch();
      if (round.epoch() != epoch) {
        round = new EpochPolls(epoch, zone);
      }
      return round;
    } finally {
      lock.unlock();
    }
  }

  /** Starts the polls that are due. Polling continues after a failure. */
  private void enqueueDue(EpochPolls current, PollQueues queues) {
    try {
      takeDue(current).forEach(item -> enqueue(item, current, queues));
    } catch (Throwable e) {
      LOG.failure("{} continues after {}", Thread.currentThread().getName(), e);
    }
  }

  private void enqueue(PollJob item, EpochPolls current, PollQueues queues) {
    if (current.mark(item.name())) {
      try {
        queues.add(item.address(), () -> pollMarked(item, current));
      } catch (Throwable e) {
        current.unmark(item.name());
        LOG.failure("Polling {} failed: {}", item.name(), e);
      }
    }
  }

  /** Polls an item. Does nothing if a reset has ended the epoch while the poll was waiting. */
  private void pollMarked(PollJob item, EpochPolls current) {
    try {
      if (current.epoch() == poller.epoch()) {
        var unused = item.poll().get();
      }
    } catch (Throwable e) {
      LOG.failure("Polling {} failed: {}", item.name(), e);
    } finally {
      current.unmark(item.name());
    }
  }

  private List<PollJob> jobs(Epoch epoch) {
    Inventory current = inventory.apply(epoch);
    List<PollJob> jobs = new ArrayList<>(proxies.jobs(current.polledProxies(), epoch));
    for (PolledItem item : current.polledItems()) {
      jobs.add(PollJob.of(item, () -> List.of(poll(item, epoch))));
    }
    return jobs;
  }

  private Exchange poll(PolledItem item, Epoch epoch) {
    InetSocketAddress agent = HostAndPort.parse(item.agent()).resolve();
    return poller.poll(item, agent, epoch);
  }

  /**
   * Waits until the next poll is due, or for the longest pause. Returns false after {@link #close}.
   */
  private boolean pause(EpochPolls current) throws InterruptedException {
    long rest = nanosToWait(current);
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

  private long nanosToWait(EpochPolls current) {
    try {
      Instant now = clock.instant();
      Instant latest = now.plus(LONGEST_PAUSE); // the time to look for new items
      Instant next = current.earliest().orElse(latest);
      return Duration.between(now, next.isBefore(latest) ? next : latest).toNanos();
    } catch (Throwable clockFailed) { // enqueueDue has logged this failure
      return LONGEST_PAUSE.toNanos();
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
    EpochPolls current = round();
    takeDue(current).forEach(job -> exchanges.addAll(job.poll().get()));
    return exchanges;
  }

  private List<PollJob> takeDue(EpochPolls current) {
    Instant now = clock.instant();
    return current.takeDue(jobs(current.epoch()), now);
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
