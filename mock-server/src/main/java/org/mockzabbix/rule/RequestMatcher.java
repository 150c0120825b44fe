package org.mockzabbix.rule;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;

/**
 * Tells which requests a rule is for. Immutable; each step narrows it.
 *
 * <pre>{@code RequestMatcher.senderData().from("web01")}</pre>
 */
public final class RequestMatcher {

  /** The matcher of rules for connections, which matches no request. */
  static final RequestMatcher CONNECTIONS = of("connections", incoming -> false);

  private final String description;
  private final Predicate<Incoming> predicate;
  private final Predicate<SentRow> row; // all that is asked of one and the same row
  private final boolean looksAtRows;

  private RequestMatcher(
      String description,
      Predicate<Incoming> predicate,
      Predicate<SentRow> row,
      boolean looksAtRows) {
    this.description = description;
    this.predicate = predicate;
    this.row = row;
    this.looksAtRows = looksAtRows;
  }

  private static RequestMatcher of(String description, Predicate<Incoming> predicate) {
    return new RequestMatcher(description, predicate, any -> true, false);
  }

  /** Every request that could be read. */
  public static RequestMatcher anyRequest() {
    return of(
        "any request",
        incoming ->
            incoming.request().kind() != RequestKind.UNREADABLE
                && incoming.request().kind() != RequestKind.EMPTY);
  }

  /** Requests of one kind. */
  public static RequestMatcher request(RequestKind kind) {
    return of(kind.wireName(), incoming -> incoming.request().kind() == kind);
  }

  /** Values from senders. */
  public static RequestMatcher senderData() {
    return request(RequestKind.SENDER_DATA);
  }

  /** Values from active agents. */
  public static RequestMatcher agentData() {
    return request(RequestKind.AGENT_DATA);
  }

  /** Active agents asking what to check. */
  public static RequestMatcher activeChecks() {
    return request(RequestKind.ACTIVE_CHECKS);
  }

  /** Active agents saying that they are alive. */
  public static RequestMatcher activeCheckHeartbeat() {
    return request(RequestKind.ACTIVE_CHECK_HEARTBEAT);
  }

  /** Proxies asking for their configuration. */
  public static RequestMatcher proxyConfig() {
    return request(RequestKind.PROXY_CONFIG);
  }

  /** Proxies delivering, or asking for tasks. */
  public static RequestMatcher proxyData() {
    return request(RequestKind.PROXY_DATA);
  }

  /** Somebody asking an agent for a key. */
  public static RequestMatcher passiveChecks() {
    return request(RequestKind.PASSIVE_CHECK);
  }

  /**
   * Only what is about this host, or comes from this proxy; of several rows the first one decides.
   */
  public RequestMatcher from(String host) {
    return and("from " + host, incoming -> incoming.host().equals(host));
  }

  /** The same for hosts whose whole name {@code regex} matches. */
  public RequestMatcher from(Pattern regex) {
    Predicate<String> matches = regex.asMatchPredicate();
    return and("from /" + regex + "/", incoming -> matches.test(incoming.host()));
  }

  /** The same for hosts like {@code glob}: {@code *} is anything, {@code ?} one character. */
  public RequestMatcher fromLike(String glob) {
    Predicate<String> like = Glob.like(glob);
    return and("from like " + glob, incoming -> like.test(incoming.host()));
  }

  /**
   * Only with a row for this key, as text, or a question for it. All that is said about keys,
   * values and rows must be true of one and the same row.
   */
  public RequestMatcher withKey(String key) {
    return withRow("with key " + key, row -> row.key().equals(key));
  }

  /** The same for keys that {@code regex} matches as a whole. */
  public RequestMatcher withKey(Pattern regex) {
    Predicate<String> matches = regex.asMatchPredicate();
    return withRow("with key /" + regex + "/", row -> matches.test(row.key()));
  }

  /** The same for keys like {@code glob}: {@code *} is anything, {@code ?} one character. */
  public RequestMatcher withKeyLike(String glob) {
    Predicate<String> like = Glob.like(glob);
    return withRow("with key like " + glob, row -> like.test(row.key()));
  }

  /** Only with a row of this value: the text that a server would store. */
  public RequestMatcher withValue(String value) {
    return withRow("with value " + value, row -> row.value().equals(value));
  }

  /** The same for values that {@code regex} matches as a whole. */
  public RequestMatcher withValue(Pattern regex) {
    Predicate<String> matches = regex.asMatchPredicate();
    return withRow("with value /" + regex + "/", row -> matches.test(row.value()));
  }

  /** The same for values like {@code glob}: {@code *} is anything, {@code ?} one character. */
  public RequestMatcher withValueLike(String glob) {
    Predicate<String> like = Glob.like(glob);
    return withRow("with value like " + glob, row -> like.test(row.value()));
  }

  /** Only with a row that {@code predicate} accepts; {@code description} names it in listings. */
  public RequestMatcher withRow(String description, Predicate<SentRow> predicate) {
    return new RequestMatcher(
        this.description + " " + description, this.predicate, row.and(predicate), true);
  }

  /** Only from this address, such as {@code 192.0.2.1} or {@code ::1}. */
  public RequestMatcher fromPeer(String address) {
    String peer = HostAndPort.canonicalHost(address);
    return and(
        "from peer " + address,
        incoming -> HostAndPort.host(incoming.peer().getAddress()).equals(peer));
  }

  /**
   * Only on the connection with this number, as {@code Exchange.connection()} shows it. The numbers
   * begin with 1 when the server starts, and go on over a reset; to count from now on, use {@link
   * Rule#skip}.
   */
  public RequestMatcher onConnection(long number) {
    return and("on connection " + number, incoming -> incoming.connection() == number);
  }

  /** Only what {@code predicate} accepts; {@code description} names it where rules are listed. */
  public RequestMatcher and(String description, Predicate<Incoming> predicate) {
    return new RequestMatcher(
        this.description + " " + description, this.predicate.and(predicate), row, looksAtRows);
  }

  /** Whether this request is meant. */
  public boolean matches(Incoming incoming) {
    return predicate.test(incoming) && (!looksAtRows || incoming.sentRows().stream().anyMatch(row));
  }

  @Override
  public String toString() {
    return description;
  }
}
