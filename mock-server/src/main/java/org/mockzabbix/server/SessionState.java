package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

/**
 * The state that a server keeps between requests: the last id of each session, the sessions of
 * agents and proxies, log positions, the remote commands for agents, the tasks for proxies, and the
 * times of stored values and the counts of processed ones. The size of each is limited.
 * Thread-safe: {@code lock} guards every field.
 */
public final class SessionState {

  private final ReentrantLock lock = new ReentrantLock();
  private final LruMap<String, Long> lastIds = new LruMap<>();
  private final LruMap<String, Boolean> agentSessions = new LruMap<>();
  private final LruMap<String, Boolean> proxySessions = new LruMap<>();
  private final LruMap<ItemName, LogPosition> logPositions = new LruMap<>();
  private final WaitingQueue<RemoteCommand> commands =
      new WaitingQueue<>(
          "commands wait for agents, the most that a server keeps: agents of 7.0 fetch them from a"
              + " server of 7.0 with their active checks");
  private final WaitingQueue<ProxyTask> tasks =
      new WaitingQueue<>(
          "tasks wait for proxies, the most that a server keeps: a proxy fetches them when it sends"
              + " its data");
  private final ProcessedCounts processed = new ProcessedCounts();
  private final StoredTimes storedTimes = new StoredTimes();
  private long packets;
  private final LruMap<Long, Instant> notSupported = new LruMap<>(); // when, by itemid
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

  /** Returns the counts of processed values. */
  ProcessedCounts processed() {
    return processed;
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
      commands.checkNotFull();
      RemoteCommand numbered = numbered(command);
      commands.add(host, numbered);
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /** Returns a command with a number. The caller must hold the lock. */
  private RemoteCommand numbered(RemoteCommand command) {
    return command.id() == 0 ? command.withId(nextCommand++) : command;
  }

  /** Removes and returns the commands for a host's agent. */
  List<RemoteCommand> takeCommands(String host) {
    lock.lock();
    try {
      return commands.take(host);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a command that a proxy receives when it sends its data, for the agent of a host.
   *
   * @return the command with its number
   * @throws IllegalStateException if too many tasks wait for proxies
   */
  public RemoteCommand enqueueForProxy(String proxy, long hostid, RemoteCommand command) {
    lock.lock();
    try {
      tasks.checkNotFull();
      RemoteCommand numbered = numbered(command);
      tasks.add(proxy, new ProxyTask.Command(hostid, numbered));
      return numbered;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a request for the value of an item, which a proxy receives when it sends its data.
   *
   * @throws IllegalStateException if too many tasks wait for proxies
   */
  public void enqueueCheckNow(String proxy, long itemid) {
    lock.lock();
    try {
      tasks.add(proxy, new ProxyTask.CheckNow(itemid));
    } finally {
      lock.unlock();
    }
  }

  /** Removes and returns the tasks for a proxy, as JSON objects. */
  List<String> takeTasks(String proxy, Instant now) {
    lock.lock();
    try {
      return tasks.take(proxy).stream().map(task -> task.json(now)).toList();
    } finally {
      lock.unlock();
    }
  }
}
