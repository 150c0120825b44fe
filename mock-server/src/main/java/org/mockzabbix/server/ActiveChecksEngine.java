package org.mockzabbix.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.GlobalRegexp;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.LogPosition;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.ActiveCheckList;
import org.mockzabbix.protocol.Response.Check;
import org.mockzabbix.protocol.Response.Failed;
import org.mockzabbix.protocol.Response.LegacyCheckList;
import org.mockzabbix.protocol.Response.None;
import org.mockzabbix.protocol.Response.RemoteCommands;
import org.mockzabbix.protocol.Response.Success;
import org.mockzabbix.protocol.Response.Upload;
import org.mockzabbix.protocol.TimeSuffix;
import org.mockzabbix.rule.KnownHost;
import org.mockzabbix.rule.KnownItem;
import org.mockzabbix.rule.Reply;

/** Answers an active agent that asks what to check. */
final class ActiveChecksEngine {

  private static final Pattern LOG_KEY = Pattern.compile("(log|logrt|eventlog)(\\.count)?\\[");

  /** The parameter of a log item that may name a global regular expression, from 1. */
  private static final int PATTERN = 2;

  /** Of event logs, severity, source and number may do so too. */
  private static final int LAST_OF_EVENTLOG = 5;

  private static final long REFRESH_UNSUPPORTED = 600;

  /** The timeout of a 7.0 server for items that have none of their own. */
  private static final String DEFAULT_TIMEOUT = "3s";

  private final ActiveChecks request;
  private final RequestContext context;

  private ActiveChecksEngine(ActiveChecks request, RequestContext context) {
    this.request = request;
    this.context = context;
  }

  static Reply reply(ActiveChecks request, RequestContext context) {
    return new ActiveChecksEngine(request, context).reply();
  }

  private Reply reply() {
    String refusal = refusal();
    if (refusal != null) {
      return Reply.of(request.legacy() ? new None() : new Failed(refusal));
    }
    if (request.legacy()) {
      return Reply.of(new LegacyCheckList(checks()));
    }
    return Reply.of(list()).withFlags(context.flags());
  }

  private @Nullable String refusal() {
    KnownHost host = context.inventory().host(request.host());
    if (host == null) {
      return context.inventory().isLenient() ? null : notFound();
    }
    if (!host.host().isEnabled()) {
      return context.is70()
          ? "host \"" + request.host() + "\" not monitored"
          : "host [" + request.host() + "] not monitored";
    }
    if (host.proxy() == null) {
      return null;
    }
    return context.is70()
        ? "host \"" + request.host() + "\" is monitored by a proxy"
        : notFound(); // servers of 6.0 look among their own hosts only
  }

  private String notFound() {
    return "host [" + request.host() + "] not found";
  }

  private Response list() {
    List<RemoteCommand> commands =
        context.is70() ? context.sessions().takeCommands(request.host()) : List.of();
    if (context.is70() && isUnchanged()) {
      return commands.isEmpty() ? new Success(null) : new RemoteCommands(commands, Upload.ENABLED);
    }
    return new ActiveCheckList(
        context.is70() ? context.inventory().revision() : null,
        checks(),
        commands,
        Upload.ENABLED,
        wantsRefreshUnsupported(request.version()) ? REFRESH_UNSUPPORTED : null,
        regexps());
  }

  /** Since 6.4 an agent that has this list already is told so, in the session that it got it in. */
  private boolean isUnchanged() {
    String session = request.session();
    boolean same = session != null && context.sessions().sameAgentSession(request.host(), session);
    return same && request.configRevision() == context.inventory().revision();
  }

  private static boolean wantsRefreshUnsupported(AgentVersion agent) {
    return agent.knowsItemids() && !agent.atLeast(5, 2);
  }

  private List<Check> checks() {
    return context.inventory().activeChecks(request.host()).stream().map(this::check).toList();
  }

  private Check check(KnownItem known) {
    boolean modern = request.version().knowsItemids();
    LogPosition position = context.sessions().logPosition(known.name());
    String delay = known.item().delay();
    return new Check(
        known.item().key(),
        modern ? known.item().itemid() : null,
        modern ? delay : Long.toString(seconds(delay)),
        position,
        context.is70() && !request.legacy() ? DEFAULT_TIMEOUT : null);
  }

  /** What agents get that know no units; zero for delays that are more than one number. */
  private static long seconds(String delay) {
    return TimeSuffix.seconds(delay).orElse(0);
  }

  private List<GlobalRegexp> regexps() {
    List<String> named =
        context.inventory().activeChecks(request.host()).stream()
            .flatMap(known -> regexpNames(known.item().key()))
            .toList();
    return context.server().regexps().stream()
        .filter(regexp -> named.contains(regexp.name()))
        .toList();
  }

  /** The names of global regular expressions in the parameters of a key that may have them. */
  private static Stream<String> regexpNames(String key) {
    Matcher log = LOG_KEY.matcher(key);
    if (!log.lookingAt()) {
      return Stream.empty();
    }
    int last = log.group(1).equals("eventlog") ? LAST_OF_EVENTLOG : PATTERN;
    return ItemKey.tryParse(key).stream()
        .flatMap(parsed -> IntStream.rangeClosed(PATTERN, last).mapToObj(parsed::parameter))
        .filter(parameter -> parameter.startsWith("@"))
        .map(parameter -> parameter.substring(1));
  }
}
