package org.mockzabbix.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.JsonWriter;
import org.mockzabbix.rule.MockResponse;

/**
 * Responds to other servers and to the web frontend. The frontend's requests require a user
 * session. This server has no users, so it responds as a Zabbix server does without a valid
 * session.
 */
final class FrontendEngine {

  static final RequestHandlers<RequestContext> HANDLERS =
      new RequestHandlers<RequestContext>()
          .on(Request.ZabbixStats.class, FrontendEngine::stats)
          .on(Request.FrontendRequest.class, FrontendEngine::denied)
          .on(Request.HistoryPush.class, FrontendEngine::historyPush);

  private static final Response DENIED = Response.failed("Permission denied.");

  private FrontendEngine() {}

  static MockResponse denied(FrontendRequest question, RequestContext context) {
    return MockResponse.of(DENIED);
  }

  static MockResponse historyPush(HistoryPush push, RequestContext context) {
    return new MockResponse(
        DENIED,
        MockResponse.PLAIN_FLAGS,
        HistoryCounter.uncounted(push.values(), Outcome.NO_FRONTEND_SESSION));
  }

  /** Responds as a server whose {@code StatsAllowedIP} is its own address. */
  static MockResponse stats(ZabbixStats stats, RequestContext context) {
    return MockResponse.of(context.peer().isLoopbackAddress() ? counters(stats, context) : DENIED);
  }

  private static Response counters(ZabbixStats stats, RequestContext context) {
    JsonWriter json = new JsonWriter().object().put("response", "success");
    if (stats.queue()) {
      return Response.json(json.put("queue", 0).end().toString());
    }
    json.object("data");
    putCounts(json, context);
    Instant startedAt = context.server().startedAt();
    json.put("boottime", startedAt.getEpochSecond());
    json.put("uptime", Duration.between(startedAt, context.now()).toSeconds());
    putCaches(json);
    json.object("process").end();
    json.put("version", context.server().version().release());
    return Response.json(json.end().end().toString());
  }

  private static void putCounts(JsonWriter json, RequestContext context) {
    List<Host> hosts = context.inventory().hosts();
    json.put("hosts", hosts.size());
    json.put("items", hosts.stream().map(Host::items).mapToLong(List::size).sum());
    json.put(context.is70() ? "items_unsupported" : "item_unsupported", 0);
    json.put("triggers", 0).put("requiredperformance", 0);
    json.put("preprocessing_queue", 0).put("lld_queue", 0);
  }

  /** Adds the caches, all empty, because this server stores no history. */
  private static void putCaches(JsonWriter json) {
    json.object("rcache").put("total", 0).put("free", 0).put("used", 0).end();
    json.object("vcache").end();
    json.object("wcache").end();
  }
}
