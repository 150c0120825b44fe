package org.mockzabbix.inventory;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.interval.UpdateIntervalSyntax;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ValueType;
import org.mockzabbix.text.AllowedHosts;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;

/**
 * An item that a server is configured with. Immutable: each change returns a copy.
 *
 * <pre>{@code Item.trapper("app.ok").withAllowedHosts("192.0.2.0/24").disabled()}</pre>
 */
public final class Item {

  /** The history storage period of an item unless it sets one: 90 days. */
  public static final Duration DEFAULT_HISTORY = Duration.ofDays(90);

  private static final String NO_INTERVAL = "0";
  private static final DurationRange HISTORY =
      new DurationRange(Duration.ofHours(1), Duration.ofDays(25 * 365), true);

  /**
   * The properties of an item. Only {@link #with} changes them, before another thread can see them.
   */
  private static final class ItemProperties {

    private final String key;
    private final ItemType type;
    private final String delay;
    private long itemid;
    private @Nullable ValueType valueType;
    private Duration history = DEFAULT_HISTORY;
    private MonitoringStatus status = MonitoringStatus.ENABLED;
    private String allowedHosts = "";
    private @Nullable Duration timeout;

    private ItemProperties(String key, ItemType type, String delay) {
      this.key = key;
      this.type = type;
      this.delay = Objects.requireNonNull(delay, "delay must not be null");
    }

    private ItemProperties(ItemProperties other) {
      this(other.key, other.type, other.delay);
      itemid = other.itemid;
      valueType = other.valueType;
      history = other.history;
      status = other.status;
      allowedHosts = other.allowedHosts;
      timeout = other.timeout;
    }

    private List<@Nullable Object> asList() {
      return Arrays.asList(
          itemid, key, type, delay, valueType, history, status, allowedHosts, timeout);
    }
  }

  private final ItemProperties properties;

  private Item(ItemProperties properties) {
    this.properties = properties;
  }

  private Item with(Consumer<ItemProperties> change) {
    ItemProperties changed = new ItemProperties(properties);
    change.accept(changed);
    return new Item(changed);
  }

  private static Item of(String key, ItemType type, String delay) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("an item must have a key, but the key is empty");
    }
    ItemKey.check(key);
    boolean isChecked = !delay.equals(NO_INTERVAL) || !mayLackInterval(key, type);
    return new Item(
        new ItemProperties(key, type, isChecked ? UpdateIntervalSyntax.check(key, delay) : delay));
  }

  /** Agents subscribe to MQTT, so the frontend sets 0 for these active items, too. */
  private static boolean mayLackInterval(String key, ItemType type) {
    return type.acceptsSenderData() || (type == ItemType.ACTIVE && key.startsWith("mqtt.get"));
  }

  /**
   * Creates an item of type Zabbix trapper, which receives values from senders.
   *
   * @throws IllegalArgumentException if no Zabbix server can have an item with this key
   */
  public static Item trapper(String key) {
    Objects.requireNonNull(key, "key must not be null");
    return of(key, ItemType.TRAPPER, NO_INTERVAL);
  }

  /**
   * Creates an item of type Zabbix agent (active).
   *
   * @param delay the update interval as Zabbix writes it, for example {@code 30s}, {@code
   *     5m;wd1-5h9-18} or <code>{$INTERVAL}</code>; at most {@code 1d}, and {@code 0} only before a
   *     custom interval or for {@code mqtt.get}
   * @throws IllegalArgumentException if no Zabbix server can have an item with this key or update
   *     interval
   */
  public static Item active(String key, String delay) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(delay, "delay must not be null");
    return of(key, ItemType.ACTIVE, delay);
  }

  /**
   * Creates an item of type Zabbix agent, which the server polls.
   *
   * @param delay the update interval as Zabbix writes it, for example {@code 30s}, {@code
   *     5m;wd1-5h9-18} or <code>{$INTERVAL}</code>; at most {@code 1d}, and {@code 0} only before a
   *     custom interval. An item whose interval contains a user macro is polled once a minute
   * @throws IllegalArgumentException if no Zabbix server can have an item with this key or update
   *     interval
   */
  public static Item passive(String key, String delay) {
    Objects.requireNonNull(key, "key must not be null");
    Objects.requireNonNull(delay, "delay must not be null");
    return of(key, ItemType.PASSIVE, delay);
  }

  /**
   * Creates an HTTP agent item with trapping enabled, which receives values from senders.
   *
   * @throws IllegalArgumentException if no Zabbix server can have an item with this key
   */
  public static Item httpAgentTrap(String key) {
    Objects.requireNonNull(key, "key must not be null");
    return of(key, ItemType.HTTP_AGENT_TRAP, NO_INTERVAL);
  }

  /**
   * Returns a copy of this item with this number, by which agents and proxies send its values.
   *
   * @param itemid the number; 0 to let the server choose it
   * @throws IllegalArgumentException if {@code itemid} is negative
   */
  public Item withItemid(long itemid) {
    IntegerRange.atLeast(0).check("itemid", itemid);
    return with(changed -> changed.itemid = itemid);
  }

  /**
   * Returns a copy of this item with this type of values. The type determines what a real server
   * stores of the values: see {@link org.mockzabbix.protocol.ItemValue#stored()}. Without a type,
   * that is not known, and proxies receive {@link ValueType#LOG} for keys that read logs and {@link
   * ValueType#TEXT} for all others.
   */
  public Item withValueType(ValueType valueType) {
    return with(
        changed ->
            changed.valueType = Objects.requireNonNull(valueType, "valueType must not be null"));
  }

  /**
   * Returns a copy of this item with this history storage period (default: 90 days). A real server
   * processes older values, but does not store them.
   *
   * @param period from 1 hour to 25 years in whole seconds, as in Zabbix; 0 s if no history is kept
   * @throws IllegalArgumentException if {@code period} is not valid
   */
  public Item withHistory(Duration period) {
    Objects.requireNonNull(period, "history must not be null");
    if (!period.isZero() && !HISTORY.contains(period)) {
      throw new IllegalArgumentException(
          "history must be 0, or " + HISTORY + ", but was " + DurationFormat.format(period));
    }
    return with(changed -> changed.history = HISTORY.checkFraction("history", period));
  }

  /**
   * Returns a copy of this item that accepts values only from these senders.
   *
   * @param allowedHosts IP addresses, CIDR ranges and DNS names, separated by commas; empty for all
   *     senders. User macros of the host, and macros such as <code>{HOST.IP}</code>, are expanded.
   * @throws IllegalArgumentException if an entry is not valid, naming the entry
   */
  public Item withAllowedHosts(String allowedHosts) {
    Objects.requireNonNull(allowedHosts, "allowedHosts must not be null");
    AllowedHosts.checkWithMacros("allowedHosts", allowedHosts);
    return with(changed -> changed.allowedHosts = allowedHosts);
  }

  /**
   * Returns a copy of this item with this timeout of its checks (default: 3 s). Servers since 7.0
   * send it to the agent, and wait one second longer when they poll the item. Earlier servers have
   * one timeout for all items.
   *
   * @param timeout from 1 s to 10 min, in whole seconds
   */
  public Item withTimeout(Duration timeout) {
    return with(changed -> changed.timeout = DurationRange.CHECK_TIMEOUT.check("timeout", timeout));
  }

  /** Returns a copy of this item that is disabled: the server rejects its values. */
  public Item disabled() {
    return with(changed -> changed.status = MonitoringStatus.DISABLED);
  }

  /** Returns the number of this item; 0 if the server chooses it. */
  public long itemid() {
    return properties.itemid;
  }

  /** Returns the key with its parameters. */
  public String key() {
    return properties.key;
  }

  /** Returns the item type. */
  public ItemType type() {
    return properties.type;
  }

  /** Returns the update interval as Zabbix writes it; {@code 0} if senders send the values. */
  public String delay() {
    return properties.delay;
  }

  /** Returns the timeout of the checks; empty for that of the server. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(properties.timeout);
  }

  /** Returns the type of the values, as proxies receive it. */
  public ValueType valueType() {
    return declaredValueType().orElse(isLog() ? ValueType.LOG : ValueType.TEXT);
  }

  private boolean isLog() {
    return key().matches("(log|logrt|eventlog)\\[.*");
  }

  /** Returns the type of the values as it was set; empty if it was not set. */
  public Optional<ValueType> declaredValueType() {
    return Optional.ofNullable(properties.valueType);
  }

  /** Returns the history storage period; 0 s if no history is kept. */
  public Duration history() {
    return properties.history;
  }

  /** Returns whether the item is enabled or disabled. */
  public MonitoringStatus status() {
    return properties.status;
  }

  /** Returns whether the item is enabled. */
  public boolean isEnabled() {
    return status() == MonitoringStatus.ENABLED;
  }

  /** Returns the senders whose values the item accepts, as configured; empty for all senders. */
  public String allowedHosts() {
    return properties.allowedHosts;
  }

  /**
   * Returns whether the allowed hosts contain a DNS name or a macro, which may need a DNS query.
   */
  public boolean queriesDns() {
    return AllowedHosts.containsName(allowedHosts());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other // fast, because a changed host has mostly the same items
        || (other instanceof Item that && properties.asList().equals(that.properties.asList()));
  }

  @Override
  public int hashCode() {
    return properties.asList().hashCode();
  }

  @Override
  public String toString() {
    return "Item" + properties.asList();
  }
}
