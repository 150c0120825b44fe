package org.mockzabbix;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;

/**
 * The servers and agents that record to one journal, and are therefore reset together. Their state
 * belongs to an epoch of the journal, so that one change of the epoch resets all of them.
 * Thread-safe.
 */
final class ResetGroup {

  private final JournalStore journal;
  private final List<Lifecycle> members = new CopyOnWriteArrayList<>();

  ResetGroup(JournalStore journal) {
    this.journal = journal;
  }

  JournalStore journal() {
    return journal;
  }

  /** Adds a server or an agent. */
  void add(Lifecycle member) {
    members.add(member);
  }

  /** Removes a server or an agent that was closed. */
  void remove(Lifecycle member) {
    members.remove(member);
  }

  /**
   * Ends the epoch of the journal, and lets all ports accept connections again. Connections that
   * clients have opened before are accepted first, so that they belong to the ending epoch.
   */
  void reset() {
    List<Listener> ports =
        members.stream().map(Lifecycle::started).flatMap(Optional::stream).toList();
    ports.forEach(Listener::acceptPending);
    journal.reset();
    Closing.all(ports.stream().<Runnable>map(port -> port::accept).toList());
  }
}
