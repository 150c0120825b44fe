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
 * What a server remembers from one request to the next: the last id of each session, which list an
 * agent has, how far logs were read, and the commands that agents are to run. Thread-safe: {@code
 * lock} guards every field.
 */
public final class SessionState {

  /** Sessions beyond this many make the longest unused one forgotten. */
  private static final int MAX_SESSIONS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> lastIds = new Recent<>();
  private final Map<String, String> agentSessions = new Recent<>();
  private final Map<String, String> proxySessions = new Recent<>();
  private final Map<ItemName, LogPosition> logPositions = new HashMap<>();
  private final Map<String, List<RemoteCommand>> commands = new HashMap<>();
  private long nextCommand = 1;

  /** Remembers nothing yet. */
  public SessionState() {}

  /** The highest id that was delivered in this session of this owner; zero if none was. */
  long lastId(String owner, String session) {
    lock.lock();
    try {
      return lastIds.getOrDefault(owner + '\n' + session, 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Remembers what was delivered last. */
  void delivered(String owner, String session, long id) {
    lock.lock();
    try {
      lastIds.merge(owner + '\n' + session, id, Math::max);
    } finally {
      lock.unlock();
    }
  }

  /** Remembers the session of a host's agent, and says whether it was the same the last time. */
  boolean sameAgentSession(String host, String session) {
    lock.lock();
    try {
      return session.equals(agentSessions.put(host, session));
    } finally {
      lock.unlock();
    }
  }

  /** Remembers the session in which a proxy was given its configuration. */
  void gaveConfiguration(String proxy, String session) {
    lock.lock();
    try {
      proxySessions.put(proxy, session);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the proxy was given its configuration in this session. */
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

  void read(ItemName item, LogPosition position) {
    lock.lock();
    try {
      logPositions.put(item, position);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps a command for the next time that the host's agent asks.
   *
   * @return the command with its number
   */
  public RemoteCommand enqueue(String host, RemoteCommand command) {
    lock.lock();
    try {
      RemoteCommand numbered = command.id() == 0 ? command.withId(nextCommand++) : command;
      commands.computeIfAbsent(host, none -> new ArrayList<>()).add(numbered);
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /** Hands over the host's commands; they are given once. */
  List<RemoteCommand> takeCommands(String host) {
    lock.lock();
    try {
      List<RemoteCommand> taken = commands.remove(host);
      return taken == null ? List.of() : taken;
    } finally {
      lock.unlock();
    }
  }

  /** A map that forgets what was not used for longest. */
  private static final class Recent<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
      return size() > MAX_SESSIONS;
    }
  }
}
