package org.mockzabbix.server;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.tls.PeerTls;
import org.mockzabbix.tls.TestPsk;
import org.mockzabbix.tls.TlsConfig;
import org.mockzabbix.tls.engine.PskLookup;

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
  private final TlsConfig own;
  private final @Nullable PeerTls registration; // null: unknown hosts have no key
  private final Lazy<KnownPsks> psks = new Lazy<>(this::knownPsks);

  private Inventory(
      boolean lenient,
      IdAllocator numbering,
      HostIndex index,
      Map<String, Proxy> proxies,
      ConfigRevisions revisions,
      TlsConfig own,
      @Nullable PeerTls registration) {
    this.lenient = lenient;
    this.numbering = numbering;
    this.index = index;
    this.proxies = proxies;
    this.revisions = revisions;
    this.own = own;
    this.registration = registration;
  }

  private static Inventory of(List<Host> hosts, boolean lenient, long revision) {
    IdAllocator numbering = new IdAllocator();
    HostIndex index = HostIndex.of(hosts, numbering);
    ConfigRevisions revisions = ConfigRevisions.startingAt(revision);
    return new Inventory(
            lenient, numbering, index, Map.of(), revisions, TlsConfig.unencrypted(), null)
        .checked();
  }

  /** Returns a copy with these proxies, in addition to those that hosts name. */
  public Inventory withProxies(List<Proxy> proxies) {
    Map<String, Proxy> byName = new HashMap<>();
    for (Proxy proxy : proxies) {
      byName.put(proxy.name(), proxy);
    }
    return new Inventory(
            lenient, numbering, index, Map.copyOf(byName), revisions, own, registration)
        .checked();
  }

  /**
   * Returns a copy of a server that has these keys and certificates itself.
   *
   * @param registration the encryption of hosts that the server registers; null without one
   * @throws IllegalArgumentException if a host or proxy has another key for a PSK identity
   */
  public Inventory withTls(TlsConfig own, @Nullable PeerTls registration) {
    return new Inventory(lenient, numbering, index, proxies, revisions, own, registration)
        .checked();
  }

  /** Returns this inventory, unless a PSK identity has two keys. */
  private Inventory checked() {
    if (hasPsks()) {
      PskLookup unused = psks();
    }
    return this;
  }

  /** Returns whether the server, a host or a proxy has a pre-shared key. */
  public boolean hasPsks() {
    return !own.psks().isEmpty()
        || KnownPsks.hasPsk(registration)
        || index.hasPsks()
        || proxies.values().stream().anyMatch(KnownPsks::hasPsk);
  }

  /** Returns the pre-shared keys of the server, its hosts and its proxies. */
  public PskLookup psks() {
    return psks.get();
  }

  private KnownPsks knownPsks() {
    KnownPsks known = new KnownPsks();
    for (TestPsk psk : own.psks()) {
      known.add(psk, "the server");
    }
    known.add(registration, "autoRegister");
    for (KnownHost host : index.hosts()) {
      known.add(host.tls(), "host \"" + host.name() + '"');
    }
    for (Proxy proxy : proxies.values()) {
      known.add(proxy.tls(), "proxy \"" + proxy.name() + '"');
    }
    return known;
  }

  /** Returns a copy that contains this proxy instead of one with the same name. */
  public Inventory with(Proxy proxy) {
    Map<String, Proxy> changed = new HashMap<>(proxies);
    changed.put(proxy.name(), proxy);
    return changed(changed, proxy.name()).checked();
  }

  /** Returns a copy without this proxy. The server itself monitors its hosts. */
  public Inventory withoutProxy(String name) {
    Inventory free = this;
    for (KnownHost host : hostsOf(name)) {
      free = free.with(host.host().monitoredByServer());
    }
    Map<String, Proxy> changed = new HashMap<>(proxies);
    return changed.remove(name) == null ? free : free.changed(changed, name);
  }

  private Inventory changed(Map<String, Proxy> changed, String name) {
    return new Inventory(
        lenient,
        numbering,
        index,
        Map.copyOf(changed),
        revisions.afterChangeOfProxy(name),
        own,
        registration);
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
    Inventory changed = changed(index.with(host, numbers), numbers, host.name());
    return host.tls() == null ? changed : changed.checked();
  }

  /** Returns a copy without this host, or this inventory if it does not contain the host. */
  public Inventory without(String host) {
    return index.host(host) == null ? this : changed(index.without(host), numbering, host);
  }

  /**
   * Returns a copy with the agent addresses that {@code locating} sets. The copy keeps the
   * revision, because no client has received this revision yet.
   */
  public Inventory withAgentsLocated(UnaryOperator<Host> locating) {
    IdAllocator numbers = new IdAllocator(numbering);
    List<Host> located = new ArrayList<>(hosts());
    located.replaceAll(locating);
    return new Inventory(
        lenient, numbers, HostIndex.of(located, numbers), proxies, revisions, own, registration);
  }

  private Inventory changed(HostIndex changed, IdAllocator numbers, String host) {
    ConfigRevisions next = revisions.afterChange(host, index.host(host), changed.host(host));
    return new Inventory(lenient, numbers, changed, proxies, next, own, registration);
  }

  /** Returns whether {@link #changedHosts} and {@link #leftHosts} know all changes for a proxy. */
  boolean knowsChanges(String proxy, long revision) {
    return revisions.knowsChanges(proxy, revision);
  }

  /** Returns the hosts of a proxy that changed after {@code revision}. */
  List<KnownHost> changedHosts(String proxy, long revision) {
    return hostsOf(proxy).stream()
        .filter(host -> revisions.hasChanged(host.name(), revision))
        .toList();
  }

  /** Returns the ids of the hosts that a proxy has ceased to monitor after {@code revision}. */
  List<Long> leftHosts(String proxy, long revision) {
    return revisions.left(proxy, revision).stream()
        .filter(
            hostid -> {
              KnownHost host = host(hostid);
              return host == null || !proxy.equals(host.proxy());
            })
        .toList();
  }

  /** Returns the revision of the last change that concerns a proxy; 0 before the first. */
  long revisionOfProxy(String proxy) {
    return revisions.ofProxy(proxy);
  }

  /** Returns the hosts as configured. */
  public List<Host> hosts() {
    List<Host> hosts = new ArrayList<>();
    for (KnownHost known : index.hosts()) {
      hosts.add(known.host());
    }
    return Collections.unmodifiableList(hosts);
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

  /** Returns whether unknown hosts and items are accepted. */
  boolean isLenient() {
    return lenient;
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
                    .map(known -> PolledItem.of(known, host.host(), own)))
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
    return PolledItem.of(known, host.host(), own).at(agent);
  }

  /** Returns why the server refuses the requests of a proxy; null if it accepts them. */
  public @Nullable String proxyRefusal(String name) {
    Proxy proxy = proxies.get(name);
    if (proxy == null) {
      return lenient || !hostsOf(name).isEmpty() ? null : "proxy \"" + name + "\" not found";
    }
    return proxy.isPassive() ? "proxy \"" + name + "\" is configured for passive mode" : null;
  }

  /** Returns why the server refuses a proxy at this address; null if it accepts it. */
  @Nullable String proxyRefusal(String name, InetAddress peer) {
    Proxy proxy = proxies.get(name);
    String refusal = proxyRefusal(name);
    return refusal == null && proxy != null && !proxy.allows(peer)
        ? "connection is not allowed"
        : refusal;
  }

  /** Returns the encryption of a proxy; null if every connection of it is accepted. */
  @Nullable PeerTls proxyTls(String name) {
    Proxy proxy = proxies.get(name);
    return proxy == null ? null : proxy.tls();
  }

  /** Returns the encryption of connections to a passive proxy. */
  TlsConfig connectionToProxy(String name) {
    PeerTls tls = proxyTls(name);
    return tls == null ? TlsConfig.unencrypted() : tls.connection(own);
  }

  /** Returns the proxy with this name, which is active if only hosts name it; null if not found. */
  public @Nullable Proxy proxy(String name) {
    Proxy configured = proxies.get(name);
    return configured == null && !hostsOf(name).isEmpty() ? Proxy.active(name) : configured;
  }

  /** Returns the passive proxies that the server polls. */
  public List<Proxy> polledProxies() {
    return proxies.values().stream()
        .filter(proxy -> proxy.isPassive() && !proxy.address().isEmpty())
        .toList();
  }

  /** Returns the names of all proxies, in alphabetical order. */
  public NavigableSet<String> proxies() {
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
}
