package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.Registration;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.Requirement.RequestText;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.InterruptibleText;
import org.mockzabbix.tls.TlsInfo;
import org.mockzabbix.tls.TlsMode;

/**
 * Matches the requests that a rule is for. Immutable: each method returns a narrower matcher, and
 * refuses a requirement that contradicts an earlier one, because no request could match.
 *
 * <pre>{@code RequestMatcher.senderData().from("web01")}</pre>
 */
public final class RequestMatcher {

  /** The matcher of rules for connections, which matches no request. */
  static final RequestMatcher CONNECTIONS = of("connections", incoming -> false);

  /** Accepts the names of the requests that can have a key or value. */
  private static final Predicate<String> HAVE_VALUES =
      Stream.of(RequestKind.values())
              .filter(kind -> kind.source() != null || kind == RequestKind.PASSIVE_CHECK)
              .map(RequestKind::wireName)
              .collect(Collectors.toUnmodifiableSet())
          ::contains;

  private static final String ENCRYPTED = "encrypted";

  private final String description;
  private final Predicate<IncomingRequest> predicate;
  private final Predicate<IncomingValue> value; // all conditions on a single value
  private final boolean readsValues;
  private final List<Requirement> requirements;

  private RequestMatcher(
      String description,
      Predicate<IncomingRequest> predicate,
      Predicate<IncomingValue> value,
      boolean readsValues,
      List<Requirement> requirements) {
    this.description = description;
    this.predicate = predicate;
    this.value = value;
    this.readsValues = readsValues;
    this.requirements = requirements;
  }

  private static RequestMatcher of(String description, Predicate<IncomingRequest> predicate) {
    return new RequestMatcher(description, predicate, any -> true, false, List.of());
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
    String name = kind.wireName();
    RequestMatcher matcher = of(name, incoming -> incoming.request().kind() == kind);
    RequestMatcher ofKind = matcher.requiring(Requirement.exactly(RequestText.KIND, name, name));
    return kind == RequestKind.PASSIVE_CHECK // names neither a host nor a value
        ? ofKind
            .requiring(Requirement.exactly(RequestText.HOST, name, ""))
            .requiring(Requirement.exactly(RequestText.VALUE, name, ""))
        : ofKind;
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
    return from(Requirement.exactly(RequestText.HOST, "from " + host, host));
  }

  /**
   * Matches only requests about a host, or from a proxy, whose whole name matches {@code regex}.
   */
  public RequestMatcher from(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return from(Requirement.matching(RequestText.HOST, "from /" + regex + "/", matching(regex)));
  }

  /**
   * Matches only requests about a host, or from a proxy, whose name matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher fromLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    return from(Requirement.matching(RequestText.HOST, "from like " + glob, Glob.compile(glob)));
  }

  private RequestMatcher from(Requirement host) {
    return requiring(host).and(host.words(), incoming -> host.accepts().test(incoming.host()));
  }

  private static Predicate<String> matching(Pattern regex) {
    return text -> InterruptibleText.matches(regex, text);
  }

  /**
   * Matches only requests with a value for this key, or for the value of this key. All conditions
   * on key and value must match the same value of the request.
   *
   * @param key compared as text
   */
  public RequestMatcher withKey(String key) {
    Objects.requireNonNull(key, "key must not be null");
    return withKey(Requirement.exactly(RequestText.KEY, "with key " + key, key));
  }

  /** Matches only requests with a key whose whole text matches {@code regex}. */
  public RequestMatcher withKey(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    String words = "with key /" + regex + "/";
    return withKey(Requirement.matching(RequestText.KEY, words, matching(regex)));
  }

  /**
   * Matches only requests with a key that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withKeyLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    String words = "with key like " + glob;
    return withKey(Requirement.matching(RequestText.KEY, words, Glob.compile(glob)));
  }

  private RequestMatcher withKey(Requirement key) {
    return requiring(key).withValueMatching(key.words(), sent -> key.accepts().test(sent.key()));
  }

  /** Matches only requests with this value, compared as the text that a server reads. */
  public RequestMatcher withValue(String value) {
    Objects.requireNonNull(value, "value must not be null");
    return withValue(Requirement.exactly(RequestText.VALUE, "with value " + value, value));
  }

  /** Matches only requests with a value whose whole text matches {@code regex}. */
  public RequestMatcher withValue(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    String words = "with value /" + regex + "/";
    return withValue(Requirement.matching(RequestText.VALUE, words, matching(regex)));
  }

  /**
   * Matches only requests with a value that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withValueLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    String words = "with value like " + glob;
    return withValue(Requirement.matching(RequestText.VALUE, words, Glob.compile(glob)));
  }

  private RequestMatcher withValue(Requirement value) {
    return requiring(value)
        .withValueMatching(value.words(), sent -> value.accepts().test(sent.value()));
  }

  /**
   * Matches only requests with a value that {@code predicate} accepts.
   *
   * @param description names the condition wherever the rule is printed
   */
  public RequestMatcher withValueMatching(String description, Predicate<IncomingValue> predicate) {
    Objects.requireNonNull(description, "description must not be null");
    Objects.requireNonNull(predicate, "predicate must not be null");
    RequestMatcher checked =
        requiring(Requirement.matching(RequestText.KIND, description, HAVE_VALUES));
    return new RequestMatcher(
        this.description + " " + description,
        this.predicate,
        value.and(predicate),
        true,
        checked.requirements);
  }

  /**
   * Matches only requests for active checks with this host metadata, by which a server registers an
   * agent.
   */
  public RequestMatcher withMetadata(String metadata) {
    Objects.requireNonNull(metadata, "metadata must not be null");
    return withMetadata(
        Requirement.exactly(RequestText.METADATA, "with metadata " + metadata, metadata));
  }

  /** Matches only requests for active checks whose whole host metadata matches {@code regex}. */
  public RequestMatcher withMetadata(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    String words = "with metadata /" + regex + "/";
    return withMetadata(Requirement.matching(RequestText.METADATA, words, matching(regex)));
  }

  /**
   * Matches only requests for active checks with host metadata that match {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withMetadataLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    String words = "with metadata like " + glob;
    return withMetadata(Requirement.matching(RequestText.METADATA, words, Glob.compile(glob)));
  }

  private RequestMatcher withMetadata(Requirement metadata) {
    return withRegistration(metadata, Registration::hostMetadata);
  }

  /**
   * Matches only requests for active checks with this {@code interface}: the address or name under
   * which the agent wants to be polled.
   */
  public RequestMatcher withInterface(String name) {
    Objects.requireNonNull(name, "name must not be null");
    return withInterface(
        Requirement.exactly(RequestText.INTERFACE, "with interface " + name, name));
  }

  /**
   * Matches only requests for active checks whose whole {@code interface} matches {@code regex}.
   */
  public RequestMatcher withInterface(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    String words = "with interface /" + regex + "/";
    return withInterface(Requirement.matching(RequestText.INTERFACE, words, matching(regex)));
  }

  /**
   * Matches only requests for active checks with an {@code interface} that matches {@code glob}.
   *
   * @param glob {@code *} matches any text, {@code ?} any one character
   */
  public RequestMatcher withInterfaceLike(String glob) {
    Objects.requireNonNull(glob, "glob must not be null");
    String words = "with interface like " + glob;
    return withInterface(Requirement.matching(RequestText.INTERFACE, words, Glob.compile(glob)));
  }

  private RequestMatcher withInterface(Requirement name) {
    return withRegistration(name, Registration::interfaceName);
  }

  private RequestMatcher withRegistration(
      Requirement required, Function<Registration, @Nullable String> member) {
    String kind = RequestKind.ACTIVE_CHECKS.wireName();
    return requiring(Requirement.exactly(RequestText.KIND, required.words(), kind))
        .requiring(required)
        .and(
            required.words(),
            incoming ->
                incoming.request() instanceof ActiveChecks checks
                    && Optional.ofNullable(member.apply(checks.registration()))
                        .filter(required.accepts())
                        .isPresent());
  }

  /**
   * Matches only requests of clients at this address, for example {@code 192.0.2.1} or {@code ::1}.
   */
  public RequestMatcher fromPeer(String address) {
    Objects.requireNonNull(address, "address must not be null");
    String peer = HostAndPort.canonicalHost(address);
    String words = "from peer " + address;
    return requiring(Requirement.exactly(RequestText.PEER, words, peer))
        .and(words, incoming -> HostAndPort.host(incoming.peer().getAddress()).equals(peer));
  }

  /**
   * Matches only requests on the connection with this number, see {@code Exchange.connection()}.
   * The first connection has the number 1, and a reset does not change the count. To count from now
   * on, use {@link Rule#skip}.
   */
  public RequestMatcher onConnection(long number) {
    String words = "on connection " + number;
    return requiring(Requirement.exactly(RequestText.CONNECTION, words, Long.toString(number)))
        .and(words, incoming -> incoming.connection() == number);
  }

  /** Matches only requests over an encrypted connection. */
  public RequestMatcher encrypted() {
    return requiring(
            Requirement.matching(RequestText.ENCRYPTION, ENCRYPTED, mode -> !mode.isEmpty()))
        .and(ENCRYPTED, incoming -> incoming.tls() != null);
  }

  /** Matches only requests over an unencrypted connection. */
  public RequestMatcher unencrypted() {
    return requiring(Requirement.exactly(RequestText.ENCRYPTION, "unencrypted", ""))
        .and("unencrypted", incoming -> incoming.tls() == null);
  }

  /** Matches only requests over a connection with the pre-shared key of this identity. */
  public RequestMatcher withPskIdentity(String identity) {
    Objects.requireNonNull(identity, "identity must not be null");
    String words = "with PSK " + identity;
    return withTls(TlsMode.PSK, words, RequestText.PSK_IDENTITY, identity, TlsInfo::identity);
  }

  /**
   * Matches only requests over a connection with a certificate of the client.
   *
   * @param subject the subject of the certificate, most specific part first, for example {@code
   *     CN=web01,O=Kit}
   */
  public RequestMatcher withCertificate(String subject) {
    Objects.requireNonNull(subject, "subject must not be null");
    String words = "with certificate " + subject;
    return withTls(TlsMode.CERT, words, RequestText.CERTIFICATE, subject, TlsInfo::subject);
  }

  private RequestMatcher withTls(
      TlsMode mode,
      String words,
      RequestText part,
      String name,
      Function<TlsInfo, @Nullable String> actual) {
    return requiring(Requirement.exactly(RequestText.ENCRYPTION, words, mode.toString()))
        .requiring(Requirement.exactly(part, words, name))
        .and(
            words,
            incoming ->
                Optional.ofNullable(incoming.tls()).map(actual).filter(name::equals).isPresent());
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
        this.description + " " + description,
        this.predicate.and(predicate),
        value,
        readsValues,
        requirements);
  }

  /** Adds a requirement that the caller also adds to a predicate. */
  private RequestMatcher requiring(Requirement more) {
    more.checkAgainst(requirements);
    List<Requirement> all = new ArrayList<>(requirements);
    all.add(more);
    return new RequestMatcher(description, predicate, value, readsValues, List.copyOf(all));
  }

  /** Returns whether this matcher matches a request. */
  public boolean matches(IncomingRequest incoming) {
    Objects.requireNonNull(incoming, "incoming must not be null");
    return predicate.test(incoming) && (!readsValues || incoming.values().stream().anyMatch(value));
  }

  /**
   * Returns whether this matcher matches the request of a recorded exchange. A condition of {@link
   * #and} sees neither the flags nor the bytes of its packet.
   */
  public boolean matches(Exchange exchange) {
    Objects.requireNonNull(exchange, "exchange must not be null");
    return matches(IncomingRequest.of(exchange));
  }

  @Override
  public String toString() {
    return description;
  }
}
