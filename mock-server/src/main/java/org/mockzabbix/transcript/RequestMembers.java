package org.mockzabbix.transcript;

import java.io.IOException;
import org.mockzabbix.protocol.Request;

/** The JSON members of a request that are not values: who sent it, and what it reports. */
final class RequestMembers {

  private RequestMembers() {}

  static void write(Request request, VisibleJson json) throws IOException {
    if (request instanceof Request.ActiveChecks checks) {
      write(checks, json);
    } else if (request instanceof Request.AgentData data) {
      write(data, json);
    } else if (request instanceof Request.SenderData data) {
      json.put("session", data.session());
    } else if (request instanceof Request.ActiveCheckHeartbeat heartbeat) {
      json.put("host", heartbeat.host()).put("heartbeatFreq", heartbeat.heartbeatFreq());
    } else if (request instanceof Request.ProxyConfig config) {
      json.put("proxy", config.proxy())
          .put("version", config.version().toString())
          .put("session", config.session())
          .put("configRevision", config.configRevision());
    } else if (request instanceof Request.ProxyData data) {
      json.put("proxy", data.proxy())
          .put("version", data.version().toString())
          .put("session", data.session())
          .put("sections", data.sections())
          .putTrue("more", data.more());
      ReportMembers.write(data.report(), json);
    } else if (request instanceof Request.ProxyHeartbeat heartbeat) {
      json.put("proxy", heartbeat.proxy());
    } else if (request instanceof Request.FailedPoll poll) {
      json.put("host", poll.item().host()).put("key", poll.item().key());
    }
  }

  private static void write(Request.ActiveChecks checks, VisibleJson json) {
    Request.Registration registration = checks.registration();
    json.put("host", checks.host())
        .put("version", checks.version().toString())
        .put("session", checks.session())
        .put("configRevision", checks.configRevision())
        .put("hostMetadata", registration.hostMetadata())
        .put("interface", registration.interfaceName())
        .put("ip", registration.ip())
        .put("listenPort", registration.port())
        .put("variant", registration.variant());
  }

  private static void write(Request.AgentData data, VisibleJson json) throws IOException {
    json.put("host", data.host())
        .put("version", data.version().toString())
        .put("session", data.session());
    ReportMembers.writeResults("commands", data.commands(), json);
  }
}
