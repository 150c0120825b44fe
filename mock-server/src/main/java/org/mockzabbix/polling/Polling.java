package org.mockzabbix;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.Addresses;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.client.Poller;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.rule.Inventory;

/**
 * A server's questions to agents: once, or on the delays of its passive items. Thread-safe: {@code
 * lock} guards which schedule runs, and whether one may still begin.
 */
final class Polling {

  /** The timeout of a real server for items that have none of their own. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final Poller poller;
  private final Supplier<Inventory> inventory;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PollSchedule running;
  private boolean closed;

  Polling(ServerConfig config, JournalStore journal, Supplier<Inventory> inventory) {
    this.poller = new Poller(config.version(), TIMEOUT, journal, config.clock());
    this.inventory = inventory;
    this.clock = config.clock();
  }

  /** Asks once. */
  Exchange poll(String host, String agent, String key) {
    return poller.poll(host, Addresses.parse(agent), key);
  }

  /** A schedule that does nothing yet. */
  PollSchedule schedule() {
    return new PollSchedule(poller, inventory, clock);
  }

  /** Polls on the delays from now on. Does nothing if it does already. */
  void start() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("already closed");
      }
      if (running == null) {
        running = schedule();
        running.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops polling, at once. Does nothing if it does not poll. */
  void stop() {
    PollSchedule stopped;
    lock.lock();
    try {
      stopped = running;
      running = null;
    } finally {
      lock.unlock();
    }
    if (stopped != null) {
      stopped.close();
    }
  }

  /** Stops polling for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    stop();
  }

  /** Forgets what it knows of agents. */
  void reset() {
    poller.reset();
  }
}
