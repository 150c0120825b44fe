package org.mockzabbix.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

/**
 * The state that a server keeps between requests: the last id of each session, the sessions of
 * agents and proxies, log positions, the remote commands for agents, and the times of stored
 * values. The size of each is limited. Thread-safe: {@code lock} guards every field.
 */
public final class SessionState {

  /** The largest number of commands that wait for agents. */
  private static final int MAX_COMMANDS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final LruMap<String, Long> lastIds = new LruMap<>();
  private final LruMap<String, Boolean> agentSessions = new LruMap<>();
  private final LruMap<String, Boolean> proxySessions = new LruMap<>();
  private final LruMap<ItemName, LogPosition> logPositions = new LruMap<>();
  private final Map<String, List<RemoteCommand>> commands = new HashMap<>();
  private final StoredTimes storedTimes = new StoredTimes();
  private long packets;
  private final LruMap<Long, Instant> notSupported = new LruMap<>(); // when, by itemid
  private int waitingCommands;
  private long nextCommand = 1;

  /** Creates an empty state. */
  public SessionState() {}

  /**
   * Returns the highest id received in this session of a host or proxy; 0 if the session is new.
   */
  long lastId(String owner, String session) {
    lock.lock();
    try {
      Long last = lastIds.get(owner + '\n' + session);
      return last == null ? 0 : last;
    } finally {
      lock.unlock();
    }
  }

  /** Records the last id of a packet, even if it is lower, as servers of 5.0 do. */
  void deliveredLast(String owner, String session, long id) {
    lock.lock();
    try {
      lastIds.put(owner + '\n' + session, id);
    } finally {
      lock.unlock();
    }
  }

  /** Records an id received in a session. */
  void delivered(String owner, String session, long id) {
    lock.lock();
    try {
      String key = owner + '\n' + session;
      Long last = lastIds.get(key);
      lastIds.put(key, last == null ? id : Math.max(last, id));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records that a host's agent asked for its checks in a session, and returns whether it did
   * before.
   */
  boolean agentAsked(String host, String session) {
    return asked(agentSessions, host, session);
  }

  /**
   * Records that a proxy asked for its configuration in a session, and returns whether it did
   * before.
   */
  boolean proxyAsked(String proxy, String session) {
    return asked(proxySessions, proxy, session);
  }

  private boolean asked(LruMap<String, Boolean> sessions, String owner, String session) {
    lock.lock();
    try {
      return sessions.put(owner + '\n' + session, true) != null;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of the next packet whose values are stored, from 1. */
  long nextPacket() {
    lock.lock();
    try {
      return ++packets;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records the time of a stored value. Only the last times are known: see {@link StoredTimes}.
   *
   * @param nanos the time since 1970
   * @return the number of the packet with the last value of the same item and time; 0 if none is
   *     known
   */
  long stored(long itemid, long nanos, long packet) {
    lock.lock();
    try {
      return storedTimes.put(itemid, nanos, packet);
    } finally {
      lock.unlock();
    }
  }

  /** Records whether an item is supported, as its last value at this time reports. */
  void setSupported(long itemid, boolean supported, Instant time) {
    lock.lock();
    try {
      if (!supported) {
        notSupported.put(itemid, time);
      } else if (notSupported.get(itemid) != null) {
        notSupported.put(itemid, Instant.MIN);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns when an item was last reported as not supported; the past if it is supported again. */
  Instant lastNotSupported(long itemid) {
    lock.lock();
    try {
      Instant last = notSupported.get(itemid);
      return last == null ? Instant.MIN : last;
    } finally {
      lock.unlock();
    }
  }

  LogPosition logPosition(ItemName item) {
    lock.lock();
    try {
      LogPosition known = logPositions.get(item);
      return known == null ? LogPosition.START : known;
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
   * @throws IllegalStateException if too many commands wait for agents
   */
  public RemoteCommand enqueue(String host, RemoteCommand command) {
    lock.lock();
    try {
      if (waitingCommands == MAX_COMMANDS) {
        throw new IllegalStateException(
            MAX_COMMANDS
                + " commands wait for agents, the most that a server keeps: agents of 7.0 fetch them"
                + " from a server of 7.0 with their active checks");
      }
      waitingCommands++;
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
      if (taken == null) {
        return List.of();
      }
      waitingCommands -= taken.size();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
