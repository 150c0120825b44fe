package org.mockzabbix.rule;

import java.util.Objects;

/**
 * An item that a server knows.
 *
 * <pre>{@code Item.trapper("app.ok").withAllowedHosts("192.0.2.0/24").disabled()}</pre>
 *
 * @param itemid the number that agents and proxies deliver by; zero lets the server choose one
 * @param key the key with its parameters
 * @param delay how often it is checked, in Zabbix's spelling ({@code "30s"}, {@code "5m"}); {@code
 *     "0"} for items that are pushed
 * @param allowedHosts who may push values: addresses, networks and names separated by commas; empty
 *     allows everybody
 */
public record Item(
    long itemid,
    String key,
    ItemType type,
    String delay,
    ValueType valueType,
    Status status,
    String allowedHosts) {

  public Item {
    if (itemid < 0) {
      throw new IllegalArgumentException("itemid must not be negative but was " + itemid);
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("an item needs a key");
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(valueType, "valueType");
    Objects.requireNonNull(status, "status");
    AllowedHosts.check(allowedHosts);
  }

  private static Item of(String key, ItemType type, String delay) {
    return new Item(0, key, type, delay, ValueType.of(key), Status.ENABLED, "");
  }

  /** An item that takes what a sender pushes. */
  public static Item trapper(String key) {
    return of(key, ItemType.TRAPPER, "0");
  }

  /** An item that an active agent checks every {@code delay}. */
  public static Item active(String key, String delay) {
    return of(key, ItemType.ACTIVE, delay);
  }

  /** An item that a server polls every {@code delay}. */
  public static Item passive(String key, String delay) {
    return of(key, ItemType.PASSIVE, delay);
  }

  /** An HTTP agent item with trapping enabled, which takes what a sender pushes too. */
  public static Item httpAgentTrap(String key) {
    return of(key, ItemType.HTTP_AGENT_TRAP, "0");
  }

  /** The same item with this number; zero lets the server choose one. */
  public Item withItemid(long itemid) {
    return new Item(itemid, key, type, delay, valueType, status, allowedHosts);
  }

  /** Text unless told otherwise, and log for keys that read logs. Only proxies look at it. */
  public Item withValueType(ValueType valueType) {
    return new Item(itemid, key, type, delay, valueType, status, allowedHosts);
  }

  /**
   * The same item, taking values only from these addresses, networks and names, separated by
   * commas.
   *
   * @throws IllegalArgumentException naming the entry that could never match
   */
  public Item withAllowedHosts(String allowedHosts) {
    return new Item(itemid, key, type, delay, valueType, status, allowedHosts);
  }

  /** The same item, disabled: it takes no values. */
  public Item disabled() {
    return new Item(itemid, key, type, delay, valueType, Status.DISABLED, allowedHosts);
  }

  /** Whether it takes values. */
  public boolean isEnabled() {
    return status == Status.ENABLED;
  }
}
