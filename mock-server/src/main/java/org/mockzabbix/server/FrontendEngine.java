package org.mockzabbix.server;

import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.text.AllowedHosts;

/**
 * Responds to other servers and to the web frontend. The frontend's requests require the session of
 * a user; every configured session is that of a super admin.
 */
final class FrontendEngine {

  static final RequestHandlers<RequestContext> HANDLERS =
      new RequestHandlers<RequestContext>()
          .on(Request.ZabbixStats.class, FrontendEngine::stats)
          .on(Request.FrontendRequest.class, FrontendEngine::frontend)
          .on(Request.HistoryPush.class, HistoryPushEngine::push);

  static final Response DENIED = Response.failed("Permission denied.");
  private static final Response UNSUPPORTED_TYPE = Response.failed("Unsupported request type.");

  private FrontendEngine() {}

  static MockResponse frontend(FrontendRequest request, RequestContext context) {
    return MockResponse.of(respond(request, context));
  }

  private static Response respond(FrontendRequest request, RequestContext context) {
    if (request.kind() == RequestKind.REPORT_TEST) { // servers check no session before this
      return Response.failed("Report manager is disabled.");
    }
    return context.hasFrontendSession(request.sid()) || isRefusedFirst(request, context)
        ? withSession(request, context)
        : withoutSession(request, context);
  }

  /** Returns whether a server before 6.0 refuses a command before it looks for the session. */
  private static boolean isRefusedFirst(FrontendRequest request, RequestContext context) {
    return !context.is60()
        && request.kind() == RequestKind.COMMAND
        && (!FrontendCommand.hasNumbers(request)
            || (request.sid() != null && !FrontendCommand.isForKnownHost(request, context)));
  }

  private static Response withoutSession(FrontendRequest request, RequestContext context) {
    boolean command = request.kind() == RequestKind.COMMAND && request.sid() == null;
    if (!command) {
      return DENIED;
    }
    return Response.failed(
        context.is60() ? "Failed to parse sid tag" : "Failed to parse command request tag: sid.");
  }

  private static Response withSession(FrontendRequest request, RequestContext context) {
    return switch (request.kind()) {
      case QUEUE_GET -> queue(request);
      case STATUS_GET -> status(request, context);
      case COMMAND -> FrontendCommand.respond(request, context);
      case ITEM_TEST -> FrontendTests.item(request, context);
      case EXPRESSIONS_EVALUATE -> FrontendTests.expressions(request, context);
      case PREPROCESSING_TEST -> FrontendTests.preprocessing(request);
      case ALERT_SEND -> FrontendTests.alert(request);
      default -> throw new IllegalStateException(request.kind() + " is not of the frontend");
    };
  }

  /** Responds with an empty queue, because no item of this server is late. */
  private static Response queue(FrontendRequest request) {
    return switch (String.valueOf(request.type())) {
      case "overview", "overview by proxy" ->
          Response.json("{\"response\":\"success\",\"data\":[]}");
      case "details" ->
          hasLimit(request)
              ? Response.json("{\"response\":\"success\",\"data\":[],\"total\":0}")
              : Response.failed("Unsupported limit value.");
      default -> UNSUPPORTED_TYPE;
    };
  }

  private static boolean hasLimit(FrontendRequest request) {
    String limit = request.parameters().getOrDefault("limit", "");
    return limit.matches("[0-9]{1,18}") && Long.parseLong(limit) <= Integer.MAX_VALUE;
  }

  private static Response status(FrontendRequest request, RequestContext context) {
    return switch (String.valueOf(request.type())) {
      case "ping" -> Response.json("{\"response\":\"success\",\"data\":{}}");
      case "full" -> Response.json(new StatusReport(context).json());
      default -> UNSUPPORTED_TYPE;
    };
  }

  static MockResponse stats(ZabbixStats stats, RequestContext context) {
    boolean isAllowed = AllowedHosts.allow(context.server().statsAllowed(), context.peer());
    return MockResponse.of(isAllowed ? counters(stats, context) : DENIED);
  }

  private static Response counters(ZabbixStats stats, RequestContext context) {
    return Response.json(
        stats.queue() ? "{\"response\":\"success\",\"queue\":0}" : new StatsReport(context).json());
  }
}
