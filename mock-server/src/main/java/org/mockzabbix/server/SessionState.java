package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

/**
 * The state that a server keeps between requests: the last id of each session, the sessions of
 * agents and proxies, log positions, and the remote commands for agents. Thread-safe: {@code lock}
 * guards every field.
 */
public final class SessionState {

  /** The largest number of sessions. Another session evicts the least recently used one. */
  private static final int MAX_SESSIONS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> lastIds = new LruMap<>();
  private final Map<String, String> agentSessions = new LruMap<>();
  private final Map<String, String> proxySessions = new LruMap<>();
  private final Map<ItemName, LogPosition> logPositions = new HashMap<>();
  private final Map<String, List<RemoteCommand>> commands = new HashMap<>();
  private long nextCommand = 1;

  /** Creates an empty state. */
  public SessionState() {}

  /**
   * Returns the highest id received in this session of a host or proxy; 0 if the session is new.
   */
  long lastId(String owner, String session) {
    lock.lock();
    try {
      return lastIds.getOrDefault(owner + '\n' + session, 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Records an id received in a session. */
  void delivered(String owner, String session, long id) {
    lock.lock();
    try {
      lastIds.merge(owner + '\n' + session, id, Math::max);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records the session of a host's agent, and returns whether the agent's last one was the same.
   */
  boolean sameAgentSession(String host, String session) {
    lock.lock();
    try {
      return session.equals(agentSessions.put(host, session));
    } finally {
      lock.unlock();
    }
  }

  /** Records the session in which a proxy received its configuration. */
  void configurationSent(String proxy, String session) {
    lock.lock();
    try {
      proxySessions.put(proxy, session);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the proxy received its configuration in this session. */
  boolean hasConfiguration(String proxy, String session) {
    lock.lock();
    try {
      return session.equals(proxySessions.get(proxy));
    } finally {
      lock.unlock();
    }
  }

  LogPosition logPosition(ItemName item) {
    lock.lock();
    try {
      return logPositions.getOrDefault(item, LogPosition.START);
    } finally {
      lock.unlock();
    }
  }

  void setLogPosition(ItemName item, LogPosition position) {
    lock.lock();
    try {
      logPositions.put(item, position);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a command that the host's agent receives with its next active checks.
   *
   * @return the command with its number
   */
  public RemoteCommand enqueue(String host, RemoteCommand command) {
    lock.lock();
    try {
      RemoteCommand numbered = command.id() == 0 ? command.withId(nextCommand++) : command;
      commands.computeIfAbsent(host, unused -> new ArrayList<>()).add(numbered);
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /** Removes and returns the commands for a host's agent. */
  List<RemoteCommand> takeCommands(String host) {
    lock.lock();
    try {
      List<RemoteCommand> taken = commands.remove(host);
      return taken == null ? List.of() : taken;
    } finally {
      lock.unlock();
    }
  }

  /** A map that evicts the least recently used entry. */
  private static final class LruMap<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    LruMap() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
      return size() > MAX_SESSIONS;
    }
  }
}
