package org.mockzabbix.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.HostNameCheck;

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
  private final IdAllocator numbering;
  private final HostIndex index;
  private final Map<String, Proxy> proxies;
  private final ConfigRevisions revisions;

  private Inventory(
      boolean lenient,
      IdAllocator numbering,
      HostIndex index,
      Map<String, Proxy> proxies,
      ConfigRevisions revisions) {
    this.lenient = lenient;
    this.numbering = numbering;
    this.index = index;
    this.proxies = proxies;
    this.revisions = revisions;
  }

  private static Inventory of(List<Host> hosts, boolean lenient, long revision) {
    IdAllocator numbering = new IdAllocator();
    HostIndex index = HostIndex.of(hosts, numbering);
    ConfigRevisions revisions = ConfigRevisions.startingAt(revision);
    return new Inventory(lenient, numbering, index, Map.of(), revisions);
  }

  /** Returns a copy with these proxies, in addition to those that hosts name. */
  public Inventory withProxies(List<Proxy> proxies) {
    Map<String, Proxy> byName =
        proxies.stream().collect(Collectors.toUnmodifiableMap(Proxy::name, proxy -> proxy));
    return new Inventory(lenient, numbering, index, byName, revisions);
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
    return of(hosts, true, revision);
  }

  /** Creates a strict inventory. */
  public static Inventory strict(List<Host> hosts, long revision) {
    return of(hosts, false, revision);
  }

  /** Returns a copy that contains this host instead of one with the same name. */
  public Inventory with(Host host) {
    IdAllocator numbers = new IdAllocator(numbering);
    return changed(index.with(host, numbers), numbers, host.name(), host.proxy());
  }

  /** Returns a copy without this host, or this inventory if it does not contain the host. */
  public Inventory without(String host) {
    return index.host(host) == null ? this : changed(index.without(host), numbering, host, null);
  }

  /**
   * Returns a copy with the agent addresses that {@code locating} sets. The copy keeps the
   * revision, because no client has received this revision yet.
   */
  public Inventory withAgentsLocated(UnaryOperator<Host> locating) {
    IdAllocator numbers = new IdAllocator(numbering);
    List<Host> located = hosts().stream().map(locating).toList();
    return new Inventory(lenient, numbers, HostIndex.of(located, numbers), proxies, revisions);
  }

  private Inventory changed(
      HostIndex changed, IdAllocator numbers, String host, @Nullable String proxyNow) {
    KnownHost before = index.host(host);
    ConfigRevisions next = revisions.afterChange(host, before == null ? null : before.proxy());
    return new Inventory(
        lenient, numbers, changed, proxies, proxyNow == null ? next : next.concerning(proxyNow));
  }

  /** Returns whether a host of this proxy changed after {@code revision}. */
  public boolean changedForProxy(String proxy, long revision) {
    return revisions.ofProxy(proxy) > revision;
  }

  /** Returns the hosts as configured. */
  public List<Host> hosts() {
    return index.hosts().stream().map(KnownHost::host).toList();
  }

  /** Returns the revision, which proxies since 6.4 compare with theirs. */
  public long revision() {
    return revisions.current();
  }

  /**
   * Returns the revision of the last change of a host, which its agents since 6.4 compare with
   * theirs.
   */
  public long revisionOfHost(String host) {
    return revisions.ofHost(host);
  }

  /** Returns whether the values of all items that a server can have are accepted. */
  public boolean acceptsEverything() {
    return lenient && index.hosts().isEmpty();
  }

  /** Returns whether the check of a sender's value can query DNS, and so block. */
  public boolean queriesDns() {
    return index.queriesDns() || proxies.values().stream().anyMatch(Proxy::queriesDns);
  }

  /** Returns whether it is known of any value what a real server stores of it. */
  boolean judgesStorage() {
    return !lenient || index.declaresValueTypes();
  }

  /** Returns whether it is known what a real server stores of the values of an item. */
  boolean judgesStorageOf(Item item) {
    return !lenient || item.declaredValueType().isPresent();
  }

  /** Returns whether requests about this host are accepted. */
  public boolean knowsHost(String name) {
    return host(name) != null || (lenient && HostNameCheck.defect(name) == null);
  }

  /** Returns the host with this name; null if not found. */
  public @Nullable KnownHost host(String name) {
    return index.host(name);
  }

  /** Returns the host with this number; null if not found. */
  public @Nullable KnownHost host(long hostid) {
    return index.host(hostid);
  }

  /** Returns the host of the interface with this number; null if not found. */
  public @Nullable KnownHost hostOfInterface(long interfaceid) {
    return index.hostOfInterface(interfaceid);
  }

  /** Returns the item with this number; null if not found. */
  public @Nullable KnownItem item(long itemid) {
    return index.item(itemid);
  }

  /** Returns the item with this host and key; null if not found. */
  public @Nullable KnownItem item(ItemName name) {
    return index.item(name);
  }

  /** Returns the enabled items that the active agent of this host checks. */
  public List<KnownItem> activeChecks(String host) {
    return index.itemsOf(host).stream()
        .filter(known -> known.item().type() == ItemType.ACTIVE && known.item().isEnabled())
        .toList();
  }

  /** Returns the enabled items that the server itself polls. */
  public List<PolledItem> polledItems() {
    return index.hosts().stream()
        .filter(host -> host.host().isEnabled() && host.proxy() == null)
        .flatMap(
            host ->
                index.itemsOf(host.name()).stream()
                    .filter(known -> known.item().type() == ItemType.PASSIVE)
                    .filter(known -> known.item().isEnabled())
                    .map(known -> PolledItem.of(known, host.host())))
        .toList();
  }

  /** Returns an item to poll once at {@code agent}, whether its host is known or not. */
  public PolledItem polledItem(ItemName name, String agent) {
    KnownHost host = host(name.host());
    KnownItem known = item(name);
    if (host == null || known == null) {
      String key = host == null ? name.key() : HostMacros.of(host.host()).inKey(name.key());
      return PolledItem.unknown(name, key, agent);
    }
    return PolledItem.of(known, host.host()).at(agent);
  }

  /** Returns why the server refuses the requests of a proxy; null if it accepts them. */
  public @Nullable String proxyRefusal(String name) {
    Proxy proxy = proxies.get(name);
    if (proxy == null) {
      return lenient || !hostsOf(name).isEmpty() ? null : "proxy \"" + name + "\" not found";
    }
    return proxy.mode() == Proxy.Mode.ACTIVE
        ? null
        : "proxy \"" + name + "\" is configured for passive mode";
  }

  /** Returns why the server refuses a proxy at this address; null if it accepts it. */
  @Nullable String proxyRefusal(String name, InetAddress peer) {
    Proxy proxy = proxies.get(name);
    String refusal = proxyRefusal(name);
    return refusal == null && proxy != null && !proxy.allows(peer)
        ? "connection is not allowed"
        : refusal;
  }

  /** Returns the names of all proxies, in alphabetical order. */
  NavigableSet<String> proxies() {
    NavigableSet<String> names = new TreeSet<>(proxies.keySet());
    hosts().stream().map(Host::proxy).filter(Objects::nonNull).forEach(names::add);
    return names;
  }

  /** Returns the hosts that a proxy monitors. */
  public List<KnownHost> hostsOf(String proxy) {
    return index.hostsOf(proxy);
  }

  /** Returns the items of a host. */
  public List<KnownItem> itemsOf(KnownHost host) {
    return index.itemsOf(host.name());
  }

  /** Returns the outcome of a well-formed value that a sender at {@code peer} sends. */
  public Outcome senderOutcome(ItemName name, InetAddress peer) {
    Outcome host = hostOutcome(name.host());
    if (!host.isProcessed()) {
      return host;
    }
    KnownItem known = item(name);
    if (known == null) {
      return unknownKey(name.key());
    }
    if (!known.item().type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    Outcome item = itemOutcome(known);
    return item.isProcessed() && !allows(known, peer) ? Outcome.PEER_NOT_ALLOWED : item;
  }

  /** Returns the outcome that the host alone determines for a value that no proxy sent. */
  private Outcome hostOutcome(String name) {
    KnownHost host = host(name);
    if (host == null) {
      return knowsHost(name) ? Outcome.PROCESSED : Outcome.UNKNOWN_HOST;
    }
    if (!host.host().isEnabled()) {
      return Outcome.HOST_DISABLED;
    }
    return host.proxy() == null ? Outcome.PROCESSED : Outcome.MONITORED_BY_PROXY;
  }

  /**
   * Returns the outcome of a value that the web frontend pushes to an item, for a client of its API
   * at {@code client}. Whether a proxy monitors the host makes no difference.
   */
  Outcome pushOutcome(KnownItem known, InetAddress frontend, InetAddress client) {
    Item item = known.item();
    if (!item.isEnabled()) {
      return Outcome.ITEM_DISABLED;
    }
    if (!item.type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    KnownHost host = host(known.name().host());
    if (host == null || !host.host().isEnabled()) {
      return Outcome.HOST_DISABLED;
    }
    if (!allows(known, frontend)) {
      return Outcome.PEER_NOT_ALLOWED;
    }
    return allows(known, client) ? Outcome.PROCESSED : Outcome.CLIENTIP_NOT_ALLOWED;
  }

  private boolean allows(KnownItem known, InetAddress peer) {
    String list = known.item().allowedHosts();
    KnownHost host = list.isEmpty() ? null : host(known.name().host());
    return host == null
        || AllowedHosts.allow(HostMacros.of(host.host()).inAllowedHosts(list), peer);
  }

  /** Returns the outcome of a value that the web frontend pushes to an item that is not found. */
  Outcome unknownPushOutcome(ItemName name) {
    return knowsHost(name.host()) ? unknownKey(name.key()) : Outcome.UNKNOWN_HOST;
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
    KnownItem known = item(name);
    return known == null ? unknownKey(name.key()) : activeOutcome(known);
  }

  /**
   * Returns the outcome of a value that an active agent sends by {@code itemid}. The item may
   * belong to another host than the agent's.
   *
   * @param known the item; null if not found
   */
  public Outcome agentOutcome(@Nullable KnownItem known) {
    if (known == null) {
      return unknownItemid();
    }
    Outcome ofHost = hostOutcome(known.name().host());
    return ofHost.isProcessed() ? activeOutcome(known) : ofHost;
  }

  private static Outcome activeOutcome(KnownItem known) {
    return known.item().type() == ItemType.ACTIVE ? itemOutcome(known) : Outcome.WRONG_ITEM_TYPE;
  }

  /**
   * Returns the outcome of a value that a proxy sends.
   *
   * @param known the item; null if not found
   */
  public Outcome proxyOutcome(String proxy, @Nullable KnownItem known) {
    if (known == null) {
      return unknownItemid();
    }
    KnownHost host = host(known.name().host());
    if (host == null || !proxy.equals(host.proxy())) {
      return Outcome.NOT_THIS_PROXY;
    }
    return host.host().isEnabled() ? itemOutcome(known) : Outcome.HOST_DISABLED;
  }
}
