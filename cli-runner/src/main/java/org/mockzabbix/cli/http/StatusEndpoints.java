package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.cli.output.ExchangeCounters;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;

/** The endpoints for the state of the server, for people, for orchestrators and for Prometheus. */
final class StatusEndpoints {

  private final MockZabbixServer server;
  private final Waits waits;
  private final ExchangeCounters counters;
  private final ClientMistakes mistakes;
  private final String instance = UUID.randomUUID().toString();
  private final Instant started;

  StatusEndpoints(HttpTarget target, Waits waits) {
    this.server = target.server();
    this.started = target.started();
    this.waits = waits;
    this.counters = target.counters();
    this.mistakes = new ClientMistakes(server);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/api/v1/status",
                "Returns the ports, the settings, and the sizes of the journal.",
                call -> status())
            .returns("Status"),
        Endpoint.get(
                "/api/v1/problems",
                "Lists the newest 1,000 kinds of problems with their cause, the newest last.",
                call -> HttpReply.json(mistakes.json()))
            .returns("Problems"),
        Endpoint.get("/livez", "Reports that the process runs.", call -> text(200, "ok\n"))
            .replies(200, HttpReply.TEXT),
        Endpoint.get(
                "/readyz",
                "Reports whether all ports accept connections: 200 or 503.",
                call -> ready())
            .replies(200, HttpReply.TEXT),
        Endpoint.get("/metrics", "Returns counts in the text format of Prometheus.", c -> metrics())
            .replies(200, Metrics.CONTENT_TYPE));
  }

  private static HttpReply text(int status, String text) {
    return HttpReply.of(status, HttpReply.TEXT, text);
  }

  private HttpReply ready() {
    if (!server.isAcceptingConnections()) {
      return text(503, "the trapper port does not accept connections\n");
    }
    for (MockAgent agent : server.agents()) {
      if (!agent.isAcceptingConnections()) {
        return text(503, "the mock agent " + agent.name() + " does not accept connections\n");
      }
    }
    return text(200, "ok\n");
  }

  private HttpReply status() {
    ServerConfig config = server.config();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("instance", instance)
            .put("started", started.toString())
            .put("uptimeSeconds", Duration.between(started, Instant.now()).toSeconds())
            .put("dialect", config.version().dialect())
            .put("strict", !config.isLenient())
            .put("host", server.host())
            .put("trapper", server.trapperPort())
            .put("acceptsConnections", server.isAcceptingConnections())
            .put("configRevision", server.configRevision())
            .put("waitingRequests", waits.count());
    ArrayNode agents = json.putArray("agents");
    for (MockAgent agent : server.agents()) {
      agents.addObject().put("host", agent.name()).put("address", agent.address());
    }
    writeJournal(json.putObject("journal"));
    json.putObject("total")
        .put("values", counters.values())
        .put("rejected", counters.rejected())
        .put("exchanges", counters.exchanges())
        .put("unreadable", counters.unreadable())
        .put("refusedConnections", server.refusedConnections());
    return HttpReply.json(json);
  }

  private void writeJournal(ObjectNode json) {
    Journal journal = server.journal();
    List<Exchange> exchanges = journal.exchanges();
    json.put("exchanges", exchanges.size())
        .put("oldest", exchanges.isEmpty() ? 0 : exchanges.get(0).id())
        .put("newest", exchanges.isEmpty() ? 0 : exchanges.get(exchanges.size() - 1).id())
        .put("evictedExchanges", journal.evictedExchanges())
        .put("evictedValues", journal.evictedItems())
        .put("maxBytes", journal.maxBytes())
        .put("version", journal.version());
  }

  private HttpReply metrics() {
    return HttpReply.of(200, Metrics.CONTENT_TYPE, Metrics.text(server, counters));
  }
}
