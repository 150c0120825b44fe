package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.client.NoSuccessException;
import org.mockzabbix.client.Sender;
import org.mockzabbix.client.Sender.OutgoingValue;
import org.mockzabbix.text.IntegerRange;

/** The endpoints that control the server as a whole. */
final class ControlEndpoints {

  private static final List<String> VALUE = List.of("host", "key", "value", "clock", "ns");

  private final HttpTarget target;
  private final MockZabbixServer server;
  private final ScenarioState scenario;

  ControlEndpoints(HttpTarget target, ScenarioState scenario) {
    this.target = target;
    this.server = target.server();
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
                "/api/v1/reset",
                "Restores the state that the scenario describes, in one moment.",
                call -> reset())
            .replies(204, ""),
        Endpoint.get(
                "/api/v1/scenario",
                "Returns the current hosts, agents, rules and expectations as a scenario.",
                call -> HttpReply.json(scenario.json()))
            .returns("Scenario"),
        Endpoint.put(
                "/api/v1/scenario",
                "Replaces the scenario, in YAML or JSON, and resets the server.",
                this::replace)
            .returns("Scenario")
            .body("Scenario", "{\"hosts\": [{\"host\": \"web01\"}]}"),
        Endpoint.post(
                "/api/v1/connections",
                "Refuses or accepts connections, as if the server or a mock agent were down or up.",
                this::connections)
            .returns("Accepting")
            .body("ConnectionSwitch", "{\"accept\": false, \"for\": \"1s\"}"),
        Endpoint.post(
                "/api/v1/send",
                "Sends a value to this server as zabbix_sender does, or a list as {\"values\": [...]}.",
                this::send)
            .returns("SendResult")
            .body("ValuesToSend", "{\"host\": \"web01\", \"key\": \"app.ok\", \"value\": \"1\"}"),
        Endpoint.post("/api/v1/shutdown", "Stops the server.", call -> shutdown())
            .returns(202, "Stopping"));
  }

  private HttpReply reset() {
    scenario.change(server::reset);
    return HttpReply.noContent();
  }

  private HttpReply replace(HttpCall call) {
    if (call.body().isBlank()) { // a forgotten body must not remove every host
      throw HttpProblem.badInput(
          "", "the body is empty: send a scenario, or {} for one without hosts and rules");
    }
    scenario.replace(call.body());
    return HttpReply.json(scenario.json());
  }

  private HttpReply shutdown() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("stopping", true);
    return HttpReply.json(json).withStatus(202).then(target.shutdown());
  }

  /** Refuses or accepts connections of one port. */
  private record ConnectionSwitch(Runnable accept, Runnable refuse, Consumer<Duration> refuseFor) {
    private static ConnectionSwitch of(MockAgent agent) {
      return new ConnectionSwitch(
          agent::acceptConnections, agent::refuseConnections, agent::refuseConnections);
    }

    private static ConnectionSwitch of(MockZabbixServer server) {
      return new ConnectionSwitch(
          server::acceptConnections, server::refuseConnections, server::refuseConnections);
    }
  }

  private HttpReply connections(HttpCall call) {
    ObjectNode body = call.object(List.of("accept", "for", "agent"));
    boolean accept =
        HttpCall.optionalFlag(body, "accept")
            .orElseThrow(
                () ->
                    HttpProblem.badInput(
                        "accept", "the body needs the member \"accept\": true or false"));
    Optional<Duration> time = HttpCall.optionalTime(body, "for");
    Optional<MockAgent> agent =
        HttpCall.optionalText(body, "agent").map(name -> AgentEndpoints.find(server, name));
    if (accept && time.isPresent()) {
      throw HttpProblem.badInput("for", "for is valid only with \"accept\": false");
    }
    ConnectionSwitch port =
        agent.map(ConnectionSwitch::of).orElseGet(() -> ConnectionSwitch.of(server));
    scenario.change(() -> apply(port, accept, time.orElse(null)));
    boolean accepting =
        agent.map(MockAgent::isAcceptingConnections).orElseGet(server::isAcceptingConnections);
    return HttpReply.json(JsonNodeFactory.instance.objectNode().put("accept", accepting));
  }

  private static void apply(ConnectionSwitch port, boolean accept, @Nullable Duration time) {
    if (accept) {
      port.accept().run();
    } else if (time == null) {
      port.refuse().run();
    } else {
      port.refuseFor().accept(time);
    }
  }

  private HttpReply send(HttpCall call) throws IOException {
    List<OutgoingValue> values = values(call.json());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    try {
      Sender.SendResult result = new Sender(server.host(), server.trapperPort()).send(values);
      json.put("processed", result.processed()).put("failed", result.failed());
      result.infos().forEach(json.putArray("info")::add);
    } catch (NoSuccessException refused) {
      throw new HttpProblem(502, "Bad Gateway", String.valueOf(refused.getMessage()));
    }
    return HttpReply.json(json);
  }

  /** Returns the value or the values of a body. */
  private static List<OutgoingValue> values(JsonNode body) {
    if (!body.has("values")) {
      return List.of(value("", body));
    }
    JsonNode list = body.path("values");
    if (body.size() > 1 || !list.isArray() || list.isEmpty()) {
      throw HttpProblem.badInput(
          "values", "values must be a list of at least one value, and the only member");
    }
    List<OutgoingValue> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(value("values[" + i + "]", list.get(i)));
    }
    return values;
  }

  private static OutgoingValue value(String field, JsonNode json) {
    return HttpCall.element(field, json, VALUE, ControlEndpoints::value);
  }

  private static OutgoingValue value(ObjectNode json) {
    Long clock = HttpCall.optionalInteger(json, "clock", IntegerRange.atLeast(0)).orElse(null);
    Long ns = HttpCall.optionalInteger(json, "ns", new IntegerRange(0, 999_999_999)).orElse(null);
    return new OutgoingValue(
        HttpCall.requiredText(json, "host"),
        HttpCall.requiredText(json, "key"),
        HttpCall.requiredText(json, "value"),
        clock,
        ns == null ? null : Integer.valueOf(ns.intValue()));
  }
}
