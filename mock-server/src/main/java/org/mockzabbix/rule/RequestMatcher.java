package org.mockzabbix.rule;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.InterruptibleText;

/**
 * Matches the requests that a rule is for. Immutable: each method returns a narrower matcher.
 *
 * <pre>{@code RequestMatcher.senderData().from("web01")}</pre>
 */
public final class RequestMatcher {

  /** The matcher of rules for connections, which matches no request. */
  static final RequestMatcher CONNECTIONS = of("connections", incoming -> false);

  private final String description;
  private final Predicate<IncomingRequest> predicate;
  private final Predicate<IncomingValue> value; // all conditions on a single value
  private final boolean readsValues;

  private RequestMatcher(
      String description,
      Predicate<IncomingRequest> predicate,
      Predicate<IncomingValue> value,
      boolean readsValues) {
    this.description = description;
    this.predicate = predicate;
    this.value = value;
    this.readsValues = readsValues;
  }

  private static RequestMatcher of(String description, Predicate<IncomingRequest> predicate) {
    return new RequestMatcher(description, predicate, any -> true, false);
  }

  /** Matches every request that can be decoded. */
  public static RequestMatcher anyRequest() {
    return of(
        "any request",
        incoming ->
            incoming.request().kind() != RequestKind.UNREADABLE
                && incoming.request().kind() != RequestKind.EMPTY);
  }

  /** Matches the requests of one kind. */
  public static RequestMatcher request(RequestKind kind) {
    Objects.requireNonNull(kind, "kind must not be null");
    return of(kind.wireName(), incoming -> incoming.request().kind() == kind);
  }

  /** Matches values from senders. */
  public static RequestMatcher senderData() {
    return request(RequestKind.SENDER_DATA);
  }

  /** Matches values from active agents. */
  public static RequestMatcher agentData() {
    return request(RequestKind.AGENT_DATA);
  }

  /** Matches the requests of active agents for their checks. */
  public static RequestMatcher activeChecks() {
    return request(RequestKind.ACTIVE_CHECKS);
  }

  /** Matches the heartbeats of active agents. */
  public static RequestMatcher activeCheckHeartbeat() {
    return request(RequestKind.ACTIVE_CHECK_HEARTBEAT);
  }

  /** Matches the requests of proxies for their configuration. */
  public static RequestMatcher proxyConfig() {
    return request(RequestKind.PROXY_CONFIG);
  }

  /** Matches data from proxies, and their requests for tasks. */
  public static RequestMatcher proxyData() {
    return request(RequestKind.PROXY_DATA);
  }

  /** Matches the requests of pollers for a key, which agents receive. */
  public static RequestMatcher passiveChecks() {
    return request(RequestKind.PASSIVE_CHECK);
  }

  /**
   * Matches only requests about this host, or from this proxy. If a request names its hosts only in
   * its values, the first value decides.
   */
  public RequestMatcher from(String host) {
    Objects.requireNonNull(host, "host must not be null");
    return and("from " + host, incoming -> incoming.host().equals(host));
  }

  /**
   * Matches only requests about a host, or from a proxy, whose whole name matches {@code regex}.
   */
  public RequestMatcher from(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    Predicate<String> matches = text -> InterruptibleText.matches(regex, text);
    return and("from /" + regex + "/", incoming -> matches.test(incoming.host()));
  }

  /**
   * Matches only requests about a host, or from a proxy, whose name matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher fromLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    Predicate<String> like = Glob.compile(glob);
    return and("from like " + glob, incoming -> like.test(incoming.host()));
  }

  /**
   * Matches only requests with a value for this key, or for the value of this key. All conditions
   * on key and value must match the same value of the request.
   *
   * @param key compared as text
   */
  public RequestMatcher withKey(String key) {
    Objects.requireNonNull(key, "key must not be null");
    return withValueMatching("with key " + key, sent -> sent.key().equals(key));
  }

  /** Matches only requests with a key whose whole text matches {@code regex}. */
  public RequestMatcher withKey(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    Predicate<String> matches = text -> InterruptibleText.matches(regex, text);
    return withValueMatching("with key /" + regex + "/", sent -> matches.test(sent.key()));
  }

  /**
   * Matches only requests with a key that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withKeyLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    Predicate<String> like = Glob.compile(glob);
    return withValueMatching("with key like " + glob, sent -> like.test(sent.key()));
  }

  /** Matches only requests with this value, compared as the text that a server stores. */
  public RequestMatcher withValue(String value) {
    Objects.requireNonNull(value, "value must not be null");
    return withValueMatching("with value " + value, sent -> sent.value().equals(value));
  }

  /** Matches only requests with a value whose whole text matches {@code regex}. */
  public RequestMatcher withValue(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    Predicate<String> matches = text -> InterruptibleText.matches(regex, text);
    return withValueMatching("with value /" + regex + "/", sent -> matches.test(sent.value()));
  }

  /**
   * Matches only requests with a value that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withValueLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    Predicate<String> like = Glob.compile(glob);
    return withValueMatching("with value like " + glob, sent -> like.test(sent.value()));
  }

  /**
   * Matches only requests with a value that {@code predicate} accepts.
   *
   * @param description names the condition wherever the rule is printed
   */
  public RequestMatcher withValueMatching(String description, Predicate<IncomingValue> predicate) {
    Objects.requireNonNull(description, "description must not be null");
    Objects.requireNonNull(predicate, "predicate must not be null");
    return new RequestMatcher(
        this.description + " " + description, this.predicate, value.and(predicate), true);
  }

  /**
   * Matches only requests for active checks with this host metadata, by which a server registers an
   * agent.
   */
  public RequestMatcher withMetadata(String metadata) {
    Objects.requireNonNull(metadata, "metadata must not be null");
    return withRegistration("metadata " + metadata, Registration::hostMetadata, metadata::equals);
  }

  /** Matches only requests for active checks whose whole host metadata matches {@code regex}. */
  public RequestMatcher withMetadata(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return withRegistration(
        "metadata /" + regex + "/",
        Registration::hostMetadata,
        text -> InterruptibleText.matches(regex, text));
  }

  /**
   * Matches only requests for active checks with host metadata that match {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withMetadataLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return withRegistration(
        "metadata like " + glob, Registration::hostMetadata, Glob.compile(glob));
  }

  /**
   * Matches only requests for active checks with this {@code interface}: the address or name under
   * which the agent wants to be polled.
   */
  public RequestMatcher withInterface(String name) {
    Objects.requireNonNull(name, "name must not be null");
    return withRegistration("interface " + name, Registration::interfaceName, name::equals);
  }

  /**
   * Matches only requests for active checks whose whole {@code interface} matches {@code regex}.
   */
  public RequestMatcher withInterface(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return withRegistration(
        "interface /" + regex + "/",
        Registration::interfaceName,
        text -> InterruptibleText.matches(regex, text));
  }

  /**
   * Matches only requests for active checks with an {@code interface} that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withInterfaceLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return withRegistration(
        "interface like " + glob, Registration::interfaceName, Glob.compile(glob));
  }

  private RequestMatcher withRegistration(
      String description,
      Function<Registration, @Nullable String> member,
      Predicate<String> predicate) {
    return and(
        "with " + description,
        incoming ->
            incoming.request() instanceof ActiveChecks checks
                && Optional.ofNullable(member.apply(checks.registration()))
                    .filter(predicate)
                    .isPresent());
  }

  /**
   * Matches only requests of clients at this address, for example {@code 192.0.2.1} or {@code ::1}.
   */
  public RequestMatcher fromPeer(String address) {
    Objects.requireNonNull(address, "address must not be null");
    String peer = HostAndPort.canonicalHost(address);
    return and(
        "from peer " + address,
        incoming -> HostAndPort.host(incoming.peer().getAddress()).equals(peer));
  }

  /**
   * Matches only requests on the connection with this number, see {@code Exchange.connection()}.
   * The first connection has the number 1, and a reset does not change the count. To count from now
   * on, use {@link Rule#skip}.
   */
  public RequestMatcher onConnection(long number) {
    return and("on connection " + number, incoming -> incoming.connection() == number);
  }

  /**
   * Matches only requests that {@code predicate} accepts.
   *
   * @param description names the condition wherever the rule is printed
   */
  public RequestMatcher and(String description, Predicate<IncomingRequest> predicate) {
    Objects.requireNonNull(description, "description must not be null");
    Objects.requireNonNull(predicate, "predicate must not be null");
    return new RequestMatcher(
        this.description + " " + description, this.predicate.and(predicate), value, readsValues);
  }

  /** Returns whether this matcher matches a request. */
  public boolean matches(IncomingRequest incoming) {
    Objects.requireNonNull(incoming, "incoming must not be null");
    return predicate.test(incoming) && (!readsValues || incoming.values().stream().anyMatch(value));
  }

  @Override
  public String toString() {
    return description;
  }
}
