package org.mockzabbix.protocol;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue.Source;

/** The kind of a request, named after the {@code request} member that clients send. */
public enum RequestKind {
  /** Values from {@code zabbix_sender} or a compatible client. */
  SENDER_DATA("sender data", Source.SENDER),
  /** An active agent requests the items to check. */
  ACTIVE_CHECKS("active checks", null),
  /** Values from an active agent. */
  AGENT_DATA("agent data", Source.ACTIVE_AGENT),
  /** An active agent reports that it is alive; the server does not respond. */
  ACTIVE_CHECK_HEARTBEAT("active check heartbeat", null),
  /** An active proxy requests its configuration. */
  PROXY_CONFIG("proxy config", null),
  /** Values, availability and tasks from a proxy. */
  PROXY_DATA("proxy data", Source.PROXY),
  /** A proxy before 6.4 reports that it is alive. */
  PROXY_HEARTBEAT("proxy heartbeat", null),
  /** A server requests the tasks of a passive proxy. */
  PROXY_TASKS("proxy tasks", null),
  /** A client requests the server's internal counters. */
  ZABBIX_STATS("zabbix.stats", null),
  /** The web frontend requests the queue of late items. */
  QUEUE_GET("queue.get", null),
  /** The web frontend requests the state of the server. */
  STATUS_GET("status.get", null),
  /** The web frontend requests the output of a global script. */
  COMMAND("command", null),
  /** The web frontend requests a test of an item. */
  ITEM_TEST("item.test", null),
  /** The web frontend requests the results of expressions. */
  EXPRESSIONS_EVALUATE("expressions.evaluate", null),
  /** The web frontend of 6.0 requests a test of preprocessing steps. */
  PREPROCESSING_TEST("preprocessing.test", null),
  /** The web frontend requests a test of a media type. */
  ALERT_SEND("alert.send", null),
  /** The web frontend requests a test of a scheduled report. */
  REPORT_TEST("report.test", null),
  /** Values sent to the web frontend's API. */
  HISTORY_PUSH("history.push", Source.HISTORY_PUSH),
  /** The poller requested a value from an agent. */
  POLL("poll", Source.POLL),
  /** A client requests the value of a key from a mock agent. */
  PASSIVE_CHECK("passive checks", null),
  /** One value as {@code host:key:value} or {@code <req>} XML, from clients of Zabbix 1.x. */
  LEGACY_DATA("legacy data", Source.LEGACY_SENDER),
  /** A request that a Zabbix server does not know, or that has no name. */
  UNKNOWN("unknown", null),
  /** Bytes that are not a packet, or a packet without a request. */
  UNREADABLE("unreadable", null),
  /** A connection without any data, for example a port probe. */
  EMPTY("empty", null);

  private static final Map<String, RequestKind> BY_NAME = new LinkedHashMap<>();

  /** The kinds without a {@code request} name in the requests to a server. */
  private static final Set<RequestKind> WITHOUT_NAME =
      EnumSet.of(PROXY_TASKS, POLL, PASSIVE_CHECK, LEGACY_DATA, UNKNOWN, UNREADABLE, EMPTY);

  static {
    for (RequestKind kind : EnumSet.complementOf(EnumSet.copyOf(WITHOUT_NAME))) {
      BY_NAME.put(kind.wireName, kind);
    }
  }

  private final String wireName;
  private final @Nullable Source source;

  RequestKind(String wireName, @Nullable Source source) {
    this.wireName = wireName;
    this.source = source;
  }

  /** Returns the names by which clients request something from a server. */
  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** Returns the kind that a server understands by this name, or {@link #UNKNOWN}. */
  static RequestKind named(@Nullable String name) {
    return BY_NAME.getOrDefault(name, UNKNOWN);
  }

  /** Returns the value of the {@code request} member, or the name of a kind without this member. */
  public String wireName() {
    return wireName;
  }

  /**
   * Returns the kind of client that sends values with requests of this kind; null if they have no
   * values.
   */
  public @Nullable Source source() {
    return source;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
