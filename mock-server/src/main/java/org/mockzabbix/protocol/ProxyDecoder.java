package org.mockzabbix.protocol;

import java.util.ArrayList;
import java.util.List;
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
    String proxy = message.text("host");
    if (proxy == null) {
      return new Refused(RequestKind.PROXY_CONFIG, "missing name of proxy");
    }
    return new ProxyConfig(
        proxy,
        AgentVersion.parse(message.text("version")),
        message.text("session"),
        message.number("config_revision").orElse(0));
  }

  static Request data(Message message) {
    String proxy = message.text("host");
    if (proxy == null) {
      return new Refused(RequestKind.PROXY_DATA, "missing name of proxy");
    }
    Refused session = message.refusedSession(RequestKind.PROXY_DATA);
    return session == null ? collected(message, proxy) : session;
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
    String proxy = message.text("host");
    return proxy == null
        ? new Refused(RequestKind.PROXY_HEARTBEAT, "missing name of proxy")
        : new ProxyHeartbeat(proxy);
  }
}
