package org.mockzabbix.assertion;

import java.util.List;
import java.util.OptionalInt;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.rule.Rule;

/**
 * Whoever records what it receives and can therefore be asserted on, such as a {@code
 * MockZabbixServer}. Its {@link Object#toString()} says in a failure message who that was.
 */
public interface Recorder {

  /** What was received. */
  Journal journal();

  /**
   * The port whose exchanges alone are its own, where several record in the same journal; empty if
   * all of the journal is.
   */
  default OptionalInt ownPort() {
    return OptionalInt.empty();
  }

  /** How many connections were closed at once because too many were open. */
  long refusedConnections();

  /** The rules that were never used. */
  List<Rule> unusedRules();
}
