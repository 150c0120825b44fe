package org.mockzabbix.server;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;

/**
 * The state that a server keeps between requests: the last id of each session, the sessions of
 * agents and proxies, log positions, the remote commands for agents, the tasks for proxies, the
 * items that are not supported, the times of stored values and the counts of processed ones. The
 * size of each is limited. Thread-safe: {@code lock} guards every field.
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
  private final UnsupportedItems unsupported = new UnsupportedItems();
  private final StoredTimes storedTimes = new StoredTimes();
  private long packets;
  private final LruMap<String, ProxyContact> proxyContacts = new LruMap<>(); // by name

  /**
   * A contact of a proxy that the server knows.
   *
   * @param version null if the proxy has not sent a version
   * @param session null if the proxy has not sent a session
   * @param compressed whether its packet was compressed
   */
  record ProxyContact(
      @Nullable AgentVersion version, @Nullable String session, Instant at, boolean compressed) {

    /** Returns this contact with what it does not tell, but an earlier one does. */
    private ProxyContact after(@Nullable ProxyContact before) {
      return before == null
          ? this
          : new ProxyContact(
              version == null ? before.version : version,
              session == null ? before.session : session,
              at,
              compressed);
    }
  }

  /** Creates an empty state. */
  public SessionState() {}

  /** Returns the last id received in this session of a host or proxy; 0 if the session is new. */
  long lastId(String owner, String session) {
    lock.lock();
    try {
      Long last = lastIds.get(owner + '\n' + session);
      return last == null ? 0 : last;
    } finally {
      lock.unlock();
    }
  }

  /** Records the last id received in a session, even if it is lower. */
  void deliveredLast(String owner, String session, long id) {
    lock.lock();
    try {
      lastIds.put(owner + '\n' + session, id);
    } finally {
      lock.unlock();
    }
  }

  /** Records an id received in a session, unless it is lower. */
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

  /** Records that a proxy has received its configuration in a session. */
  void proxyConfigured(String proxy, String session) {
    boolean unused = asked(proxySessions, proxy, session);
  }

  /** Returns whether a proxy has received its configuration in a session. */
  boolean isConfigured(String proxy, String session) {
    lock.lock();
    try {
      return proxySessions.get(proxy + '\n' + session) != null;
    } finally {
      lock.unlock();
    }
  }

  /** Records a contact of a proxy. */
  void proxyContacted(String proxy, ProxyContact contact) {
    lock.lock();
    try {
      proxyContacts.put(proxy, contact.after(proxyContacts.get(proxy)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the last packet of a proxy was compressed, as servers before 7.0 note. They
   * assume so before the first contact.
   */
  boolean sendsCompressed(String proxy) {
    ProxyContact last = lastContact(proxy);
    return last == null || last.compressed();
  }

  /** Returns the last contact of a proxy; null before the first. */
  @Nullable ProxyContact lastContact(String proxy) {
    lock.lock();
    try {
      return proxyContacts.get(proxy);
    } finally {
      lock.unlock();
    }
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

  /** Returns the items that are not supported. */
  UnsupportedItems unsupported() {
    return unsupported;
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
   * Adds a command that the host's agent receives with its next active checks, and returns it.
   *
   * @param numbered numbers the command
   * @throws IllegalStateException if too many commands wait for agents; the command has no number
   */
  public RemoteCommand enqueue(String host, Supplier<RemoteCommand> numbered) {
    lock.lock();
    try {
      commands.checkRoom();
      RemoteCommand command = numbered.get();
      commands.add(host, command);
      return command;
    } finally {
      lock.unlock();
    }
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
   * Adds a command that a proxy receives when it sends its data, for the agent of a host, and
   * returns it.
   *
   * @param numbered numbers the command
   * @throws IllegalStateException if too many tasks wait for proxies; the command has no number
   */
  public RemoteCommand enqueueForProxy(
      String proxy, KnownHost host, Supplier<RemoteCommand> numbered) {
    lock.lock();
    try {
      tasks.checkRoom();
      RemoteCommand command = numbered.get();
      tasks.add(proxy, new ProxyTask.Command(host.hostid(), command));
      return command;
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
