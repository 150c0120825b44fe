package org.mockzabbix.server;

import java.util.List;
import java.util.stream.Stream;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.ZabbixTime;

/** An item with its host. */
record HostItem(Host host, Item item) {

  /** Returns the items of hosts. */
  static Stream<HostItem> of(List<Host> hosts) {
    return hosts.stream()
        .flatMap(host -> host.items().stream().map(item -> new HostItem(host, item)));
  }

  /** Returns whether both the host and the item are enabled. */
  boolean isActive() {
    return host.isEnabled() && item.isEnabled();
  }

  /** Returns whether the last value of the item did not make it not supported. */
  boolean isSupported(RequestContext context) {
    KnownItem known = context.inventory().item(new ItemName(host.name(), item.key()));
    return known == null || !context.sessions().unsupported().contains(known.item().itemid());
  }

  /** Returns how many values per second the item has; 0 if it has no regular interval. */
  double performance() {
    String delay = HostMacros.of(host).inInterval(item.delay()).split(";", 2)[0];
    long seconds = isActive() ? ZabbixTime.seconds(delay).orElse(0) : 0;
    return seconds == 0 ? 0 : 1.0 / seconds;
  }
}
