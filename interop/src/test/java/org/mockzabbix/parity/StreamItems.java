package org.mockzabbix.parity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ValueType;

/** The items of the random requests, which have hosts of their own. Not thread-safe. */
final class StreamItems {

  /** The name of the host, and of the one whose items are sent by a proxy. */
  static final String HOST = "stream";

  static final String OTHER = "stream 2";
  static final String BEHIND = "behind";

  private static final int FIRST_ITEMID = 100_000;
  private static final List<String> ALLOWED =
      List.of("", "", "", "", "", "127.0.0.1", "192.0.2.1", "localhost", "::/0", "127.0.0.0/8");

  /** An item with the name of its host. */
  record Target(String host, Item item) {}

  private final Choices choices;
  private final List<Target> all = new ArrayList<>();
  private int nextItemid = FIRST_ITEMID;

  StreamItems(Choices choices) {
    this.choices = choices;
  }

  /** Returns the hosts with the items that were created. */
  List<Host> hosts() {
    return List.of(
        Host.of(HOST).withItems(of(HOST)),
        Host.of(OTHER).withItems(of(OTHER)),
        Host.of(BEHIND).withItems(of(BEHIND)).monitoredBy("kitproxy"));
  }

  private List<Item> of(String host) {
    return all.stream().filter(target -> target.host().equals(host)).map(Target::item).toList();
  }

  /** Returns new items of a host, now and then with one of the other host. */
  List<Target> create(String host, boolean active) {
    List<Target> created = new ArrayList<>(List.of(item(host, active), item(host, active)));
    if (host.equals(HOST) && choices.oneIn(4)) {
      created.add(item(OTHER, active));
    }
    all.addAll(created);
    return created;
  }

  private Target item(String host, boolean active) {
    ValueType type = choices.pick(List.of(ValueType.values()));
    String key = "k" + nextItemid;
    Item item =
        (active ? Item.active(key, "1h") : Item.trapper(key))
            .withItemid(nextItemid++)
            .withValueType(type)
            .withAllowedHosts(active ? "" : choices.pick(ALLOWED));
    if (choices.oneIn(25)) {
      item = item.withHistory(Duration.ZERO);
    }
    return new Target(host, choices.oneIn(30) ? item.disabled() : item);
  }
}
