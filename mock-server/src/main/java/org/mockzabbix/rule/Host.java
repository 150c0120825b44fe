package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.IntegerRange;

/**
 * A host that a server knows, with its items.
 *
 * <pre>{@code Host.of("web01", Item.trapper("app.ok"), Item.active("agent.ping", "5s"))}</pre>
 *
 * @param host the technical name
 * @param items its items, no two with the same key
 * @param agent where its passive items are polled, as {@code address:port}; or the host of a mock
 *     agent, see {@link #withMockAgent}
 * @param proxy the name of the proxy that monitors it; null if the server does
 */
public record Host(
    String host, Status status, List<Item> items, String agent, @Nullable String proxy) {

  private static final String LOCAL_AGENT = "127.0.0.1:10050";

  public Host {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a host needs a name");
    }
    Objects.requireNonNull(status, "status");
    items = List.copyOf(items);
    Set<String> keys = new HashSet<>();
    for (Item item : items) {
      if (!keys.add(item.key())) {
        throw new IllegalArgumentException("host " + host + " has two items " + item.key());
      }
    }
    if (agent.indexOf(':') >= 0 || agent.isEmpty()) {
      checkAddress(agent);
    }
  }

  private static void checkAddress(String agent) {
    IntegerRange.PORT.check("the port of the agent", HostAndPort.parse(agent).port());
  }

  /**
   * An enabled host with these items, monitored by the server itself.
   *
   * @throws IllegalArgumentException if the name is empty, or two items have the same key
   */
  public static Host of(String host, Item... items) {
    return new Host(host, Status.ENABLED, List.of(items), LOCAL_AGENT, null);
  }

  /** The same host with one more item. */
  public Host with(Item item) {
    List<Item> more = new ArrayList<>(items);
    more.add(item);
    return new Host(host, status, more, agent, proxy);
  }

  /** The same host, disabled: its items take no values, and its agent gets no checks. */
  public Host disabled() {
    return new Host(host, Status.DISABLED, items, agent, proxy);
  }

  /**
   * Where its passive items are polled, as {@code address:port}: {@code 127.0.0.1:10050} unless
   * told otherwise.
   */
  public Host withAgent(String agent) {
    checkAddress(agent);
    return new Host(host, status, items, agent, proxy);
  }

  /**
   * Its passive items are polled at a mock agent of the same server, wherever that listens: the
   * server looks it up when it starts, or when it is given the host.
   *
   * <pre>{@code Host.of("db01", Item.passive("agent.ping", "5s")).withMockAgent("db01")}</pre>
   *
   * @param name the host that the mock agent stands for
   */
  public Host withMockAgent(String name) {
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "a mock agent is named by its host, such as web01, but was \"" + name + "\"");
    }
    return new Host(host, status, items, name, proxy);
  }

  /** The host of the mock agent where it is polled; empty if it is polled at an address. */
  public Optional<String> mockAgent() {
    return agent.indexOf(':') < 0 ? Optional.of(agent) : Optional.empty();
  }

  /** The same host, monitored by a proxy: the server then takes its values from that proxy only. */
  public Host monitoredBy(String proxy) {
    return new Host(host, status, items, agent, proxy);
  }

  /** Whether it is monitored. */
  public boolean isEnabled() {
    return status == Status.ENABLED;
  }
}
