package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.protocol.RemoteCommand;

/**
 * The remote commands of servers with one journal, which therefore share the numbers: the result of
 * a command names only its number. Only the last commands are known. Thread-safe: {@code lock}
 * guards every field.
 */
public final class SentCommands {

  /**
   * A command.
   *
   * @param host the host whose agent runs it
   * @param text what the agent runs
   */
  public record SentCommand(String host, String text) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final LruMap<Long, SentCommand> byId = new LruMap<>();
  private long next = 1;

  /** Creates an empty state. */
  public SentCommands() {}

  /** Creates a state with the commands of the settings of all servers, by host. */
  public SentCommands(List<Map<String, List<RemoteCommand>>> settings) {
    for (Map<String, List<RemoteCommand>> commands : new LinkedHashSet<>(settings)) {
      numbered(commands, next).forEach((host, all) -> all.forEach(one -> numbered(host, one)));
      next += size(commands);
    }
  }

  /**
   * Returns the number of the first command of a server. Servers with equal commands give them
   * equal numbers.
   *
   * @param settings the commands of the settings of all servers, by host
   * @param own those of the server
   */
  public static long firstNumber(
      List<Map<String, List<RemoteCommand>>> settings, Map<String, List<RemoteCommand>> own) {
    return 1
        + settings.stream()
            .distinct()
            .takeWhile(commands -> !commands.equals(own))
            .mapToLong(SentCommands::size)
            .sum();
  }

  private static long size(Map<String, List<RemoteCommand>> commands) {
    return commands.values().stream().mapToLong(List::size).sum();
  }

  /** Returns commands by host with their numbers, in order. */
  public static Map<String, List<RemoteCommand>> numbered(
      Map<String, List<RemoteCommand>> commands, long firstNumber) {
    Map<String, List<RemoteCommand>> numbered = new LinkedHashMap<>();
    long id = firstNumber;
    for (Map.Entry<String, List<RemoteCommand>> host : commands.entrySet()) {
      List<RemoteCommand> all = new ArrayList<>();
      for (RemoteCommand command : host.getValue()) {
        all.add(command.withId(id++));
      }
      numbered.put(host.getKey(), all);
    }
    return numbered;
  }

  /** Returns a command for a host with its number, which is the next one if it has none. */
  public RemoteCommand numbered(String host, RemoteCommand command) {
    lock.lock();
    try {
      RemoteCommand numbered = command.id() == 0 ? command.withId(next++) : command;
      byId.put(numbered.id(), new SentCommand(host, numbered.command()));
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the numbers of the known commands, in ascending order. */
  public List<Long> ids() {
    lock.lock();
    try {
      return byId.keys().stream().sorted().toList();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the command with this number; empty if not found. */
  public Optional<SentCommand> find(long id) {
    lock.lock();
    try {
      return Optional.ofNullable(byId.get(id));
    } finally {
      lock.unlock();
    }
  }
}
