package org.mockzabbix;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.KnownHost;
import org.mockzabbix.server.KnownItem;
import org.mockzabbix.server.SentCommands;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.server.TaskCheck;
import org.mockzabbix.text.HostNameCheck;

/**
 * The tasks that a server has for agents and proxies until they fetch them: remote commands, and
 * items to check now. Thread-safe.
 */
record ServerTasks(
    ZabbixVersion version, Inventory inventory, SessionState sessions, SentCommands commands) {

  /** Enqueues a command for the proxy that monitors the host, or for the agent itself. */
  RemoteCommand runOnAgent(String host, RemoteCommand command) {
    HostNameCheck.check("a host", host);
    KnownHost known = inventory.host(host);
    String proxy = known == null ? null : known.proxy();
    refuse(TaskCheck.commandThrough(proxy, version));
    Supplier<RemoteCommand> numbered = () -> commands.numbered(host, command);
    return known != null && proxy != null
        ? sessions.enqueueForProxy(proxy, known, numbered)
        : sessions.enqueue(host, numbered);
  }

  private static void refuse(@Nullable String defect) {
    if (defect != null) {
      throw new IllegalStateException(defect);
    }
  }

  /** Enqueues the check of an item for the proxy that monitors its host. */
  void checkNow(ItemName name) {
    refuse(TaskCheck.proxyTask(version));
    KnownItem item = inventory.item(name);
    KnownHost known = inventory.host(name.host());
    if (item == null || known == null) {
      throw new IllegalArgumentException("the server does not have the item " + name);
    }
    String proxy = known.proxy();
    if (proxy == null) {
      throw new IllegalArgumentException(TaskCheck.withoutProxy(name.host()));
    }
    sessions.enqueueCheckNow(proxy, item.item().itemid());
  }

  /**
   * Enqueues the tasks of the settings.
   *
   * @param firstNumber the number of the first command
   */
  void enqueue(ServerConfig settings, long firstNumber) {
    SentCommands.numbered(settings.commands(), firstNumber)
        .forEach((host, all) -> all.forEach(command -> runOnAgent(host, command)));
    settings.checksNow().forEach(this::checkNow);
  }
}
