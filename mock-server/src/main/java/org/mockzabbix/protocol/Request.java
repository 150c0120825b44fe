package org.mockzabbix.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/** A decoded request to a trapper port or an agent, or the result of a poll. */
public sealed interface Request {

  /** Returns the kind of this request; of an invalid request, the kind it was meant to be. */
  RequestKind kind();

  /** Returns the values that this request delivers. */
  default RequestValues values() {
    return HistoryRows.NONE;
  }

  /** Returns the technical name of the host that this request is about; null if it names none. */
  default @Nullable String host() {
    return null;
  }

  /** Returns the name of the proxy that sent this request; null if no proxy did. */
  default @Nullable String proxy() {
    return null;
  }

  /** Returns the item key whose value is requested from an agent; null for other requests. */
  default @Nullable String requestedKey() {
    return null;
  }

  /**
   * Returns why this request could not be processed, for the author of the client; null if it
   * could.
   */
  default @Nullable String reason() {
    return null;
  }

  /**
   * Values from {@code zabbix_sender} or a compatible client.
   *
   * @param host the host of a client that sends its values by itemid, as servers before 7.0 accept;
   *     null if each value has its own host
   */
  record SenderData(RequestValues values, @Nullable String session, @Nullable String host)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.SENDER_DATA;
    }
  }

  /**
   * An active agent's request for the items to check on {@code host}.
   *
   * @param session a token that changes when the agent restarts; null before 6.4
   * @param configRevision the revision of the agent's current list; 0 if it does not have one
   * @param legacy whether the request is {@code ZBX_GET_ACTIVE_CHECKS}, without JSON
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

    /**
     * Returns the registration of the agent. If it sent no address, a server takes that of the
     * connection.
     *
     * @param peer the IP address of the connection
     * @param tls the encryption of the connection; null without encryption
     */
    public AgentRegistration registrationFrom(String peer, @Nullable TlsInfo tls) {
      Objects.requireNonNull(peer, "peer must not be null");
      String name = Objects.requireNonNullElse(registration.interfaceName(), "");
      boolean isAddress = HostAndPort.isAddress(name);
      Long port = registration.port();
      return new AgentRegistration(
          host,
          Objects.requireNonNullElse(registration.hostMetadata(), ""),
          isAddress ? name : Objects.requireNonNullElse(registration.ip(), peer),
          isAddress ? "" : name,
          port == null ? AgentRegistration.DEFAULT_PORT : port,
          tls == null ? TlsMode.UNENCRYPTED : tls.mode(),
          null,
          !isAddress && !name.isEmpty());
    }
  }

  /**
   * The details by which a server can register an agent that requests its checks. A member is null
   * if the agent did not send it.
   *
   * @param interfaceName the {@code interface} member: the address or name under which to poll the
   *     agent
   * @param ip the address that the agent listens on
   * @param port the port that the agent listens on; agents send it only if it is not 10050
   * @param variant 1 for Zabbix agent, 2 for Zabbix agent 2
   */
  record Registration(
      @Nullable String hostMetadata,
      @Nullable String interfaceName,
      @Nullable String ip,
      @Nullable Long port,
      @Nullable Long variant) {

    /** The registration of an agent that sends no details. */
    public static final Registration NONE = new Registration(null, null, null, null, null);
  }

  /**
   * Values and results of remote commands from an active agent.
   *
   * @param host null from agents that send the host with each value
   * @param hasData whether the request has a list of values; it may have only results of commands
   */
  record AgentData(
      RequestValues values,
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
   * The result of a remote command.
   *
   * @param id the number of the command
   * @param value its output; null if it failed
   * @param error the reason of the failure; null if the command did not fail
   */
  record CommandResult(long id, @Nullable String value, @Nullable String error) {}

  /**
   * An active agent's report that it is alive.
   *
   * @param heartbeatFreq the interval of these reports in seconds; null if it was not sent
   */
  record ActiveCheckHeartbeat(@Nullable String host, @Nullable Long heartbeatFreq)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.ACTIVE_CHECK_HEARTBEAT;
    }
  }

  /**
   * An active proxy's request for its configuration.
   *
   * @param session a token that changes when the proxy restarts; null before 6.4
   * @param configRevision the revision of the proxy's configuration; 0 if it does not have one
   * @param defect why a server since 7.0 refuses the session or revision; null if both are valid
   */
  record ProxyConfig(
      String proxy,
      AgentVersion version,
      @Nullable String session,
      long configRevision,
      @Nullable String defect)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_CONFIG;
    }
  }

  /**
   * Data that a proxy collected. Without values, it is a request for tasks.
   *
   * @param values the {@code history data}
   * @param sections the names of the sections that the data has
   * @param more whether the proxy has more data to send immediately
   * @param report what the proxy reports in addition to values
   * @param defect what is wrong in sections; null if all are valid
   */
  record ProxyData(
      String proxy,
      AgentVersion version,
      @Nullable String session,
      RequestValues values,
      List<String> sections,
      boolean more,
      ProxyReport report,
      @Nullable SectionDefect defect)
      implements Request {

    public ProxyData {
      sections = List.copyOf(sections);
    }

    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_DATA;
    }
  }

  /**
   * A defect in the sections of a proxy's data.
   *
   * @param info the words of the server, a line for each section
   * @param refused whether the server refuses the data, because the last section is wrong
   */
  record SectionDefect(String info, boolean refused) {}

  /** A report of a proxy before 6.4 that it is alive. */
  record ProxyHeartbeat(String proxy) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PROXY_HEARTBEAT;
    }
  }

  /**
   * A request for the server's internal counters.
   *
   * @param queue whether the client requests only the length of the queue
   */
  record ZabbixStats(boolean queue) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.ZABBIX_STATS;
    }
  }

  /**
   * A request of the web frontend, for which it needs a valid user session.
   *
   * @param sid the session id of the user; null if it was not sent
   * @param parameters the other members as text, for example {@code type} or {@code scriptid}, in
   *     the order sent; without objects and arrays
   * @param data the JSON of the object or array {@code data}; null if it was not sent
   */
  record FrontendRequest(
      RequestKind kind, @Nullable String sid, Map<String, String> parameters, @Nullable String data)
      implements Request {

    public FrontendRequest {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Returns the {@code type} of a request for the queue or the status; null if not sent. */
    public @Nullable String type() {
      return parameters.get("type");
    }
  }

  /**
   * Values sent to the web frontend's API, each with its {@code itemid} or with host and key.
   *
   * @param sid the session id of the user; null if it was not sent
   * @param clientip the address of the API's client; null if it was not sent
   * @param defect why a server refuses the whole request of a valid session; null if it does not
   */
  record HistoryPush(
      RequestValues values,
      @Nullable String sid,
      @Nullable String clientip,
      @Nullable String defect)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.HISTORY_PUSH;
    }
  }

  /**
   * A request to an agent for the value of one key.
   *
   * @param key the key as sent, which may be invalid
   * @param form the form of the request and of its response
   * @param timeout the longest time that the check may take; null if it was not sent
   */
  record PassiveCheck(String key, PassiveCheckFormat form, @Nullable String timeout)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.PASSIVE_CHECK;
    }

    @Override
    public String requestedKey() {
      return key;
    }

    /** Returns what is wrong with the key, for the author of the client; empty if it is valid. */
    public Optional<String> keyDefect() {
      return key.isEmpty()
          ? Optional.empty()
          : ItemKey.defect(key)
              .map(defect -> "the key " + Quoting.quote(key) + " is not valid: " + remedy(defect));
    }

    private String remedy(String defect) {
      if (key.startsWith("\uFEFF")) {
        return "remove the byte order mark (ef bb bf) before it";
      }
      return key.startsWith("\"") && key.endsWith("\"") ? "remove the quotes around it" : defect;
    }

    /** Returns whether an agent accepts the timeout, which must be from 1 s to 600 s if set. */
    public boolean hasValidTimeout() {
      return timeout == null || PassiveCheckDecoder.isTimeout(timeout);
    }
  }

  /** The formats of a passive check. */
  enum PassiveCheckFormat {
    /** Only the key, which all agents understand. */
    PLAIN,
    /** JSON, for agents of 7.0 and later. */
    JSON
  }

  /**
   * A value in a form of Zabbix 1.x that servers still accept: {@code host:key:value}, or XML with
   * base64 members.
   *
   * @param jsonLike whether the text is JSON that does not begin with <code>{</code>, so that the
   *     server misreads it
   * @param hint text that begins with a colon and names the likely mistake of the client, or is
   *     empty
   */
  record LegacyData(ItemName item, String value, boolean jsonLike, String hint) implements Request {

    /** Creates data as a client should send it. */
    public LegacyData(ItemName item, String value) {
      this(item, value, false, "");
    }

    @Override
    public RequestKind kind() {
      return RequestKind.LEGACY_DATA;
    }

    @Override
    public String host() {
      return item.host();
    }

    @Override
    public RequestValues values() {
      return SoleValue.of(item, value, hint);
    }
  }

  /**
   * A passive check of the poller, and its result.
   *
   * @param form the form of the last attempt
   */
  record CompletedPoll(ItemName item, CheckResult result, PassiveCheckFormat form)
      implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.POLL;
    }

    @Override
    public RequestValues values() {
      return result.valuesOf(item);
    }
  }

  /**
   * A passive check of the poller that failed.
   *
   * @param reason the reason of the failure, for example that the agent refused the connection
   */
  record FailedPoll(ItemName item, String reason) implements Request {
    @Override
    public RequestKind kind() {
      return RequestKind.POLL;
    }
  }

  /**
   * Data that the server cannot process as a request.
   *
   * @param kind the kind of a request that the server refused; {@code UNKNOWN}, {@code UNREADABLE}
   *     or {@code EMPTY} for all other data
   * @param reason the reason why the request is invalid, for the author of the client
   * @param info the reason that the server sends; null if it closes without a response
   */
  record Invalid(RequestKind kind, String reason, @Nullable String info) implements Request {

    private static final String HALF_CLOSED = "the peer closed without sending a byte";

    static Invalid refused(RequestKind kind, String info) {
      return refused(kind, info, "");
    }

    /** Returns a refused request whose reason adds a hint to what the server sends. */
    static Invalid refused(RequestKind kind, String info, String hint) {
      return new Invalid(kind, info + hint, info);
    }

    /** Returns an invalid request whose data is not a packet, or not a request. */
    public static Invalid unreadable(String reason) {
      return new Invalid(RequestKind.UNREADABLE, reason, null);
    }

    static Invalid unreadable(String reason, String info) {
      return new Invalid(RequestKind.UNREADABLE, reason, info);
    }

    /** Returns an invalid request of a connection that ended without data, as {@code reason}. */
    public static Invalid empty(String reason) {
      return new Invalid(RequestKind.EMPTY, reason, null);
    }

    /** Returns an invalid request of a client that ended its output without sending a byte. */
    public static Invalid halfClosed() {
      return empty(HALF_CLOSED);
    }

    /**
     * Returns whether the client ended its output without sending a byte. Some programs respond to
     * it.
     */
    public boolean isHalfClosed() {
      return kind == RequestKind.EMPTY && reason.equals(HALF_CLOSED);
    }

    /** Returns an invalid request that a server does not know, for this reason. */
    static Invalid unknown(String reason) {
      return new Invalid(RequestKind.UNKNOWN, reason, null);
    }
  }
}
