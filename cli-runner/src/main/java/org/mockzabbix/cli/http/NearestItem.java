package org.mockzabbix.cli.http;

import java.util.List;
import java.util.Optional;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.ClosestName;

/** Finds the configured item that the author of an unknown host or key probably meant. */
final class NearestItem {

  private NearestItem() {}

  /** Returns the item; empty if the value has another problem, or no item is similar. */
  static Optional<ItemName> of(ItemValue value, MockZabbixServer server) {
    List<Host> hosts = server.hosts();
    if (value.outcome() == Outcome.UNKNOWN_KEY) {
      return host(value.host(), hosts)
          .flatMap(host -> ClosestName.of(value.key(), keys(host)))
          .map(key -> new ItemName(value.host(), key));
    }
    if (value.outcome() == Outcome.UNKNOWN_HOST) {
      return ClosestName.of(value.host(), hosts.stream().map(Host::name).toList())
          .flatMap(name -> host(name, hosts))
          .flatMap(
              host ->
                  ClosestName.of(value.key(), keys(host))
                      .map(key -> new ItemName(host.name(), key)));
    }
    return Optional.empty();
  }

  private static Optional<Host> host(String name, List<Host> hosts) {
    return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
  }

  private static List<String> keys(Host host) {
    return host.items().stream().map(Item::key).toList();
  }
}
