package org.mockzabbix.server;

import org.mockzabbix.protocol.ItemName;

/**
 * An item that the server polls.
 *
 * @param name host and key
 * @param delay the update interval as Zabbix writes it
 * @param agent the {@code host:port} of the agent
 */
public record PolledItem(ItemName name, String delay, String agent) {

  static PolledItem of(KnownItem known, String agent) {
    return new PolledItem(known.name(), known.item().delay(), agent);
  }
}
