package org.mockzabbix.polling;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.ForwardedItems;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TrapperEngine;

/** Engines for pollers whose items are not configured. */
final class PollingEngines {

  private PollingEngines() {}

  static TrapperEngine lenient(Epoch epoch) {
    ServerInfo server =
        new ServerInfo(ZabbixVersion.newest(), List.of(), Set.of(), "::1", Instant.EPOCH);
    Inventory inventory = Inventory.lenient(List.of());
    return new TrapperEngine(server, () -> inventory, new SessionState(), new ForwardedItems());
  }
}
