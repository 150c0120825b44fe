package org.mockzabbix.polling;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.text.HostAndPort;

/**
 * Polls agents for a server: once, or at the update intervals of its passive items. Thread-safe:
 * {@code lock} guards the running schedule and whether another one may start.
 */
public final class ServerPoller {

  /** The timeout of a real server for items without their own. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final AgentPoller poller;
  private final Function<Epoch, Inventory> inventory;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable PollSchedule running;
  private boolean closed;

  /**
   * Creates the polling of a server, which records in {@code journal}.
   *
   * @param inventory returns the hosts and items in an epoch
   */
  public ServerPoller(
      ZabbixVersion version,
      InstantSource clock,
      JournalStore journal,
      Function<Epoch, Inventory> inventory) {
    this.poller = new AgentPoller(version, TIMEOUT, journal, clock);
    this.inventory = inventory;
    this.clock = clock;
  }

  /**
   * Polls one key of an agent, and records the result as a value of {@code host}.
   *
   * @param agent the address of the agent, for example {@code 127.0.0.1:10050}
   */
  public Exchange poll(String host, String agent, String key) {
    return poller.poll(host, HostAndPort.parse(agent).resolve(), key);
  }

  /** Returns a new schedule that has not started. */
  public PollSchedule schedule() {
    return new PollScheduler(poller, inventory, clock);
  }

  /** Starts to poll at the update intervals. Does nothing if it has already started. */
  public void start() {
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

  /** Stops polling. Does nothing if it has not started. */
  public void stop() {
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

  /** Stops polling, and prevents another start. */
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    stop();
  }
}
