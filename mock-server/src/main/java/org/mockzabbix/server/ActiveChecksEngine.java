package org.mockzabbix.server;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.ActiveCheck;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.internal.TlsRefusal;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.SessionToken;
import org.mockzabbix.text.ZabbixTime;

/** Responds to the request of an active agent for its checks. */
final class ActiveChecksEngine {

  static final RequestHandlers<RequestContext> HANDLERS =
      new RequestHandlers<RequestContext>()
          .on(Request.ActiveChecks.class, ActiveChecksEngine::reply);

  private static final Pattern LOG_KEY = Pattern.compile("(log|logrt|eventlog)(\\.count)?\\[");

  /** The position of the parameter that may name a global regular expression. */
  private static final int PATTERN = 2;

  /** The last parameter of an event log key that may name a global regular expression. */
  private static final int LAST_OF_EVENTLOG = 5;

  private static final long REFRESH_UNSUPPORTED = 600;

  /** The order in which the database of a server of 5.0 usually returns the items of a host. */
  private static final Comparator<KnownItem> BY_KEY =
      Comparator.comparing(known -> known.item().key());

  /** The timeout of items without their own timeout, as servers since 7.0 send it. */
  private static final String DEFAULT_TIMEOUT = "3s";

  private final ActiveChecks request;
  private final RequestContext context;

  private ActiveChecksEngine(ActiveChecks request, RequestContext context) {
    this.request = request;
    this.context = context;
  }

  static MockResponse reply(ActiveChecks request, RequestContext context) {
    return new ActiveChecksEngine(request, context).reply();
  }

  private MockResponse reply() {
    MockResponse reply = judged();
    String denial = registrationDenial();
    return denial == null ? reply : reply.withWarning(denial);
  }

  /** Returns why a server would not register the unknown host of the agent; null if it would. */
  private @Nullable String registrationDenial() {
    if (context.inventory().host(request.host()) != null) {
      return null;
    }
    String peer = HostAndPort.host(context.peer());
    return TlsRefusal.ofRegistration(
        context.server().registration(),
        context.tls(),
        request.registrationFrom(peer, context.tls()),
        peer);
  }

  private MockResponse judged() {
    String refusal = refusal();
    if (refusal == null && context.is70()) {
      refusal = SessionToken.defect(request.session());
    }
    if (refusal != null) {
      return MockResponse.of(
          request.legacy() ? Response.refusedSilently(refusal) : Response.failed(refusal));
    }
    if (request.legacy()) {
      return MockResponse.of(Response.headerlessChecks(checks()));
    }
    return MockResponse.of(list()).withFlags(context.flags());
  }

  private @Nullable String refusal() {
    KnownHost host = context.inventory().host(request.host());
    if (host == null) {
      return context.inventory().knowsHost(request.host()) ? null : notFound();
    }
    if (!host.host().isEnabled()) {
      return context.is70()
          ? "host \"" + request.host() + "\" not monitored"
          : "host [" + request.host() + "] not monitored";
    }
    if (host.proxy() == null) {
      return refusedEncryption(host);
    }
    return context.is70()
        ? "host \"" + request.host() + "\" is monitored by a proxy"
        : notFound(); // servers of 6.0 search only the hosts that they monitor themselves
  }

  private @Nullable String refusedEncryption(KnownHost host) {
    Outcome outcome = TlsRefusal.outcome(host.tls(), context.tls());
    return outcome.isProcessed()
        ? null
        : TlsRefusal.ofChecks(outcome, context.tls(), host.name(), context.is70());
  }

  private String notFound() {
    return "host [" + request.host() + "] not found";
  }

  private Response list() {
    List<RemoteCommand> commands =
        context.is70() ? context.sessions().takeCommands(request.host()) : List.of();
    if (context.is70() && isUnchanged()) {
      return commands.isEmpty() ? Response.success() : Response.commands(commands);
    }
    return new ActiveCheckList(
        context.is70() ? revision() : null,
        checks(),
        commands,
        true,
        expectsRefreshUnsupported() ? REFRESH_UNSUPPORTED : null,
        regexps());
  }

  /**
   * Returns whether the agent received the current list in its session (since 6.4). Several agents
   * may have the same host name; the server knows the sessions of all.
   */
  private boolean isUnchanged() {
    String session = request.session();
    boolean known = session != null && context.sessions().agentAsked(request.host(), session);
    return known && request.configRevision() == revision();
  }

  private long revision() {
    return context.inventory().revisionOfHost(request.host());
  }

  /** Returns whether the list ends with how often unsupported items are checked (up to 5.0). */
  private boolean expectsRefreshUnsupported() {
    AgentVersion agent = request.version();
    return agent.knowsItemids() && !(context.is60() && agent.atLeast(5, 2));
  }

  private List<ActiveCheck> checks() {
    Stream<KnownItem> known =
        context.inventory().activeChecks(request.host()).stream()
            .filter(this::hasDelay)
            .filter(item -> !isLeftOut(item));
    return (context.is60() ? known : known.sorted(BY_KEY)).map(this::check).toList();
  }

  /**
   * Returns whether a server of 5.0 leaves an item out of the list for an old agent, because it is
   * not supported.
   */
  private boolean isLeftOut(KnownItem known) {
    return !context.is60()
        && !request.version().knowsItemids()
        && context
            .sessions()
            .unsupported()
            .wasReportedAfter(
                known.item().itemid(), context.now().minusSeconds(REFRESH_UNSUPPORTED));
  }

  /** A server cannot tell an old agent an interval in seconds if a macro has no value. */
  private boolean hasDelay(KnownItem known) {
    return request.version().knowsItemids()
        || !macros().inInterval(known.item().delay()).contains("{$");
  }

  private ActiveCheck check(KnownItem known) {
    boolean modern = request.version().knowsItemids();
    LogPosition position = context.sessions().logPosition(known.name());
    HostMacros macros = macros();
    String original = known.item().key();
    String key = request.legacy() ? original : macros.inKey(original);
    String delay = macros.inInterval(known.item().delay());
    return new ActiveCheck(
        key,
        modern || key.equals(original) ? null : original,
        modern ? known.item().itemid() : null,
        modern ? delay : Long.toString(seconds(delay)),
        position,
        context.is70() && !request.legacy() ? timeout(known.item()) : null);
  }

  private HostMacros macros() {
    KnownHost host = Objects.requireNonNull(context.inventory().host(request.host()));
    return HostMacros.of(host.host());
  }

  private static String timeout(Item item) {
    return item.timeout().map(timeout -> timeout.toSeconds() + "s").orElse(DEFAULT_TIMEOUT);
  }

  /**
   * Returns the interval for agents that expect seconds; 0 if it is not a single number. The text
   * format and servers of 5.0 have the first interval of a list.
   */
  private long seconds(String delay) {
    int end = delay.indexOf(';');
    boolean first = end >= 0 && (request.legacy() || !context.is60());
    return ZabbixTime.seconds(first ? delay.substring(0, end) : delay).orElse(0);
  }

  private List<GlobalRegexp> regexps() {
    List<GlobalRegexp> all = context.server().regexps();
    if (all.isEmpty()) {
      return List.of();
    }
    Set<String> named =
        context.inventory().activeChecks(request.host()).stream()
            .flatMap(known -> regexpNames(macros().inKey(known.item().key())))
            .collect(Collectors.toSet());
    return all.stream().filter(regexp -> named.contains(regexp.name())).toList();
  }

  /** Returns the names of the global regular expressions in the parameters of a log key. */
  private static Stream<String> regexpNames(String key) {
    Matcher log = LOG_KEY.matcher(key);
    if (!log.lookingAt()) {
      return Stream.empty();
    }
    int last = log.group(1).equals("eventlog") ? LAST_OF_EVENTLOG : PATTERN;
    return IntStream.rangeClosed(PATTERN, last)
        .mapToObj(ItemKey.parse(key)::parameter)
        .filter(parameter -> parameter.startsWith("@"))
        .map(parameter -> parameter.substring(1));
  }
}
