package org.mockzabbix.rule;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;

/**
 * The hosts and items that a server knows, and whether it takes values for others. Immutable.
 *
 * <p>A lenient inventory knows every host and key; those that it was given keep their settings.
 */
public final class Inventory {

  private final boolean lenient;
  private final boolean looksUpNames;
  private final Map<String, Host> hosts = new HashMap<>();
  private final Map<ItemName, Item> items = new HashMap<>();

  private Inventory(List<Host> hosts, boolean lenient) {
    this.lenient = lenient;
    for (Host host : hosts) {
      if (this.hosts.put(host.host(), host) != null) {
        throw new IllegalArgumentException("there are two hosts " + host.host());
      }
      host.items().forEach(item -> items.put(new ItemName(host.host(), item.key()), item));
    }
    this.looksUpNames =
        items.values().stream().anyMatch(item -> AllowedHosts.namesHost(item.allowedHosts()));
  }

  /** Knows every host and key. */
  public static Inventory lenient(List<Host> hosts) {
    return new Inventory(hosts, true);
  }

  /** Knows these hosts and their items, and no others. */
  public static Inventory strict(List<Host> hosts) {
    return new Inventory(hosts, false);
  }

  /** Whether every name is taken, so that nobody needs to ask for one. */
  public boolean takesEverything() {
    return lenient && hosts.isEmpty();
  }

  /** Whether judging a value may ask a name server, and take as long as that takes. */
  public boolean looksUpNames() {
    return looksUpNames;
  }

  /** What becomes of a well-formed value that {@code peer} pushes for {@code name}. */
  public Outcome senderOutcome(ItemName name, InetAddress peer) {
    Host host = hosts.get(name.host());
    if (host == null) {
      return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_HOST;
    }
    if (host.status() == Status.DISABLED) {
      return Outcome.HOST_DISABLED;
    }
    Item item = items.get(name);
    return item == null ? outcomeOfUnknownKey() : outcome(item, peer);
  }

  private Outcome outcomeOfUnknownKey() {
    return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_KEY;
  }

  private static Outcome outcome(Item item, InetAddress peer) {
    if (!item.type().takesSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    if (item.status() == Status.DISABLED) {
      return Outcome.ITEM_DISABLED;
    }
    return AllowedHosts.allow(item.allowedHosts(), peer)
        ? Outcome.PROCESSED
        : Outcome.PEER_NOT_ALLOWED;
  }
}
