package org.mockzabbix.server;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.internal.TlsRefusal;
import org.mockzabbix.tls.TlsInfo;

/**
 * The data that a response depends on in addition to the request.
 *
 * @param peer the address of the client
 * @param tls the encryption of the client's connection; null without encryption
 * @param flags the flags byte of the request's packet, which most responses repeat
 * @param now when the server began to handle the request
 * @param inventory the hosts and items at that time
 * @param forwarded the items of the server that rules forward requests to
 */
record RequestContext(
    InetAddress peer,
    @Nullable TlsInfo tls,
    int flags,
    Instant now,
    Inventory inventory,
    SessionState sessions,
    ForwardedItems forwarded,
    ServerInfo server) {

  /**
   * Returns the host and key of the item that a client sends by {@code itemid}; null if not found.
   * Clients know the itemids of the server that requests are forwarded to, not those of this one.
   */
  @Nullable ItemName itemName(long itemid) {
    return itemName(itemid, inventory, forwarded);
  }

  static @Nullable ItemName itemName(long itemid, Inventory inventory, ForwardedItems forwarded) {
    ItemName name = forwarded.name(itemid);
    KnownItem known = name == null ? inventory.item(itemid) : null;
    return known == null ? name : known.name();
  }

  /** Returns the item that a client sends by {@code itemid}; null if not found. */
  @Nullable KnownItem item(long itemid) {
    ItemName name = itemName(itemid);
    return name == null ? null : inventory.item(name);
  }

  /** Returns the outcomes that the hosts and items determine. */
  ValueOutcomes outcomes() {
    return new ValueOutcomes(inventory);
  }

  /**
   * Returns the outcome of a value for a host: {@code outcome}, unless a server would refuse the
   * encryption of the connection.
   */
  Outcome encrypted(String host, Outcome outcome) {
    KnownHost known = outcome.isProcessed() ? inventory.host(host) : null;
    return known == null ? outcome : TlsRefusal.outcome(known.tls(), tls);
  }

  /**
   * The refusal of a proxy's requests.
   *
   * @param outcome that of the values in them
   */
  record ProxyRefusal(String reason, Outcome outcome) {}

  /** Returns why the server refuses the requests of a proxy; null if it accepts them. */
  @Nullable ProxyRefusal proxyRefusal(String proxy) {
    String reason = inventory.proxyRefusal(proxy, peer);
    if (reason != null) {
      return new ProxyRefusal(reason, Outcome.NOT_THIS_PROXY);
    }
    Outcome outcome = TlsRefusal.outcome(inventory.proxyTls(proxy), tls);
    return outcome.isProcessed()
        ? null
        : new ProxyRefusal(
            TlsRefusal.logged(outcome, tls, "proxy \"" + proxy + '"'), Outcome.REFUSED_REQUEST);
  }

  /** Returns whether a request of the web frontend has the session id of a user. */
  boolean hasFrontendSession(@Nullable String sid) {
    return sid != null && server.frontendSessions().contains(sid);
  }

  /** Returns whether the server runs Zabbix version 6.0 or later. */
  boolean is60() {
    return server.version().atLeast(ZabbixVersion.V6_0);
  }

  /** Returns whether the server runs Zabbix version 7.0 or later. */
  boolean is70() {
    return server.version().atLeast(ZabbixVersion.V7_0);
  }
}
