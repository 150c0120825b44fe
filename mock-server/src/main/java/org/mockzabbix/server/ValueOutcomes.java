package org.mockzabbix.server;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.ItemType;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.text.AllowedHosts;

/** The outcomes of well-formed values, as far as the hosts and items of a server determine them. */
record ValueOutcomes(Inventory inventory) {

  /** Returns the outcome of a value that a sender at {@code peer} sends. */
  Outcome ofSender(ItemName name, InetAddress peer) {
    Outcome host = ofHost(name.host());
    if (!host.isProcessed()) {
      return host;
    }
    KnownItem known = inventory.item(name);
    if (known == null) {
      return ofUnknownKey(name.key());
    }
    if (!known.item().type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    Outcome item = ofItem(known);
    return item.isProcessed() && !allows(known, peer) ? Outcome.PEER_NOT_ALLOWED : item;
  }

  /** Returns the outcome that the host alone determines for a value that no proxy sent. */
  private Outcome ofHost(String name) {
    KnownHost host = inventory.host(name);
    if (host == null) {
      return inventory.knowsHost(name) ? Outcome.PROCESSED : Outcome.UNKNOWN_HOST;
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
  Outcome ofPush(KnownItem known, InetAddress frontend, InetAddress client) {
    Item item = known.item();
    if (!item.isEnabled()) {
      return Outcome.ITEM_DISABLED;
    }
    if (!item.type().acceptsSenderData()) {
      return Outcome.WRONG_ITEM_TYPE;
    }
    KnownHost host = inventory.host(known.name().host());
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
    KnownHost host = list.isEmpty() ? null : inventory.host(known.name().host());
    return host == null
        || AllowedHosts.allow(HostMacros.of(host.host()).inAllowedHosts(list), peer);
  }

  /** Returns the outcome of a value that the web frontend pushes to an item that is not found. */
  Outcome ofUnknownPush(ItemName name) {
    return inventory.knowsHost(name.host()) ? ofUnknownKey(name.key()) : Outcome.UNKNOWN_HOST;
  }

  /** Returns the outcome of a value whose {@code itemid} no item has. */
  Outcome ofUnknownItemid() {
    return inventory.isLenient() ? Outcome.PROCESSED : Outcome.UNKNOWN_ITEMID;
  }

  private Outcome ofUnknownKey(String key) {
    return inventory.isLenient() && ItemKey.defect(key).isEmpty()
        ? Outcome.PROCESSED
        : Outcome.UNKNOWN_KEY;
  }

  private static Outcome ofItem(KnownItem known) {
    return known.item().isEnabled() ? Outcome.PROCESSED : Outcome.ITEM_DISABLED;
  }

  /** Returns the outcome of a value that the host's active agent sends by host and key. */
  Outcome ofAgent(ItemName name) {
    Outcome host = ofHost(name.host());
    if (!host.isProcessed()) {
      return host;
    }
    KnownItem known = inventory.item(name);
    return known == null ? ofUnknownKey(name.key()) : ofActiveItem(known);
  }

  /**
   * Returns the outcome of a value that an active agent sends by {@code itemid}. The item may
   * belong to another host than the agent's.
   *
   * @param known the item; null if not found
   */
  Outcome ofAgent(@Nullable KnownItem known) {
    if (known == null) {
      return ofUnknownItemid();
    }
    Outcome ofHost = ofHost(known.name().host());
    return ofHost.isProcessed() ? ofActiveItem(known) : ofHost;
  }

  private static Outcome ofActiveItem(KnownItem known) {
    return known.item().type() == ItemType.ACTIVE ? ofItem(known) : Outcome.WRONG_ITEM_TYPE;
  }

  /**
   * Returns the outcome of a value that a proxy sends.
   *
   * @param known the item; null if not found
   */
  Outcome ofProxy(String proxy, @Nullable KnownItem known) {
    if (known == null) {
      return ofUnknownItemid();
    }
    KnownHost host = inventory.host(known.name().host());
    if (host == null || !proxy.equals(host.proxy())) {
      return Outcome.NOT_THIS_PROXY;
    }
    return host.host().isEnabled() ? ofItem(known) : Outcome.HOST_DISABLED;
  }
}
