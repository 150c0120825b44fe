package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows.Naming;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;
import org.mockzabbix.protocol.Request.Refused;
import org.mockzabbix.protocol.Request.Unknown;

/** Reads what active proxies say. */
final class ProxyDecoder {

  private static final List<String> SECTIONS =
      List.of(
          "interface availability",
          "history data",
          "host data",
          "discovery data",
          "auto registration",
          "tasks");

  private ProxyDecoder() {}

  static Request config(Message message) {
    Refused nameless = refusedName(message, RequestKind.PROXY_CONFIG);
    return nameless == null
        ? new ProxyConfig(
            name(message),
            AgentVersion.parse(message.text("version")),
            message.text("session"),
            message.number("config_revision").orElse(0))
        : nameless;
  }

  static Request data(Message message) {
    Refused refused = refusedName(message, RequestKind.PROXY_DATA);
    if (refused == null && message.hasContainer("history data")) {
      refused = message.refusedSession(RequestKind.PROXY_DATA);
    }
    return refused == null ? collected(message, name(message)) : refused;
  }

  private static String name(Message message) {
    return String.valueOf(message.text("host"));
  }

  private static @Nullable Refused refusedName(Message message, RequestKind kind) {
    String proxy = message.text("host");
    if (proxy == null) {
      return new Refused(kind, "missing name of proxy");
    }
    String wrong = AgentDecoder.wrongName(proxy);
    return wrong == null
        ? null
        : new Refused(kind, "invalid proxy name \"" + proxy + "\": " + wrong);
  }

  /** What a proxy has collected, whether it brings it or is asked for it. */
  static ProxyData collected(Message message, String proxy) {
    List<String> sections = new ArrayList<>(SECTIONS);
    sections.removeIf(section -> !message.hasContainer(section));
    return new ProxyData(
        proxy,
        AgentVersion.parse(message.text("version")),
        message.text("session"),
        message.rows("history data", Naming.ITEMID),
        sections,
        message.number("more").orElse(0) == 1);
  }

  /** Proxies stopped sending it in 6.4, and servers answering it. */
  static Request heartbeat(Message message) {
    if (message.isFor70()) {
      return new Unknown("proxy heartbeat");
    }
    Refused nameless = refusedName(message, RequestKind.PROXY_HEARTBEAT);
    return nameless == null ? new ProxyHeartbeat(name(message)) : nameless;
  }
}
