package org.mockzabbix.rule;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;

/**
 * The hosts and items that a server knows, their numbers, and whether it takes values for others.
 * Immutable: a change makes a new one of a higher revision.
 *
 * <p>A lenient inventory knows every host, key and proxy; those that it was given keep their
 * settings.
 */
public final class Inventory {

  private final boolean lenient;
  private final boolean looksUpNames;
  private final long revision;
  private final Numbering numbering;
  private final Map<String, Long> proxyChanges; // the revision of a proxy's last change, if any
  private final Map<String, KnownHost> hosts = new LinkedHashMap<>();
  private final Map<ItemName, KnownItem> items = new LinkedHashMap<>();
  private final Map<Long, KnownItem> itemsById = new HashMap<>();

  private Inventory(
      List<Host> hosts,
      boolean lenient,
      long revision,
      Numbering numbering,
      Map<String, Long> proxyChanges) {
    this.lenient = lenient;
    this.revision = revision;
    this.numbering = numbering;
    this.proxyChanges = proxyChanges;
    hosts.forEach(numbering::reserve);
    hosts.forEach(this::add);
    this.looksUpNames = items.values().stream().anyMatch(known -> known.item().queriesDns());
  }

  private void add(Host host) {
    KnownHost known = numbering.number(host);
    if (hosts.put(host.host(), known) != null) {
      throw new IllegalArgumentException("there are two hosts " + host.host());
    }
    for (Item item : host.items()) {
      ItemName name = new ItemName(host.host(), item.key());
      Item numbered = numbering.number(name, item);
      KnownItem knownItem = new KnownItem(name, numbered, known);
      items.put(name, knownItem);
      if (itemsById.put(numbered.itemid(), knownItem) != null) {
        throw new IllegalArgumentException("there are two items with itemid " + numbered.itemid());
      }
    }
  }

  /** Knows every host and key; its first revision. */
  public static Inventory lenient(List<Host> hosts) {
    return lenient(hosts, 1);
  }

  /** Knows these hosts and their items, and no others; its first revision. */
  public static Inventory strict(List<Host> hosts) {
    return strict(hosts, 1);
  }

  /** Knows every host and key. */
  public static Inventory lenient(List<Host> hosts, long revision) {
    return new Inventory(hosts, true, revision, new Numbering(), Map.of());
  }

  /** Knows these hosts and their items, and no others. */
  public static Inventory strict(List<Host> hosts, long revision) {
    return new Inventory(hosts, false, revision, new Numbering(), Map.of());
  }

  /** The same with one host more, or another one of the same name, one revision further. */
  public Inventory with(Host host) {
    List<Host> changed = new ArrayList<>(hosts());
    changed.removeIf(other -> other.host().equals(host.host()));
    changed.add(host);
    return changed(changed, host.host(), host.proxy());
  }

  /** The same without a host, one revision further if it knew it. */
  public Inventory without(String host) {
    List<Host> changed = new ArrayList<>(hosts());
    boolean known = changed.removeIf(other -> other.host().equals(host));
    return known ? changed(changed, host, null) : this;
  }

  /**
   * The same with agents where {@code locating} finds them. The revision is the same: this is not
   * known to anybody yet.
   */
  public Inventory located(UnaryOperator<Host> locating) {
    List<Host> located = hosts().stream().map(locating).toList();
    return new Inventory(located, lenient, revision, new Numbering(numbering), proxyChanges);
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
    return new Inventory(changed, lenient, revision + 1, new Numbering(numbering), changes);
  }

  /** Whether something of what this proxy monitors changed after {@code revision}. */
  public boolean changedForProxy(String proxy, long revision) {
    return proxyChanges.getOrDefault(proxy, 0L) > revision;
  }

  /** The hosts as they were given. */
  public List<Host> hosts() {
    return hosts.values().stream().map(KnownHost::host).toList();
  }

  /** Grows with each change; agents and proxies of 6.4 and later ask for it. */
  public long revision() {
    return revision;
  }

  /** Whether every name is taken, so that nobody needs to ask for one. */
  public boolean takesEverything() {
    return lenient && hosts.isEmpty();
  }

  /** Whether judging a value may ask a name server, and take as long as that takes. */
  public boolean looksUpNames() {
    return looksUpNames;
  }

  /** Whether hosts and keys that it was not given are known all the same. */
  public boolean isLenient() {
    return lenient;
  }

  /** The host of this name; null if it was not given one. */
  public @Nullable KnownHost host(String name) {
    return hosts.get(name);
  }

  /** The item of this number; null if there is none. */
  public @Nullable KnownItem item(long itemid) {
    return itemsById.get(itemid);
  }

  /** The item of this name; null if it was not given one. */
  public @Nullable KnownItem item(ItemName name) {
    return items.get(name);
  }

  /** The enabled items of a host that an active agent is to check. */
  public List<KnownItem> activeChecks(String host) {
    return items.values().stream()
        .filter(known -> known.name().host().equals(host))
        .filter(known -> known.item().type() == ItemType.ACTIVE && known.item().isEnabled())
        .toList();
  }

  /** The enabled items that the server itself polls. */
  public List<KnownItem> polledItems() {
    return items.values().stream()
        .filter(known -> known.item().type() == ItemType.PASSIVE && known.item().isEnabled())
        .filter(known -> known.host().host().isEnabled() && known.host().proxy() == null)
        .toList();
  }

  /** Whether a proxy of this name may talk to the server. */
  public boolean knowsProxy(String proxy) {
    return lenient || hosts.values().stream().anyMatch(host -> proxy.equals(host.proxy()));
  }

  /** The hosts that a proxy monitors. */
  public List<KnownHost> hostsOf(String proxy) {
    List<KnownHost> found = new ArrayList<>();
    for (KnownHost host : hosts.values()) {
      if (proxy.equals(host.proxy())) {
        found.add(host);
      }
    }
    return found;
  }

  /** The items of one host. */
  public List<KnownItem> itemsOf(KnownHost host) {
    return items.values().stream().filter(known -> known.host().equals(host)).toList();
  }

  /** What becomes of a well-formed value that {@code peer} pushes for {@code name}. */
  public Outcome senderOutcome(ItemName name, InetAddress peer) {
    Outcome host = hostOutcome(name.host());
    if (!host.isProcessed() || !hosts.containsKey(name.host())) {
      return host;
    }
    KnownItem known = items.get(name);
    if (known == null) {
      return unknownKey();
    }
    if (!known.item().type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    Outcome item = itemOutcome(known);
    return item.isProcessed() && !known.item().allows(peer) ? Outcome.PEER_NOT_ALLOWED : item;
  }

  /** What becomes of any value for this host that does not come through a proxy. */
  private Outcome hostOutcome(String name) {
    KnownHost host = hosts.get(name);
    if (host == null) {
      return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_HOST;
    }
    if (!host.host().isEnabled()) {
      return Outcome.HOST_DISABLED;
    }
    return host.proxy() == null ? Outcome.PROCESSED : Outcome.MONITORED_BY_PROXY;
  }

  /** What becomes of a value for an item of a number that no item has. */
  public Outcome unknownItemid() {
    return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_ITEMID;
  }

  private Outcome unknownKey() {
    return lenient ? Outcome.PROCESSED : Outcome.UNKNOWN_KEY;
  }

  private static Outcome itemOutcome(KnownItem known) {
    return known.item().isEnabled() ? Outcome.PROCESSED : Outcome.ITEM_DISABLED;
  }

  /** What becomes of a value that the host's own agent delivers for {@code name}. */
  public Outcome agentOutcome(ItemName name) {
    Outcome host = hostOutcome(name.host());
    if (!host.isProcessed() || !hosts.containsKey(name.host())) {
      return host;
    }
    KnownItem known = items.get(name);
    return known == null ? unknownKey() : activeOutcome(known);
  }

  /** What becomes of a value that {@code host}'s agent delivers for the item of this number. */
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

  /** What becomes of a value that a proxy delivers for the item of this number. */
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
