package org.mockzabbix.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemValue.Source;

/** The kind of a request, named after the {@code request} member that clients send. */
public enum RequestKind {
  /** Values from {@code zabbix_sender} or a compatible client. */
  SENDER_DATA("sender data", Source.SENDER, HistoryDecoder::senderData),
  /** An active agent requests the items to check. */
  ACTIVE_CHECKS("active checks", null, AgentDecoder::activeChecks),
  /** Values from an active agent. */
  AGENT_DATA("agent data", Source.ACTIVE_AGENT, HistoryDecoder::agentData),
  /** An active agent reports that it is alive; the server does not respond. */
  ACTIVE_CHECK_HEARTBEAT("active check heartbeat", null, AgentDecoder::heartbeat),
  /** An active proxy requests its configuration. */
  PROXY_CONFIG("proxy config", null, ProxyDecoder::config),
  /** Values, availability and tasks from a proxy. */
  PROXY_DATA("proxy data", Source.PROXY, ProxyDecoder::data),
  /** A proxy before 6.4 reports that it is alive. */
  PROXY_HEARTBEAT("proxy heartbeat", null, ProxyDecoder::heartbeat),
  /** A server requests the tasks of a passive proxy. */
  PROXY_TASKS("proxy tasks", null, null),
  /** A client requests the server's internal counters. */
  ZABBIX_STATS("zabbix.stats", null, FrontendDecoder::stats),
  /** The web frontend requests the queue of late items. */
  QUEUE_GET("queue.get", null, FrontendDecoder::request),
  /** The web frontend requests the state of the server. */
  STATUS_GET("status.get", null, FrontendDecoder::request),
  /** Values sent to the web frontend's API. */
  HISTORY_PUSH("history.push", Source.HISTORY_PUSH, HistoryDecoder::historyPush),
  /** The poller requested a value from an agent. */
  POLL("poll", Source.POLL, null),
  /** A client requests the value of a key from a mock agent. */
  PASSIVE_CHECK("passive checks", null, null),
  /** One value as {@code host:key:value} or {@code <req>} XML, from clients of Zabbix 1.x. */
  LEGACY_DATA("legacy data", Source.LEGACY_SENDER, null),
  /** A request that a Zabbix server does not know, or that has no name. */
  UNKNOWN("unknown", null, json -> Request.Invalid.unknown(json.text("request"))),
  /** Bytes that are not a packet, or a packet without a request. */
  UNREADABLE("unreadable", null, null),
  /** A connection without any data, for example a port probe. */
  EMPTY("empty", null, null);

  private static final Map<String, RequestKind> BY_NAME = new HashMap<>();

  static {
    for (RequestKind kind : values()) {
      if (kind.decoder != null) {
        BY_NAME.put(kind.wireName, kind);
      }
    }
  }

  private final String wireName;
  private final @Nullable Source source;
  private final @Nullable Function<JsonRequest, Request> decoder; // null: not a request in JSON

  RequestKind(
      String wireName, @Nullable Source source, @Nullable Function<JsonRequest, Request> decoder) {
    this.wireName = wireName;
    this.source = source;
    this.decoder = decoder;
  }

  /** Returns the kind that a server understands by this name, or {@link #UNKNOWN}. */
  static RequestKind named(@Nullable String name) {
    return BY_NAME.getOrDefault(name, UNKNOWN);
  }

  Request decode(JsonRequest json) {
    if (decoder == null) {
      throw new IllegalStateException(this + " is not a request in JSON");
    }
    return decoder.apply(json);
  }

  /** Returns the value of the {@code request} member, or a name of its own for other kinds. */
  public String wireName() {
    return wireName;
  }

  /** Returns who delivers values with requests of this kind; null if they have no values. */
  public @Nullable Source source() {
    return source;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
