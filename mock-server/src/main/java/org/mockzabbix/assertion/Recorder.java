package org.mockzabbix.assertion;

import org.mockzabbix.journal.Journal;

/**
 * Whoever records what it receives and can therefore be asserted on, such as a {@code
 * MockZabbixServer}. Its {@link Object#toString()} says in a failure message who that was.
 */
public interface Recorder {

  /** What was received. */
  Journal journal();

  /** How many connections were closed at once because too many were open. */
  long refusedConnections();
}
