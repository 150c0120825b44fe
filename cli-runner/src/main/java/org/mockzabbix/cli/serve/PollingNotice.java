package org.mockzabbix.cli.serve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.Plurals;

/** The warning at the start that nobody polls the passive items or proxies of a scenario. */
final class PollingNotice {

  private PollingNotice() {}

  /** Returns the warning. Empty if the server polls, or has nothing to poll. */
  static Optional<String> of(ServerConfig config) {
    if (config.pollsFromStart()) {
      return Optional.empty();
    }
    List<String> items = polledItems(config).stream().map(ItemName::toString).toList();
    List<String> proxies =
        config.proxies().stream()
            .filter(proxy -> !proxy.address().isEmpty())
            .map(Proxy::name)
            .toList();
    return warning("passive item", "passive items", items)
        .or(() -> warning("passive proxy", "passive proxies", proxies));
  }

  private static Optional<String> warning(String noun, String plural, List<String> names) {
    return names.stream()
        .findFirst()
        .map(
            first ->
                "WARNING scenario: "
                    + Plurals.count(names.size(), noun, plural)
                    + (names.size() == 1 ? " is" : " are")
                    + " not polled, for example "
                    + first
                    + ": use --poll, or poll: true in the scenario");
  }

  /** Returns the items that a server polls: those of proxies are polled by the proxies. */
  private static List<ItemName> polledItems(ServerConfig config) {
    return config.hosts().stream()
        .filter(host -> host.isEnabled() && host.proxy() == null)
        .flatMap(host -> host.items().stream().filter(PollingNotice::isPolled).map(named(host)))
        .toList();
  }

  private static Function<Item, ItemName> named(Host host) {
    return item -> new ItemName(host.name(), item.key());
  }

  private static boolean isPolled(Item item) {
    return item.isEnabled() && item.type() == ItemType.PASSIVE;
  }
}
