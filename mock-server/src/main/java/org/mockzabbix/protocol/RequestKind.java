package org.mockzabbix.protocol;

/** What a peer opened its connection for, named as the {@code request} member names it. */
public enum RequestKind {
  /** Values from {@code zabbix_sender} or a compatible client. */
  SENDER_DATA("sender data"),
  /** An active agent asking what to check. */
  ACTIVE_CHECKS("active checks"),
  /** Values from an active agent. */
  AGENT_DATA("agent data"),
  /** An active agent saying that it is alive; nothing is answered. */
  ACTIVE_CHECK_HEARTBEAT("active check heartbeat"),
  /** An active proxy asking for its configuration. */
  PROXY_CONFIG("proxy config"),
  /** Values, availability and tasks from a proxy. */
  PROXY_DATA("proxy data"),
  /** A proxy before 6.4 saying that it is alive. */
  PROXY_HEARTBEAT("proxy heartbeat"),
  /** What only a passive proxy is asked. */
  PROXY_TASKS("proxy tasks"),
  /** A question for the server's own counters. */
  ZABBIX_STATS("zabbix.stats"),
  /** The web frontend asking for the queue of late items. */
  QUEUE_GET("queue.get"),
  /** The web frontend asking for the server's state. */
  STATUS_GET("status.get"),
  /** Values that came to the web frontend's API. */
  HISTORY_PUSH("history.push"),
  /** A question that the poller asked an agent. */
  POLL("poll"),
  /** A question for one key, that somebody asked a mock agent. */
  PASSIVE_CHECK("passive checks"),
  /** One value as {@code host:key:value} text or {@code <req>} XML, from clients of Zabbix 1.x. */
  LEGACY_DATA("legacy data"),
  /** A request that a Zabbix server does not know, or that has no name. */
  UNKNOWN("unknown"),
  /** Bytes that are no packet, or a packet whose text is no request. */
  UNREADABLE("unreadable"),
  /** A connection that sent nothing at all, such as a port probe. */
  EMPTY("empty");

  private final String wireName;

  RequestKind(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the {@code request} member; for kinds that have none, a word of ours. */
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
