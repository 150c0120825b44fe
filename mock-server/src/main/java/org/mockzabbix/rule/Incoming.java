package org.mockzabbix.rule;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.HistoryRows;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Request.ActiveCheckHeartbeat;
import org.mockzabbix.protocol.Request.ActiveChecks;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.LegacyData;
import org.mockzabbix.protocol.Request.ProxyConfig;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.protocol.Request.ProxyHeartbeat;

/**
 * A request that waits for its answer, as rules see it.
 *
 * @param flags the flags byte of its packet, which most answers repeat
 */
public record Incoming(Request request, InetSocketAddress peer, int flags) {

  /**
   * The host, or the proxy, that the request is about: what it says itself, else what its first row
   * says, as a real server decides for a whole batch. Empty if neither says.
   */
  public String host() {
    String said = said();
    HistoryRows rows = request.rows();
    if (said != null) {
      return said;
    }
    return rows != null && rows.size() > 0 ? rows.name(0).host() : "";
  }

  private @Nullable String said() {
    if (request instanceof ActiveChecks checks) {
      return checks.host();
    }
    if (request instanceof AgentData data) {
      return data.host();
    }
    if (request instanceof ActiveCheckHeartbeat heartbeat) {
      return heartbeat.host();
    }
    if (request instanceof LegacyData legacy) {
      return legacy.item().host();
    }
    return proxy();
  }

  private @Nullable String proxy() {
    if (request instanceof ProxyConfig config) {
      return config.proxy();
    }
    if (request instanceof ProxyData data) {
      return data.proxy();
    }
    return request instanceof ProxyHeartbeat heartbeat ? heartbeat.proxy() : null;
  }
}
