package org.mockzabbix.protocol;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.HistoryPush;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.ZabbixTime;

/** Decodes requests of other servers and of the web frontend. */
final class FrontendDecoder {

  private static final long DEFAULT_FROM = 6;

  /** The size of the server's buffer; it ignores a longer text. */
  private static final int MAX_BOUND_LENGTH = 21;

  private FrontendDecoder() {}

  static Request stats(JsonRequest request) {
    if (!"queue".equals(request.text("type"))) {
      return new ZabbixStats(false);
    }
    String error =
        request.hasContainer("params")
            ? intervalError(request.container("params"))
            : "cannot find tag: params";
    return error == null ? new ZabbixStats(true) : request.refused(error);
  }

  private static @Nullable String intervalError(JsonCursor params) {
    OptionalLong from = bound(params, "from", DEFAULT_FROM);
    OptionalLong to = bound(params, "to", Long.MAX_VALUE);
    if (from.isEmpty()) {
      return "invalid 'from' parameter";
    }
    if (to.isEmpty()) {
      return "invalid 'to' parameter";
    }
    return from.getAsLong() > to.getAsLong() ? "parameters represent an invalid interval" : null;
  }

  /** Returns a bound of the interval in seconds; empty if it is not a valid time. */
  private static OptionalLong bound(JsonCursor params, String name, long defaultSeconds) {
    String text = params.textOf(name);
    return text == null || text.length() > MAX_BOUND_LENGTH
        ? OptionalLong.of(defaultSeconds)
        : ZabbixTime.seconds(text);
  }

  static Request request(JsonRequest request) {
    Map<String, String> parameters = request.texts();
    parameters.remove("request");
    String sid = parameters.remove("sid");
    return new FrontendRequest(request.kind(), sid, parameters, request.json("data"));
  }

  /** Decodes the request, which servers since 7.0 do not know. */
  static Request preprocessingTest(JsonRequest request) {
    return request.isFor70() ? request.unknownTo("up to 6.4") : request(request);
  }

  /** Decodes the request, which servers before 6.0 do not know. */
  static Request reportTest(JsonRequest request) {
    return request.isFor60() ? request(request) : request.unknownTo("6.0 and newer");
  }

  /** Decodes the request, which only servers since 7.0 know. */
  static Request historyPush(JsonRequest request) {
    return request.isFor70()
        ? new HistoryPush(
            request.data(Naming.EITHER),
            request.text("sid"),
            request.text("clientip"),
            HistoryPushCheck.defect(request))
        : request.unknownTo("7.0 and newer");
  }
}
