package org.mockzabbix.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.HostName;

/**
 * The hosts and items of a server with their numbers. Immutable: each change of a host returns a
 * copy with the next revision.
 *
 * <p>A strict inventory accepts values only for its hosts and items, and requests only of their
 * proxies. A lenient inventory also accepts values for all other hosts and items that a Zabbix
 * server can have, and requests of every proxy.
 */
public final class Inventory {

  private final boolean lenient;
  private final boolean queriesDns;
  private final long revision;
  private final IdAllocator numbering;
  private final Map<String, Long> proxyChanges; // the revision of the last change for each proxy
  private final Map<String, KnownHost> hosts = new LinkedHashMap<>();
  private final Map<ItemName, KnownItem> items = new LinkedHashMap<>();
  private final Map<Long, KnownItem> itemsById = new HashMap<>();

  private Inventory(
      List<Host> hosts,
      boolean lenient,
      long revision,
      IdAllocator numbering,
      Map<String, Long> proxyChanges) {
    this.lenient = lenient;
    this.revision = revision;
    this.numbering = numbering;
    this.proxyChanges = proxyChanges;
    hosts.forEach(numbering::reserve);
    hosts.forEach(this::add);
    this.queriesDns = items.values().stream().anyMatch(known -> known.item().queriesDns());
  }

  private void add(Host host) {
    KnownHost known = numbering.number(host);
    if (hosts.put(host.name(), known) != null) {
      throw new IllegalArgumentException(
          "two hosts have the name \"" + host.name() + "\": rename one of them");
    }
    for (Item item : host.items()) {
      ItemName name = new ItemName(host.name(), item.key());
      Item numbered = numbering.number(name, item);
      KnownItem knownItem = new KnownItem(name, numbered, known);
      items.put(name, knownItem);
      if (itemsById.put(numbered.itemid(), knownItem) != null) {
        throw new IllegalArgumentException(
            "two items have the itemid " + numbered.itemid() + ": change one itemid");
      }
    }
  }

  /** Creates a lenient inventory with revision 1. */
  public static Inventory lenient(List<Host> hosts) {
    return lenient(hosts, 1);
  }

  /** Creates a strict inventory with revision 1. */
  public static Inventory strict(List<Host> hosts) {
    return strict(hosts, 1);
  }

  /** Creates a lenient inventory. */
  public static Inventory lenient(List<Host> hosts, long revision) {
    return new Inventory(hosts, true, revision, new IdAllocator(), Map.of());
  }

  /** Creates a strict inventory. */
  public static Inventory strict(List<Host> hosts, long revision) {
    return new Inventory(hosts, false, revision, new IdAllocator(), Map.of());
  }

  /** Returns a copy that contains this host instead of one with the same name. */
  public Inventory with(Host host) {
    List<Host> changed = new ArrayList<>(hosts());
    changed.removeIf(other -> other.name().equals(host.name()));
    changed.add(host);
    return changed(changed, host.name(), host.proxy());
  }

  /** Returns a copy without this host, or this inventory if it does not contain the host. */
  public Inventory without(String host) {
    List<Host> changed = new ArrayList<>(hosts());
    boolean known = changed.removeIf(other -> other.name().equals(host));
    return known ? changed(changed, host, null) : this;
  }

  /**
   * Returns a copy with the agent addresses that {@code locating} sets. The copy keeps the
   * revision, because no client has received this revision yet.
   */
  public Inventory withAgentsLocated(UnaryOperator<Host> locating) {
    List<Host> located = hosts().stream().map(locating).toList();
    return new Inventory(located, lenient, revision, new IdAllocator(numbering), proxyChanges);
  }

  private Inventory changed(List<Host> changed, String host, @Nullable String proxyNow) {
    KnownHost before = hosts.get(host);
    Map<String, Long> changes = new HashMap<>(proxyChanges);
    if (before != null && before.proxy() != null) {
      changes.put(before.proxy(), revision + 1);
    }
    if (proxyNow != null) {
      changes.put(proxyNow, revision + 1);
    }
    return new Inventory(changed, lenient, revision + 1, new IdAllocator(numbering), changes);
  }

  /** Returns whether a host of this proxy changed after {@code revision}. */
  public boolean changedForProxy(String proxy, long revision) {
    return proxyChanges.getOrDefault(proxy, 0L) > revision;
  }

  /** Returns the hosts as configured. */
  public List<Host> hosts() {
    return hosts.values().stream().map(KnownHost::host).toList();
  }

  /** Returns the revision, which agents and proxies since 6.4 compare with theirs. */
  public long revision() {
    return revision;
  }

  /** Returns whether the values of all items that a server can have are accepted. */
  public boolean acceptsEverything() {
    return lenient && hosts.isEmpty();
  }

  /** Returns whether the check of a sender's value can query DNS, and so block. */
  public boolean queriesDns() {
    return queriesDns;
  }

  /** Returns whether requests about this host are accepted. */
  public boolean knowsHost(String name) {
    return hosts.containsKey(name) || (lenient && HostName.defect(name) == null);
  }

  /** Returns the host with this name; null if not found. */
  public @Nullable KnownHost host(String name) {
    return hosts.get(name);
  }

  /** Returns the item with this number; null if not found. */
  public @Nullable KnownItem item(long itemid) {
    return itemsById.get(itemid);
  }

  /** Returns the item with this host and key; null if not found. */
  public @Nullable KnownItem item(ItemName name) {
    return items.get(name);
  }

  /** Returns the enabled items that the active agent of this host checks. */
  public List<KnownItem> activeChecks(String host) {
    return items.values().stream()
        .filter(known -> known.name().host().equals(host))
        .filter(known -> known.item().type() == ItemType.ACTIVE && known.item().isEnabled())
        .toList();
  }

  /** Returns the enabled items that the server itself polls. */
  public List<KnownItem> polledItems() {
    return items.values().stream()
        .filter(known -> known.item().type() == ItemType.PASSIVE && known.item().isEnabled())
        .filter(known -> known.host().host().isEnabled() && known.host().proxy() == null)
        .toList();
  }

  /** Returns whether the server accepts requests of this proxy. */
  public boolean knowsProxy(String proxy) {
    return lenient || hosts.values().stream().anyMatch(host -> proxy.equals(host.proxy()));
  }

  /** Returns the hosts that a proxy monitors. */
  public List<KnownHost> hostsOf(String proxy) {
    List<KnownHost> found = new ArrayList<>();
    for (KnownHost host : hosts.values()) {
      if (proxy.equals(host.proxy())) {
        found.add(host);
      }
    }
    return found;
  }

  /** Returns the items of a host. */
  public List<KnownItem> itemsOf(KnownHost host) {
    return items.values().stream().filter(known -> known.host().equals(host)).toList();
  }

  /** Returns the outcome of a well-formed value that a sender at {@code peer} sends. */
  public Outcome senderOutcome(ItemName name, InetAddress peer) {
    Outcome host = hostOutcome(name.host());
    if (!host.isProcessed()) {
      return host;
    }
    KnownItem known = items.get(name);
    if (known == null) {
      return unknownKey(name.key());
    }
    if (!known.item().type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    Outcome item = itemOutcome(known);
    return item.isProcessed() && !known.item().allows(peer) ? Outcome.PEER_NOT_ALLOWED : item;
  }

  /** Returns the outcome that the host alone determines for a value that no proxy sent. */
  private Outcome hostOutcome(String name) {
    KnownHost host = hosts.get(name);
    if (host == null) {
      return knowsHost(name) ? Outcome.PROCESSED : Outcome.UNKNOWN_HOST;
    }
    if (!host.host().isEnabled()) {
      return Outcome.HOST_DISABLED;
    }
    return host.proxy() == null ? Outcome.PROCESSED : Outcome.MONITORED_BY_PROXY;
  }

  /** Returns the outcome of a value whose {@code itemid} no item has. */
  public Outcome unknownItemid() {
    return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_ITEMID;
  }

  private Outcome unknownKey(String key) {
    return lenient && ItemKey.defect(key).isEmpty() ? Outcome.PROCESSED : Outcome.UNKNOWN_KEY;
  }

  private static Outcome itemOutcome(KnownItem known) {
    return known.item().isEnabled() ? Outcome.PROCESSED : Outcome.ITEM_DISABLED;
  }

  /** Returns the outcome of a value that the host's active agent sends by host and key. */
  public Outcome agentOutcome(ItemName name) {
    Outcome host = hostOutcome(name.host());
    if (!host.isProcessed()) {
      return host;
    }
    KnownItem known = items.get(name);
    return known == null ? unknownKey(name.key()) : activeOutcome(known);
  }

  /** Returns the outcome of a value that the host's active agent sends by {@code itemid}. */
  public Outcome agentOutcome(String host, long itemid) {
    KnownItem known = itemsById.get(itemid);
    if (known == null) {
      return unknownItemid();
    }
    if (!known.name().host().equals(host)) {
      return Outcome.OTHER_HOSTS_ITEM;
    }
    Outcome ofHost = hostOutcome(host);
    return ofHost.isProcessed() ? activeOutcome(known) : ofHost;
  }

  private static Outcome activeOutcome(KnownItem known) {
    return known.item().type() == ItemType.ACTIVE ? itemOutcome(known) : Outcome.WRONG_ITEM_TYPE;
  }

  /** Returns the outcome of a value that a proxy sends. */
  public Outcome proxyOutcome(String proxy, long itemid) {
    KnownItem known = itemsById.get(itemid);
    if (known == null) {
      return unknownItemid();
    }
    if (!proxy.equals(known.host().proxy())) {
      return Outcome.NOT_THIS_PROXY;
    }
    return known.host().host().isEnabled() ? itemOutcome(known) : Outcome.HOST_DISABLED;
  }
}
