package org.mockzabbix.protocol;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.FrontendRequest;
import org.mockzabbix.protocol.Request.ZabbixStats;
import org.mockzabbix.protocol.json.JsonCursor;
import org.mockzabbix.text.ZabbixTime;

/** Decodes requests of other servers and of the web frontend. */
final class FrontendDecoder {

  private static final long DEFAULT_FROM = 6;

  private static final String DENIED = "Permission denied.";

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
    return text == null ? OptionalLong.of(defaultSeconds) : ZabbixTime.seconds(text);
  }

  /**
   * Returns the error of a request that the frontend sends for a user, as a server sends it without
   * a valid session; null if the server closes the connection.
   */
  static @Nullable String refusal(String name, JsonRequest request) {
    return switch (name) {
      case "item.test", "expressions.evaluate", "alert.send" -> DENIED;
      case "preprocessing.test" -> request.isFor70() ? null : DENIED;
      case "report.test" -> request.isFor60() ? "Report manager is disabled." : null;
      case "command" -> commandRefusal(request);
      default -> null;
    };
  }

  private static String commandRefusal(JsonRequest request) {
    if (!request.isFor60() && request.number("scriptid").isEmpty()) {
      return "Failed to parse command request tag: scriptid.";
    }
    return request.text("sid") == null ? "Failed to parse sid tag" : DENIED;
  }

  static Request request(JsonRequest request) {
    return new FrontendRequest(request.kind(), request.text("sid"), request.text("type"));
  }
}
