package org.mockzabbix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.EpochLocal;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.Listener;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.server.SentCommands;
import org.mockzabbix.server.SentCommands.SentCommand;

/**
 * The servers and agents that record to one journal, and are therefore reset together. Their state
 * belongs to an epoch of the journal, so that one change of the epoch resets all of them.
 * Thread-safe.
 */
final class ResetGroup {

  private final JournalStore journal;
  private final EpochLocal<SentCommands> commands;
  private final List<Supplier<Map<String, List<RemoteCommand>>>> commandsOfSettings =
      new CopyOnWriteArrayList<>();
  private final List<Lifecycle> members = new CopyOnWriteArrayList<>();

  ResetGroup(JournalStore journal) {
    this.journal = journal;
    this.commands = new EpochLocal<>(journal, () -> new SentCommands(commandsOfSettings()));
  }

  /** Adds the commands with which a server begins each epoch, by host. */
  void beginWith(Supplier<Map<String, List<RemoteCommand>>> commands) {
    commandsOfSettings.add(commands);
  }

  /** Returns the commands with which the servers begin an epoch, by host. */
  List<Map<String, List<RemoteCommand>>> commandsOfSettings() {
    return commandsOfSettings.stream().map(Supplier::get).toList();
  }

  JournalStore journal() {
    return journal;
  }

  /** Returns the remote commands of all servers in an epoch. */
  SentCommands commands(Epoch epoch) {
    return commands.in(epoch);
  }

  /** Returns the remote command with this number; empty if not found. */
  Optional<SentCommand> command(long id) {
    return commands.get().find(id);
  }

  /** Returns the ids of the remote commands that are known. */
  List<Long> commandIds() {
    return commands.get().ids();
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
