package org.mockzabbix;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.server.Inventory;
import org.mockzabbix.server.SentCommands;
import org.mockzabbix.server.ServerInfo;
import org.mockzabbix.server.SessionState;
import org.mockzabbix.tls.TlsConfig;

/** The parts of a server as its settings describe them. */
final class ConfiguredParts {

  private ConfiguredParts() {}

  /** Returns an empty journal. */
  static JournalStore journal(ServerConfig settings) {
    Objects.requireNonNull(settings, "config must not be null");
    return settings.sharesJournalSize()
        ? new JournalStore()
        : new JournalStore(settings.journalSize());
  }

  /** Returns the time zone of scheduling intervals. */
  static ZoneId zone(InstantSource clock) {
    return clock instanceof Clock local
        ? Objects.requireNonNull(local.getZone(), "the zone of the clock must not be null")
        : ZoneId.systemDefault();
  }

  static ServerInfo info(ServerConfig settings, Instant startedAt) {
    return new ServerInfo(
        settings.version(),
        settings.globalRegexps(),
        settings.frontendSessions(),
        settings.statsAllowed(),
        settings.autoRegisterTls().orElse(null),
        startedAt);
  }

  /**
   * Returns the hosts and proxies.
   *
   * @throws IllegalArgumentException if two hosts have an item with the same {@code itemid}, or a
   *     PSK identity has two keys
   */
  static Inventory inventory(ServerConfig settings) {
    Inventory hosts =
        settings.isLenient()
            ? Inventory.lenient(settings.hosts(), settings.configRevision())
            : Inventory.strict(settings.hosts(), settings.configRevision());
    return hosts
        .withProxies(settings.proxies())
        .withTls(tls(settings), settings.autoRegisterTls().orElse(null));
  }

  static TlsConfig tls(ServerConfig settings) {
    return settings.tls().orElse(TlsConfig.unencrypted());
  }

  static Optional<AutoRegistration> registration(ServerConfig settings) {
    return settings
        .autoRegister()
        .map(items -> new AutoRegistration(items, settings.autoRegisterTls().orElse(null)));
  }

  /**
   * Checks hosts, keys and tasks.
   *
   * @throws IllegalArgumentException like {@link #inventory}, or if a task is impossible
   */
  static void check(ServerConfig settings) {
    new ServerTasks(settings.version(), inventory(settings), new SessionState(), new SentCommands())
        .enqueue(settings, 1);
  }
}
