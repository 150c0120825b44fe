package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.Request.Invalid;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;

/** Decodes requests of active proxies. */
final class ProxyDecoder {

  private static final List<String> SECTIONS =
      List.of(
          "interface availability",
          "host availability",
          "history data",
          "host data",
          "discovery data",
          "auto registration",
          "tasks");

  private static final int MAX_SESSION_LENGTH = 32;
  private static final int MAX_REVISION_LENGTH = 21;

  private ProxyDecoder() {}

  static Request config(JsonRequest request) {
    Invalid refused = refusedName(request);
    return refused == null
        ? new ProxyConfig(
            name(request),
            AgentVersion.ofProxy(request.text("version")),
            request.text("session"),
            request.number("config_revision").orElse(0),
            configDefect(request))
        : refused;
  }

  /**
   * Returns why a server since 7.0 refuses a request for the configuration; null if it does not.
   */
  private static @Nullable String configDefect(JsonRequest request) {
    if (request.text("session", MAX_SESSION_LENGTH) == null) {
      return "cannot get session from proxy configuration request";
    }
    String revision = request.text("config_revision", MAX_REVISION_LENGTH);
    if (revision == null) {
      return "cannot get revision from proxy configuration request";
    }
    return request.number("config_revision").isEmpty()
        ? "invalid proxy configuration revision: " + revision
        : null;
  }

  static Request data(JsonRequest request) {
    Invalid refused = refusedName(request);
    return refused == null ? collected(request, name(request)) : refused;
  }

  private static String name(JsonRequest request) {
    return String.valueOf(request.text("host"));
  }

  private static @Nullable Invalid refusedName(JsonRequest request) {
    String proxy = request.text("host");
    if (proxy == null) {
      return request.refusedWithout("host", "missing name of proxy");
    }
    String length = AgentDecoder.lengthDefect(proxy);
    if (length != null) {
      return request.refused("missing name of proxy", ": the name" + length);
    }
    String error = AgentDecoder.nameError(proxy);
    return error == null ? null : request.refused("invalid proxy name \"" + proxy + "\": " + error);
  }

  /** Decodes the data of an active or a passive proxy. */
  static ProxyData collected(JsonRequest request, String proxy) {
    List<String> sections = new ArrayList<>(SECTIONS);
    sections.removeIf(section -> !request.hasContainer(section));
    return new ProxyData(
        proxy,
        AgentVersion.ofProxy(request.text("version")),
        request.text("session"),
        request.historyData(),
        sections,
        request.number("more").orElse(0) == 1,
        ProxyReportReader.read(request, proxy),
        ProxySections.defect(request));
  }

  /** Decodes a heartbeat, which proxies no longer send and servers no longer know since 6.4. */
  static Request heartbeat(JsonRequest request) {
    if (request.isFor70()) {
      return request.unknownTo("up to 6.2");
    }
    Invalid refused = refusedName(request);
    return refused == null ? new ProxyHeartbeat(name(request)) : refused;
  }
}
