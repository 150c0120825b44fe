package org.mockzabbix.assertion;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.rule.Rule;

/**
 * A source of exchanges for assertions, for example a {@code MockZabbixServer}. Failure messages
 * show its {@link Object#toString()}.
 */
public interface JournalSource {

  /** Returns the journal that records the exchanges. */
  Journal journal();

  /**
   * Returns the port whose exchanges belong to this source, if several sources share one journal.
   * Empty if all exchanges of the journal belong to this source.
   */
  default OptionalInt ownPort() {
    return OptionalInt.empty();
  }

  /**
   * Returns whether this source was closed, so that it receives nothing more. Waiting on it then
   * fails immediately.
   */
  default boolean isClosed() {
    return false;
  }

  /**
   * Returns whether exchanges can have arrived or can arrive, because this source was started. If
   * it is not started when a watch with {@code during(...)} ends, the watch fails.
   */
  default boolean isStarted() {
    return true;
  }

  /** Returns the host with this number, as proxies know it. Empty if not found. */
  default Optional<String> hostOf(long hostid) {
    return Optional.empty();
  }

  /** Returns the host of the interface with this number, as proxies know it. Empty if not found. */
  default Optional<String> hostOfInterface(long interfaceid) {
    return Optional.empty();
  }

  /** Returns the host that the remote command with this number is for. Empty if not found. */
  default Optional<String> hostOfCommand(long id) {
    return Optional.empty();
  }

  /** Returns the text of the remote command with this number. Empty if not found. */
  default Optional<String> command(long id) {
    return Optional.empty();
  }

  /** Returns the number of connections that were closed immediately because too many were open. */
  long refusedConnections();

  /** Returns the rules that were never used. */
  List<Rule> unusedRules();
}
