package org.mockzabbix.inventory;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.HostNameCheck;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.UserMacroSyntax;
import org.mockzabbix.tls.PeerTls;

/**
 * A host that a server is configured with, and its items. Immutable: each change returns a copy.
 *
 * <pre>{@code Host.of("web01", Item.trapper("app.ok"), Item.active("agent.ping", "5s"))}</pre>
 */
public final class Host {

  private static final String LOCAL_AGENT = "127.0.0.1:10050";

  /**
   * The properties of a host. Only {@link #with(Consumer)} changes them, before another thread can
   * see them.
   */
  private static final class HostProperties {

    private final String name;
    private MonitoringStatus status = MonitoringStatus.ENABLED;
    private ItemList items = ItemList.empty();
    private String agent = LOCAL_AGENT;
    private @Nullable String proxy;
    private Map<String, String> macros = Map.of();
    private @Nullable PeerTls tls;

    private HostProperties(String name) {
      this.name = name;
    }

    private HostProperties(HostProperties other) {
      this(other.name);
      status = other.status;
      items = other.items;
      agent = other.agent;
      proxy = other.proxy;
      macros = other.macros;
      tls = other.tls;
    }

    private List<@Nullable Object> asList() {
      return Arrays.asList(name, status, items, agent, proxy, macros, tls);
    }
  }

  private final HostProperties properties;

  private Host(HostProperties properties) {
    this.properties = properties;
  }

  private Host with(Consumer<HostProperties> change) {
    HostProperties changed = new HostProperties(properties);
    change.accept(changed);
    return new Host(changed);
  }

  /**
   * Creates an enabled host that the server itself monitors, with its agent at {@code
   * 127.0.0.1:10050}.
   *
   * @param name the technical name, from 1 to 128 characters
   * @throws IllegalArgumentException if no server can have a host with this name, or two items have
   *     the same key
   */
  public static Host of(String name, Item... items) {
    Objects.requireNonNull(name, "name must not be null");
    HostNameCheck.check("a host", name);
    return new Host(new HostProperties(name)).withItems(NonNull.listOf("items", items));
  }

  /**
   * Returns a copy of this host with these items instead of its own.
   *
   * @throws IllegalArgumentException if two items have the same key
   */
  public Host withItems(List<Item> items) {
    Objects.requireNonNull(items, "items must not be null");
    Host host = with(changed -> changed.items = ItemList.empty());
    for (Item item : items) {
      host = host.with(item);
    }
    return host;
  }

  private IllegalArgumentException twoItems(Item item) {
    return new IllegalArgumentException(
        "host " + name() + " has two items with the key " + item.key() + ": remove one of them");
  }

  /**
   * Returns a copy of this host with one more item.
   *
   * @throws IllegalArgumentException if this host has an item with the same key
   */
  public Host with(Item item) {
    Objects.requireNonNull(item, "item must not be null");
    if (properties.items.hasKey(item.key())) {
      throw twoItems(item);
    }
    return with(changed -> changed.items = properties.items.with(item));
  }

  /** Returns a copy of this host that is disabled: the server rejects its values. */
  public Host disabled() {
    return with(changed -> changed.status = MonitoringStatus.DISABLED);
  }

  /**
   * Returns a copy of this host whose passive items are polled at an agent (default: {@code
   * 127.0.0.1:10050}).
   *
   * @param agent the agent's {@code host:port}
   * @throws IllegalArgumentException if {@code agent} is not a valid address
   */
  public Host withAgent(String agent) {
    Objects.requireNonNull(agent, "agent must not be null");
    IntegerRange.PORT.check("the port of an agent", HostAndPort.parse(agent).port());
    return with(changed -> changed.agent = agent);
  }

  /**
   * Returns a copy of this host whose passive items are polled at a mock agent of the same server.
   * The server looks up the agent's port when it starts, or when the host is added.
   *
   * <pre>{@code Host.of("db01", Item.passive("agent.ping", "5s")).withMockAgent("db01")}</pre>
   *
   * @param name the host name of the mock agent
   * @throws IllegalArgumentException if {@code name} is empty or an address
   */
  public Host withMockAgent(String name) {
    Objects.requireNonNull(name, "name must not be null");
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "the mock agent must be a host name, for example web01, but was \"" + name + "\"");
    }
    return with(changed -> changed.agent = name);
  }

  /**
   * Returns a copy of this host that a proxy monitors. The server accepts its values from that
   * proxy only.
   *
   * @param proxy the name of the proxy, from 1 to 128 characters
   * @throws IllegalArgumentException if no server can have a proxy with this name
   */
  public Host monitoredBy(String proxy) {
    Objects.requireNonNull(proxy, "proxy must not be null");
    HostNameCheck.check("a proxy", proxy);
    return with(changed -> changed.proxy = proxy);
  }

  /** Returns a copy of this host that the server itself monitors. */
  public Host monitoredByServer() {
    return with(changed -> changed.proxy = null);
  }

  /**
   * Returns a copy of this host with this user macro. The server expands it in the keys and update
   * intervals of the host's items. In keys, it also expands <code>{HOST.HOST}</code>, <code>
   * {HOST.NAME}</code>, <code>{HOST.IP}</code>, <code>{HOST.DNS}</code> and <code>{HOST.CONN}
   * </code>. A proxy receives the macro and expands it itself.
   *
   * <pre>{@code
   * Host.of("web01", Item.passive("net.tcp.port[,{$PORT}]", "{$EVERY}"))
   *     .withMacro("{$PORT}", "80")
   *     .withMacro("{$EVERY}", "30s")
   * }</pre>
   *
   * @param macro the macro with braces; it can have a context, as <code>{$PORT:"tls"}</code>
   * @throws IllegalArgumentException if {@code macro} is not a user macro
   */
  public Host withMacro(String macro, String value) {
    Objects.requireNonNull(macro, "macro must not be null");
    Objects.requireNonNull(value, "value must not be null");
    if (!UserMacroSyntax.matches(macro)) {
      throw new IllegalArgumentException(
          "a user macro is written as {$NAME} or {$NAME:context}, in capital letters, but was "
              + Quoting.quote(macro));
    }
    Map<String, String> macros = new LinkedHashMap<>(properties.macros);
    macros.put(macro, value);
    return with(changed -> changed.macros = Collections.unmodifiableMap(macros));
  }

  /**
   * Returns a copy of this host with this encryption. The server counts the values of the host over
   * other connections as failed. It takes the values of a host without encryption settings over
   * every connection, unlike a real server, which then takes them over unencrypted ones only.
   *
   * <pre>{@code Host.of("web01", Item.trapper("app.ok")).withTls(PeerTls.psk(psk))}</pre>
   */
  public Host withTls(PeerTls tls) {
    Objects.requireNonNull(tls, "tls must not be null");
    return with(changed -> changed.tls = tls);
  }

  /** Returns the encryption; null if the server accepts every connection. */
  public @Nullable PeerTls tls() {
    return properties.tls;
  }

  /** Returns the user macros with their values, in the order in which they were added. */
  public Map<String, String> macros() {
    return properties.macros;
  }

  /** Returns the technical name. */
  public String name() {
    return properties.name;
  }

  /** Returns whether the host is enabled or disabled. */
  public MonitoringStatus status() {
    return properties.status;
  }

  /** Returns whether the host is enabled. */
  public boolean isEnabled() {
    return status() == MonitoringStatus.ENABLED;
  }

  /** Returns the items, each with a different key. */
  public List<Item> items() {
    return properties.items;
  }

  /** Returns the {@code host:port} of the agent, or the host name of the mock agent. */
  public String agent() {
    return properties.agent;
  }

  /** Returns the host name of the mock agent. Empty if the agent is given by its address. */
  public Optional<String> mockAgent() {
    return agent().indexOf(':') < 0 ? Optional.of(agent()) : Optional.empty();
  }

  /** Returns the name of the proxy that monitors this host; null if the server itself does. */
  public @Nullable String proxy() {
    return properties.proxy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Host that && properties.asList().equals(that.properties.asList());
  }

  @Override
  public int hashCode() {
    return properties.asList().hashCode();
  }

  @Override
  public String toString() {
    return "Host" + properties.asList();
  }
}
