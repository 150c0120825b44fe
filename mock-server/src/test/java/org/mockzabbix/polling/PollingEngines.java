package org.mockzabbix.polling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.server.ExchangeObservers;
import org.mockzabbix.server.ForwardedItems;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TrapperEngine;

/** Engines and schedules for pollers whose items are not configured. */
final class PollingEngines {

  private PollingEngines() {}

  static TrapperEngine lenient(Epoch epoch) {
    ServerInfo server =
        new ServerInfo(ZabbixVersion.newest(), List.of(), Set.of(), "::1", null, Instant.EPOCH);
    Inventory inventory = Inventory.lenient(List.of());
    return new TrapperEngine(
        server, () -> inventory, new SessionState(), new ForwardedItems(), Optional.empty());
  }

  /** A schedule of 7.0 that records to this journal. */
  static PollScheduler schedule(
      JournalStore journal, Supplier<Inventory> inventory, Duration timeout) {
    ExchangeObservers none = new ExchangeObservers(FunctionFailures.unreported());
    return new PollScheduler(
        new AgentPoller(
            ZabbixVersion.V7_0, timeout, journal, Instant::now, none, PollingEngines::lenient),
        new ProxyPolls(ZabbixVersion.V7_0, Instant::now, journal, PollingEngines::lenient, none),
        epoch -> inventory.get(),
        Instant::now,
        ZoneOffset.UTC);
  }
}
