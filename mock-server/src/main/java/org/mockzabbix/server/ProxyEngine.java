package org.mockzabbix.server;

import org.mockzabbix.protocol.AgentVersion;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.RequestValues;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.RowOutcomes;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.rule.MockResponse;

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
   * older ones repeat the flags of the request.
   */
  private static int flags(RequestContext context) {
    return context.is70() ? COMPRESSED : context.flags();
  }

  static MockResponse config(ProxyConfig request, RequestContext context) {
    String refusal = context.inventory().proxyRefusal(request.proxy(), context.peer());
    if (refusal != null) {
      return MockResponse.of(Response.refusedSilently(refusal));
    }
    return MockResponse.of(configuration(request, context)).withFlags(flags(context));
  }

  private static Response configuration(ProxyConfig request, RequestContext context) {
    if (!context.is70()) {
      return Response.json(
          ProxyTables.of(context.server().version()).forProxy(request.proxy(), context));
    }
    if (!request.version().equals(ownVersion(context))) {
      return otherVersion(request, context.server().version().release());
    }
    if (request.defect() != null) {
      return Response.failed(request.defect());
    }
    String session = String.valueOf(request.session());
    boolean known = context.sessions().proxyAsked(request.proxy(), session);
    long revision = request.configRevision();
    if (!known || revision == 0) {
      return Response.json(fullSync(request.proxy(), context));
    }
    if (revision == context.inventory().revision()) {
      return Response.json("{}");
    }
    return Response.json(
        context.inventory().changedForProxy(request.proxy(), revision)
            ? fullSync(request.proxy(), context)
            : nothingChanged(context));
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

  /** Returns a configuration with the current revision and no tables. */
  private static String nothingChanged(RequestContext context) {
    return new JsonWriter()
        .object()
        .object("data")
        .end()
        .put("config_revision", context.inventory().revision())
        .end()
        .toString();
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

  private static AgentVersion ownVersion(RequestContext context) {
    return AgentVersion.parse(context.server().version().dialect());
  }

  static MockResponse heartbeat(ProxyHeartbeat heartbeat, RequestContext context) {
    String refusal = context.inventory().proxyRefusal(heartbeat.proxy(), context.peer());
    Response response = refusal == null ? Response.success() : Response.failed(refusal);
    return MockResponse.of(response).withFlags(context.flags());
  }

  static MockResponse data(ProxyData data, RequestContext context) {
    String refusal = context.inventory().proxyRefusal(data.proxy(), context.peer());
    if (refusal != null) {
      RowOutcomes none = HistoryCounter.uncounted(data.values(), Outcome.NOT_THIS_PROXY);
      return new MockResponse(Response.failed(refusal), context.flags(), none);
    }
    if (isUnsupported(data.version(), context)) {
      RowOutcomes none = HistoryCounter.uncounted(data.values(), Outcome.PROXY_TOO_OLD_OR_NEW);
      return new MockResponse(unsupported(context), flags(context), none);
    }
    RowOutcomes counted = count(data, context); // servers process the values before other sections
    return data.defect() == null
        ? new MockResponse(received(data.proxy(), context), flags(context), counted)
        : new MockResponse(Response.failed(data.defect()), context.flags(), counted);
  }

  /** Servers of 5.0 cannot ask a proxy to stop uploading. */
  private static Response received(String proxy, RequestContext context) {
    return context.is60()
        ? Response.proxyDataReceived(context.sessions().takeTasks(proxy, context.now()))
        : Response.success();
  }

  /**
   * Returns whether the server rejects the data of a proxy of this version. It accepts the versions
   * up to its own: from 4.2 before 7.0, and from the previous long-term release since 7.0.
   */
  private static boolean isUnsupported(AgentVersion proxy, RequestContext context) {
    AgentVersion own = ownVersion(context);
    AgentVersion oldest = context.is70() ? new AgentVersion(own.major() - 1, 0) : OLDEST;
    return !proxy.atLeast(oldest) || proxy.atLeast(own.major(), own.minor() + 1);
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
                    .inventory()
                    .proxyOutcome(
                        data.proxy(), HistoryEngine.named(value, index, builder, context)));
    return HistoryEngine.withLogPositions(values, counted, context);
  }
}
