package org.mockzabbix.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.json.Utf8;

/** What a peer said on the trapper port, told apart by kind. */
public sealed interface Request {

  /** Which kind of request this is or was meant to be. */
  RequestKind kind();

  /**
   * The rows of values it brings; null for requests that bring none.
   *
   * <p>Where values came from is {@link #valuesOf()}.
   */
  default @Nullable HistoryRows rows() {
    return null;
  }

  /** Who delivers the rows, as far as the request says: a host's agent, a proxy; null otherwise. */
  default @Nullable String valuesOf() {
    return null;
  }

  /** The one value it brings, if it is of a kind that brings one by itself; null otherwise. */
  default @Nullable SingleValue single() {
    return null;
  }

  /**
   * A value that came by itself, not as a row of JSON.
   *
   * @param value its text; the reason if it is not supported, and null if there was no data
   * @param support whether the item is supported
   */
  record SingleValue(ItemName item, @Nullable String value, Support support) {}

  /** Whether an item could be checked. */
  enum Support {
    SUPPORTED,
    NOT_SUPPORTED
  }

  /** Item values pushed by {@code zabbix_sender} or a compatible client. */
  record SenderData(HistoryRows rows, @Nullable String session) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.SENDER_DATA;
    }
  }

  /**
   * An active agent asking which items to check for {@code host}.
   *
   * @param session tells one start of the agent from the next; null before 6.4
   * @param configRevision the revision of the list that the agent has; zero if it has none
   * @param legacy whether it was asked as {@code ZBX_GET_ACTIVE_CHECKS}, without JSON
   */
  record ActiveChecks(
      String host,
      AgentVersion version,
      @Nullable String session,
      long configRevision,
      Registration registration,
      boolean legacy)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.ACTIVE_CHECKS;
    }
  }

  /**
   * What an agent says of itself when it asks for its checks, so that a server can register it.
   * Each member is null where the agent left it out.
   *
   * @param interfaceName the {@code interface} member: an address or name under which to poll it
   * @param ip the address it listens on
   * @param port the port it listens on; agents say it only if it is not 10050
   * @param variant 1 for the C agent, 2 for agent 2
   */
  record Registration(
      @Nullable String hostMetadata,
      @Nullable String interfaceName,
      @Nullable String ip,
      @Nullable Long port,
      @Nullable Long variant) {

    /** An agent that says nothing of itself. */
    public static final Registration NONE = new Registration(null, null, null, null, null);
  }

  /**
   * Values and results of remote commands from an active agent.
   *
   * @param host null from agents that name the host in each row
   * @param hasData whether there are rows to look at; results of commands may come alone
   */
  record AgentData(
      HistoryRows rows,
      @Nullable String host,
      AgentVersion version,
      @Nullable String session,
      List<CommandResult> commands,
      boolean hasData)
      implements Request {

    public AgentData {
      commands = List.copyOf(commands);
    }

    @Override
    public RequestKind kind() {
      return RequestKind.AGENT_DATA;
    }
  }

  /**
   * What a remote command gave.
   *
   * @param id the number the server gave the command
   * @param value its output; null if it failed
   * @param error why it failed; null if it did not
   */
  record CommandResult(long id, @Nullable String value, @Nullable String error) {}

  /**
   * An active agent saying that it is alive.
   *
   * @param heartbeatFreq how often it will say so, in seconds; null if it does not tell
   */
  record ActiveCheckHeartbeat(@Nullable String host, @Nullable Long heartbeatFreq)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.ACTIVE_CHECK_HEARTBEAT;
    }
  }

  /**
   * An active proxy asking for its configuration.
   *
   * @param session tells one start of the proxy from the next; null before 6.4
   * @param configRevision the revision of the configuration it has; zero if it has none
   */
  record ProxyConfig(
      String proxy, AgentVersion version, @Nullable String session, long configRevision)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_CONFIG;
    }
  }

  /**
   * What a proxy has collected; without any row it asks whether there are tasks.
   *
   * @param rows the {@code history data}
   * @param more whether it has more to deliver at once
   */
  record ProxyData(
      String proxy,
      AgentVersion version,
      @Nullable String session,
      HistoryRows rows,
      List<String> sections,
      boolean more)
      implements Request {

    public ProxyData {
      sections = List.copyOf(sections);
    }

    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_DATA;
    }

    @Override
    public String valuesOf() {
      return proxy;
    }
  }

  /** A proxy before 6.4 saying that it is alive. */
  record ProxyHeartbeat(String proxy) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_HEARTBEAT;
    }
  }

  /**
   * A question for the server's own counters.
   *
   * @param queue whether only the length of the queue is asked for
   */
  record ZabbixStats(boolean queue) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.ZABBIX_STATS;
    }
  }

  /** A question that only a web frontend with a valid session is answered. */
  record FrontendQuestion(RequestKind kind, @Nullable String sid, @Nullable String type)
      implements Request {}

  /** Values that came to the web frontend's API, each by {@code itemid} or by host and key. */
  record HistoryPush(HistoryRows rows, @Nullable String sid) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.HISTORY_PUSH;
    }
  }

  /**
   * A question for one key, to an agent.
   *
   * @param key the key as it was asked, which may break the rules
   * @param form how it was asked, and is to be answered
   * @param timeout how long the check may take, as the JSON form says; null if it does not
   */
  record PassiveCheck(String key, CheckForm form, @Nullable String timeout) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PASSIVE_CHECK;
    }
  }

  /** The two ways to ask an agent. */
  enum CheckForm {
    /** The bare key in a packet, which every agent understands. */
    PLAIN,
    /** JSON, which agents of 7.0 and later understand. */
    JSON
  }

  /**
   * One value in a form of Zabbix 1.x that servers still take: {@code host:key:value}, or XML with
   * base64 members.
   *
   * @param jsonLike whether the text is JSON that does not begin with <code>{</code>, which a
   *     server reads this way by mistake of the client
   */
  record LegacyData(ItemName item, String value, boolean jsonLike) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.LEGACY_DATA;
    }

    @Override
    public SingleValue single() {
      return new SingleValue(item, value, Support.SUPPORTED);
    }
  }

  /**
   * A key that the poller asked an agent for, and what the agent said.
   *
   * @param form how it was asked in the end
   */
  record Polled(ItemName item, CheckResult result, CheckForm form) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.POLL;
    }

    @Override
    public SingleValue single() {
      if (result instanceof CheckResult.Value value) {
        return new SingleValue(item, value.text(), Support.SUPPORTED);
      }
      if (result instanceof CheckResult.NotSupported notSupported) {
        String reason = notSupported.reason();
        return new SingleValue(item, reason == null ? "" : reason, Support.NOT_SUPPORTED);
      }
      return new SingleValue(item, null, Support.SUPPORTED);
    }
  }

  /**
   * A key that the poller asked an agent for, in vain.
   *
   * @param error what went wrong on the way
   */
  record PollFailed(ItemName item, String error) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.POLL;
    }
  }

  /**
   * A request of a known kind whose form the server refuses.
   *
   * @param info what the server answers
   */
  record Refused(RequestKind kind, String info) implements Request {}

  /**
   * A request that the server does not know, and therefore closes on.
   *
   * @param name what {@code request} said; null if it was missing or a container
   */
  record Unknown(@Nullable String name) implements Request {

    private static final int QUOTED_NAME = 64;

    @Override
    public RequestKind kind() {
      return RequestKind.UNKNOWN;
    }

    /** What was wrong, in words for the author of the client. */
    public String reason() {
      if (name == null) {
        return "the JSON has no \"request\" string";
      }
      return switch (name) {
        case "passive checks" ->
            "\"passive checks\" is what a server asks an agent: is this the wrong port?";
        case "proxy tasks" ->
            "\"proxy tasks\" is what a server asks a passive proxy: is this the wrong port?";
        default -> "no Zabbix server knows the request \"" + shortened(name) + "\"";
      };
    }

    private static String shortened(String name) {
      String start = Utf8.cut(name, QUOTED_NAME);
      return start.length() < name.length() ? start + "..." : name;
    }
  }

  /**
   * Bytes that are no packet, or a packet whose text is no request.
   *
   * @param reason what was wrong, in words for the author of the client
   * @param info what the server answers; null if it just closes
   */
  record Unreadable(String reason, @Nullable String info) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.UNREADABLE;
    }
  }

  /**
   * A connection that ended without a byte.
   *
   * @param reason how it ended
   */
  record Empty(String reason) implements Request {

    /** The reason where the peer ended its output, which some programs answer all the same. */
    public static final String HALF_CLOSED = "the peer closed without sending a byte";

    @Override
    public RequestKind kind() {
      return RequestKind.EMPTY;
    }
  }
}
