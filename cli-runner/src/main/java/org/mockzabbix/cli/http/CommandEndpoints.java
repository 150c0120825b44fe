package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RemoteCommand;
import org.mockzabbix.protocol.Request.AgentData;
import org.mockzabbix.protocol.Request.CommandResult;
import org.mockzabbix.protocol.Request.ProxyData;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.Quoting;

/** The endpoints for remote commands, and for items that proxies check on demand. */
final class CommandEndpoints {

  private static final String CHECK_NOW = "checkNow";
  private static final List<String> MEMBERS =
      List.of("host", "command", "wait", "timeout", CHECK_NOW);

  private final MockZabbixServer server;
  private final ScenarioState scenario;

  CommandEndpoints(MockZabbixServer server, ScenarioState scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
                "/api/v1/commands",
                "Queues a remote command for the agent of a host, or an item that its proxy checks.",
                this::queue)
            .returns("QueuedCommand")
            .body(
                "NewCommand",
                "{\"host\": \"web01\", \"command\": \"uptime\", \"timeout\": \"5s\"}"),
        Endpoint.get(
                "/api/v1/commands",
                "Lists the remote commands with their results, also those of the scenario.",
                call -> list())
            .returns("Commands"),
        Endpoint.get(
                "/api/v1/commands/{id}",
                "Returns a remote command with its results.",
                call -> HttpReply.json(json(known(call.segment("id")), results())))
            .returns("Command")
            .segment("id", "1", "The id that POST returned; those of the scenario begin with 1."));
  }

  private HttpReply queue(HttpCall call) {
    ObjectNode body = call.object(MEMBERS);
    String host = host(HttpCall.requiredText(body, "host"));
    if (body.has(CHECK_NOW)) {
      return checkNow(host, body);
    }
    long seconds =
        HttpCall.optionalTime(body, "timeout")
            .map(time -> DurationRange.CHECK_TIMEOUT.check("timeout", time))
            .orElse(Duration.ofSeconds(3))
            .toSeconds();
    boolean waits = HttpCall.optionalFlag(body, "wait").orElse(true);
    RemoteCommand command =
        new RemoteCommand(0, HttpCall.requiredText(body, "command"), waits, seconds);
    AtomicLong id = new AtomicLong();
    scenario.change(() -> id.set(server.runOnAgent(host, command).id()));
    return HttpReply.json(json(id.get(), Map.of()));
  }

  private HttpReply checkNow(String host, ObjectNode body) {
    for (String member : List.of("command", "wait", "timeout")) {
      if (body.has(member)) {
        throw HttpProblem.badInput(member, member + " must be left out with checkNow");
      }
    }
    String key = HttpCall.requiredText(body, CHECK_NOW);
    scenario.change(() -> server.checkNow(host, key));
    return HttpReply.json(
        JsonNodeFactory.instance.objectNode().put("host", host).put(CHECK_NOW, key));
  }

  /** Returns the name of a host; agents of unknown hosts come to a lenient server, too. */
  private String host(String name) {
    return server.config().isLenient() ? name : HostEndpoints.find(server, name).name();
  }

  private long known(String text) {
    long id = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    if (server.command(id).isEmpty()) {
      throw new HttpProblem(
          404,
          "Not Found",
          "command " + Quoting.quote(text) + " is unknown: GET /api/v1/commands lists all");
    }
    return id;
  }

  private HttpReply list() {
    Map<Long, ArrayNode> results = results();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode commands = json.putArray("commands");
    server.commandIds().forEach(id -> commands.add(json(id, results)));
    return HttpReply.json(json);
  }

  private ObjectNode json(long id, Map<Long, ArrayNode> results) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
    server.hostOfCommand(id).ifPresent(host -> json.put("host", host));
    server.command(id).ifPresent(command -> json.put("command", command));
    ArrayNode own = results.get(id);
    return json.set("results", own == null ? JsonNodeFactory.instance.arrayNode() : own);
  }

  /** Returns the reported results by the id of their command. */
  private Map<Long, ArrayNode> results() {
    Map<Long, ArrayNode> results = new HashMap<>();
    for (Exchange exchange : server.exchanges()) {
      if (exchange.request() instanceof AgentData data) {
        add(results, data.commands(), null, exchange);
      } else if (exchange.request() instanceof ProxyData data && exchange.reason().isEmpty()) {
        add(results, data.report().taskResults(), data.proxy(), exchange);
      }
    }
    return results;
  }

  private static void add(
      Map<Long, ArrayNode> results,
      List<CommandResult> reported,
      @Nullable String proxy,
      Exchange exchange) {
    for (CommandResult result : reported) {
      ObjectNode json =
          results
              .computeIfAbsent(result.id(), id -> JsonNodeFactory.instance.arrayNode())
              .addObject();
      if (result.error() != null) {
        json.put("error", result.error());
      } else if (result.value() != null) {
        json.put("output", result.value());
      }
      if (proxy != null) {
        json.put("proxy", proxy);
      }
      json.put("exchange", exchange.id()).put("at", exchange.receivedAt().toString());
    }
  }
}
