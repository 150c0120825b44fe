package org.mockzabbix.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.text.Quoting;

/** Tells whether the agent or proxy that a task of the settings is for would ever receive it. */
public final class TaskCheck {

  private final ZabbixVersion version;
  private final Map<String, Host> hosts = new HashMap<>();
  private final boolean registers;

  /**
   * Creates a check of the tasks of a server.
   *
   * @param version the version that the server behaves like
   * @param hosts the hosts of the server
   * @param registers whether the server accepts or registers other hosts
   */
  public TaskCheck(ZabbixVersion version, Collection<Host> hosts, boolean registers) {
    this.version = version;
    this.registers = registers;
    hosts.forEach(host -> this.hosts.put(host.name(), host));
  }

  /** Returns why a remote command for a host would never be received; null if it can be. */
  public @Nullable String command(String name) {
    Host host = hosts.get(name);
    return host == null && !registers
        ? "the server does not have the host"
        : commandThrough(host == null ? null : host.proxy(), version);
  }

  /** Returns why an item would never be checked immediately; null if it can be. */
  public @Nullable String checkNow(ItemName name) {
    Host host = hosts.get(name.host());
    if (host == null || host.items().stream().noneMatch(item -> item.key().equals(name.key()))) {
      return "the server does not have the item";
    }
    return host.proxy() == null ? withoutProxy(host.name()) : proxyTask(version);
  }

  /**
   * Returns why a remote command would never be received; null if it can be.
   *
   * @param proxy the proxy that monitors the host; null if the server does
   */
  public static @Nullable String commandThrough(@Nullable String proxy, ZabbixVersion version) {
    return proxy == null
        ? older(
            version,
            ZabbixVersion.V7_0,
            "does not send commands to active agents: use 7.0, or poll system.run[...]")
        : proxyTask(version);
  }

  /** Returns why a task for a proxy would never be received; null if it can be. */
  public static @Nullable String proxyTask(ZabbixVersion version) {
    return older(version, ZabbixVersion.V6_0, "sends no tasks to proxies: use 6.0 or 7.0");
  }

  private static @Nullable String older(
      ZabbixVersion version, ZabbixVersion oldest, String consequence) {
    return version.atLeast(oldest) ? null : "a server of " + version.dialect() + ' ' + consequence;
  }

  /** Returns the error for an item whose host no proxy monitors. */
  public static String withoutProxy(String host) {
    return "no proxy monitors the host "
        + Quoting.quoteIfNeeded(host)
        + ": let the server poll the item";
  }
}
