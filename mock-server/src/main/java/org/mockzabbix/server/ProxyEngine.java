package org.mockzabbix.server;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.SectionDefect;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.server.RequestContext.ProxyRefusal;
import org.mockzabbix.server.SessionState.ProxyContact;
import org.mockzabbix.text.SessionToken;

/** Responds to active proxies: sends their configuration and counts their data. */
final class ProxyEngine {

  static final RequestHandlers<RequestContext> HANDLERS =
      new RequestHandlers<RequestContext>()
          .on(Request.ProxyConfig.class, ProxyEngine::config)
          .on(Request.ProxyData.class, ProxyEngine::data)
          .on(Request.ProxyHeartbeat.class, ProxyEngine::heartbeat);

  /** The flags of a compressed packet. */
  private static final int COMPRESSED = 0x03;

  private static final String UNSUPPORTED = "current proxy version is not supported by server";

  /** The oldest version of a proxy whose data a server before 7.0 accepts. */
  private static final AgentVersion OLDEST = new AgentVersion(4, 2);

  private ProxyEngine() {}

  /**
   * Returns the flags of a response that depends on the version: servers since 7.0 compress it, and
   * older ones repeat the compression of the request. When older ones accept data, they repeat the
   * compression of the proxy's contact before.
   */
  private static int flags(RequestContext context) {
    return context.is70() ? COMPRESSED : repeated(context);
  }

  /** Returns the flags of the request, but servers send proxies no header with long lengths. */
  static int repeated(RequestContext context) {
    return context.flags() & COMPRESSED;
  }

  static MockResponse config(ProxyConfig request, RequestContext context) {
    ProxyRefusal refusal = context.proxyRefusal(request.proxy());
    if (refusal != null) {
      return MockResponse.of(Response.refusedSilently(refusal.reason()));
    }
    contacted(request.proxy(), request.version(), request.session(), context);
    return MockResponse.of(configuration(request, context)).withFlags(flags(context));
  }

  private static Response configuration(ProxyConfig request, RequestContext context) {
    if (!context.is70()) {
      return Response.json(
          ProxyTables.of(context.server().version()).forProxy(request.proxy(), context));
    }
    if (!isCurrent(request.version(), context.server().version())) {
      return otherVersion(request, context.server().version().release());
    }
    if (request.defect() != null) {
      return Response.failed(request.defect());
    }
    String session = String.valueOf(request.session());
    String changes = changes(request.proxy(), session, request.configRevision(), context);
    context.sessions().proxyConfigured(request.proxy(), session);
    return Response.json(changes);
  }

  /**
   * Returns what a server since 7.0 sends to a proxy in a session that has the configuration of
   * this revision.
   */
  static String changes(String proxy, String session, long revision, RequestContext context) {
    boolean known = context.sessions().isConfigured(proxy, session);
    if (!known || revision == 0 || !context.inventory().knowsChanges(proxy, revision)) {
      return fullSync(proxy, context);
    }
    if (revision == context.inventory().revision()) {
      return "{}";
    }
    return partialSync(proxy, revision, context);
  }

  private static Response otherVersion(ProxyConfig request, String ownRelease) {
    String info = "proxy and server major versions do not match";
    String json =
        new JsonWriter()
            .object()
            .put("response", "failed")
            .put("info", info)
            .put("version", ownRelease)
            .end()
            .toString();
    return Response.refused(json, info + " (" + request.version() + " and " + ownRelease + ')');
  }

  /** Returns what changed for a proxy after a revision; no tables if nothing did. */
  private static String partialSync(String proxy, long revision, RequestContext context) {
    Inventory inventory = context.inventory();
    List<Long> left = inventory.leftHosts(proxy, revision);
    List<KnownHost> changed = inventory.changedHosts(proxy, revision);
    String tables =
        left.isEmpty() && changed.isEmpty()
            ? "{}"
            : ProxyTables.of(context.server().version()).forChangedHosts(changed, context);
    JsonWriter json = new JsonWriter().object().putRaw("data", tables);
    if (!left.isEmpty()) {
      json.array("del_hostids");
      left.forEach(json::value);
      json.end();
    }
    return json.put("config_revision", inventory.revision()).end().toString();
  }

  /** Returns the whole configuration as servers of 7.0 send it to active and passive proxies. */
  static String fullSync(String proxy, RequestContext context) {
    return new JsonWriter()
        .object()
        .put("full_sync", 1)
        .putRaw("data", ProxyTables.of(context.server().version()).forProxy(proxy, context))
        .put("config_revision", context.inventory().revision())
        .end()
        .toString();
  }

  private static AgentVersion ownVersion(ZabbixVersion server) {
    return AgentVersion.parse(server.dialect());
  }

  static MockResponse heartbeat(ProxyHeartbeat heartbeat, RequestContext context) {
    ProxyRefusal refusal = context.proxyRefusal(heartbeat.proxy());
    if (refusal == null) {
      contacted(heartbeat.proxy(), null, null, context);
    }
    Response response = refusal == null ? Response.success() : Response.failed(refusal.reason());
    return MockResponse.of(response).withFlags(repeated(context));
  }

  static MockResponse data(ProxyData data, RequestContext context) {
    ProxyRefusal refusal = context.proxyRefusal(data.proxy());
    if (refusal != null) {
      RowOutcomes none = HistoryCounter.uncounted(data.values(), refusal.outcome());
      return new MockResponse(Response.failed(refusal.reason()), repeated(context), none);
    }
    boolean compressed = context.is70() || context.sessions().sendsCompressed(data.proxy());
    if (!isSupported(data.version(), context.server().version())) {
      contacted(data, context);
      RowOutcomes none = HistoryCounter.uncounted(data.values(), Outcome.PROXY_TOO_OLD_OR_NEW);
      return new MockResponse(unsupported(context), flags(context), none);
    }
    String session = sessionDefect(data);
    RowOutcomes counted =
        session == null
            ? count(data, context) // servers process the values before other sections
            : HistoryCounter.uncounted(data.values(), Outcome.REFUSED_REQUEST);
    String failure = session == null ? refusedSection(data) : session;
    if (failure == null || context.is60()) { // a server of 5.0 forgets a contact that it refuses
      contacted(data, context);
    }
    return failure == null
        ? new MockResponse(
            received(data, context), compressed ? COMPRESSED : MockResponse.PLAIN_FLAGS, counted)
        : new MockResponse(Response.failed(failure), repeated(context), counted);
  }

  private static @Nullable String sessionDefect(ProxyData data) {
    return data.sections().contains("history data") ? SessionToken.defect(data.session()) : null;
  }

  /** Returns why nothing of the data of a passive proxy is processed; null if it is. */
  static @Nullable Outcome refusal(ProxyData data, RequestContext context) {
    if (!isSupported(data.version(), context.server().version())) {
      return Outcome.PROXY_TOO_OLD_OR_NEW;
    }
    return sessionDefect(data) == null ? null : Outcome.REFUSED_REQUEST;
  }

  private static @Nullable String refusedSection(ProxyData data) {
    SectionDefect defect = data.defect();
    return defect != null && defect.refused() ? defect.info() : null;
  }

  /** Servers of 5.0 cannot ask a proxy to stop uploading. */
  private static Response received(ProxyData data, RequestContext context) {
    String info = data.defect() == null ? null : data.defect().info();
    if (!context.is60()) {
      return info == null ? Response.success() : Response.success(info);
    }
    return Response.proxyDataReceived(
        context.sessions().takeTasks(data.proxy(), context.now()), info);
  }

  /** Records the contact of an active or a passive proxy. */
  static void contacted(ProxyData data, RequestContext context) {
    contacted(data.proxy(), data.version(), data.session(), context);
  }

  /**
   * Records the contact of an active or a passive proxy.
   *
   * @param version null if the request has no version
   * @param session null if the request has no session
   */
  static void contacted(
      String proxy,
      @Nullable AgentVersion version,
      @Nullable String session,
      RequestContext context) {
    boolean compressed = (context.flags() & COMPRESSED) == COMPRESSED;
    ProxyContact contact = new ProxyContact(version, session, context.now(), compressed);
    context.sessions().proxyContacted(proxy, contact);
  }

  /** Returns what the server knows of a proxy. */
  static ProxyState state(Proxy proxy, SessionState sessions, ZabbixVersion server) {
    ProxyContact last = sessions.lastContact(proxy.name());
    if (last == null) {
      return new ProxyState(proxy, null, null, null, false, false);
    }
    AgentVersion version = last.version();
    return new ProxyState(
        proxy,
        version,
        last.at(),
        last.session(),
        version != null && isCurrent(version, server),
        version != null && isSupported(version, server));
  }

  /** Returns whether a proxy has the version of the server, and so takes its configuration. */
  static boolean isCurrent(AgentVersion proxy, ZabbixVersion server) {
    return proxy.equals(ownVersion(server));
  }

  /**
   * Returns whether the server accepts the data of a proxy of this version. It accepts the versions
   * up to its own: from 4.2 before 7.0, and from the previous long-term release since 7.0.
   */
  static boolean isSupported(AgentVersion proxy, ZabbixVersion server) {
    AgentVersion own = ownVersion(server);
    boolean is70 = server.atLeast(ZabbixVersion.V7_0);
    AgentVersion oldest = is70 ? new AgentVersion(own.major() - 1, 0) : OLDEST;
    return proxy.atLeast(oldest) && !proxy.atLeast(own.major(), own.minor() + 1);
  }

  private static Response unsupported(RequestContext context) {
    if (context.is70()) {
      return unsupported();
    }
    String response = context.is60() ? "failed" : "success"; // a server of 5.0 does not tell
    return Response.refused("{\"response\":\"" + response + "\"}", UNSUPPORTED);
  }

  private static Response unsupported() {
    String json =
        new JsonWriter()
            .object()
            .put("upload", "disabled")
            .put("response", "failed")
            .put("info", UNSUPPORTED)
            .end()
            .toString();
    return Response.refused(json, UNSUPPORTED);
  }

  /** Counts the values of an active or a passive proxy. */
  static RowOutcomes count(ProxyData data, RequestContext context) {
    RequestValues values = data.values();
    RowOutcomes counted =
        HistoryEngine.countByItemid(
            values,
            data.proxy(),
            data.session(),
            context,
            (value, index, builder) ->
                context
                    .outcomes()
                    .ofProxy(data.proxy(), HistoryEngine.named(value, index, builder, context)));
    return HistoryEngine.withLogPositions(values, counted, context);
  }
}
