package org.mockzabbix.polling;

import static java.util.Collections.newSetFromMap;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.client.PollSchedule;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.PolledItem;
import org.mockzabbix.server.TrapperEngine;
import org.mockzabbix.text.HostAndPort;

/**
 * Polls agents for a server: once, or at the update intervals of its passive items. Thread-safe:
 * {@code lock} guards the schedules and whether another one may be created.
 */
public final class ServerPoller {

  /** The timeout of a real server for items without their own. */
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final AgentPoller poller;
  private final ProxyPolls proxies;
  private final Function<Epoch, Inventory> inventory;
  private final InstantSource clock;
  private final Supplier<ZoneId> zone;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<PollSchedule> schedules = newSetFromMap(new WeakHashMap<>()); // all of them
  private @Nullable PollSchedule running;
  private boolean closed;

  /**
   * Creates a poller that records to {@code journal}.
   *
   * @param zone returns the time zone of update intervals, when a schedule begins: loading time
   *     zones takes time
   * @param inventory returns the hosts and items of an epoch
   * @param engine returns the engine of an epoch
   * @param observers are notified of each poll after it is recorded
   */
  public ServerPoller(
      ZabbixVersion version,
      InstantSource clock,
      Supplier<ZoneId> zone,
      JournalStore journal,
      Function<Epoch, Inventory> inventory,
      Function<Epoch, TrapperEngine> engine,
      ExchangeObservers observers) {
    this.poller = new AgentPoller(version, TIMEOUT, journal, clock, observers, engine);
    this.proxies = new ProxyPolls(version, clock, journal, engine, observers);
    this.inventory = inventory;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Polls one key of an agent, and records the result as a value of {@code host}.
   *
   * @param agent the address of the agent, for example {@code 127.0.0.1:10050}
   */
  public Exchange poll(String host, String agent, String key) {
    Epoch epoch = poller.epoch();
    PolledItem item = inventory.apply(epoch).polledItem(new ItemName(host, key), agent);
    return poller.poll(item, HostAndPort.parse(agent).resolve(), epoch);
  }

  /**
   * Returns a new schedule that has not started. It is closed with this poller.
   *
   * @throws IllegalStateException if this poller was closed
   */
  public PollSchedule schedule() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("already closed");
      }
      PollSchedule schedule = new PollScheduler(poller, proxies, inventory, clock, zone.get());
      schedules.add(schedule);
      return schedule;
    } finally {
      lock.unlock();
    }
  }

  /** Starts to poll at the update intervals. Does nothing if polling has already started. */
  public void start() {
    lock.lock();
    try {
      if (running == null) {
        running = schedule();
        running.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops polling. Does nothing if polling has not started. */
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

  /**
   * Closes all schedules, and prevents others.
   *
   * @throws IllegalStateException if a thread does not end within 5 s
   */
  public void close() {
    List<PollSchedule> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(schedules);
    } finally {
      lock.unlock();
    }
    List<String> stuck = new ArrayList<>();
    for (PollSchedule schedule : all) {
      try {
        schedule.close();
      } catch (IllegalStateException e) {
        stuck.add(e.getMessage());
      }
    }
    if (!stuck.isEmpty()) {
      throw new IllegalStateException(String.join("; ", stuck));
    }
  }
}
