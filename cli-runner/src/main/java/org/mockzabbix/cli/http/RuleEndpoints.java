package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.scenario.ScenarioPart;

/**
 * The endpoints for rules. The rule in a request or reply is the rule of a scenario, so the list of
 * all rules can be posted again. A rule keeps its id when a reset restarts it.
 */
final class RuleEndpoints {

  private final MockZabbixServer server;
  private final ScenarioState scenario;
  private final RuleIds ids = new RuleIds();

  RuleEndpoints(MockZabbixServer server, ScenarioState scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/v1/rules",
            "Lists the rules with their hits, in the order of adding; the last match applies.",
            call -> HttpReply.json(list())),
        Endpoint.get(
                "/api/v1/rules/{id}",
                "Returns one rule.",
                call -> HttpReply.json(find(call).json()))
            .segment("id", "1", "The id of the rule."),
        Endpoint.post(
                "/api/v1/rules",
                "Adds a rule, or all rules of a list that this path has returned.",
                this::add)
            .query("agent", "", "Adds the rule to this mock agent.")
            .body("{\"when\": {\"request\": \"sender data\"}, \"times\": 1, \"fault\": \"reset\"}")
            .replies(201, HttpReply.JSON),
        Endpoint.patch("/api/v1/rules/{id}", "Switches a rule on or off.", this::change)
            .segment("id", "1", "The id of the rule.")
            .body("{\"enabled\": false}"),
        Endpoint.delete("/api/v1/rules/{id}", "Removes a rule.", this::remove)
            .segment("id", "1", "The id of the rule."),
        Endpoint.delete("/api/v1/rules", "Removes all rules.", call -> removeAll()));
  }

  /** Numbers the definitions of rules, from 1. Thread-safe. */
  private static final class RuleIds {
    private final IdentityHashMap<RuleDefinition, Long> ids = new IdentityHashMap<>();
    private final AtomicLong last = new AtomicLong();

    private synchronized long of(RuleDefinition definition) {
      return ids.computeIfAbsent(definition, any -> last.incrementAndGet());
    }

    /** Forgets the rules that do not exist any more. */
    private synchronized void keep(List<RuleDefinition> definitions) {
      IdentityHashMap<RuleDefinition, Boolean> kept = new IdentityHashMap<>();
      definitions.forEach(definition -> kept.put(definition, true));
      ids.keySet().removeIf(definition -> !kept.containsKey(definition));
    }
  }

  /** A rule of the server or of a mock agent. */
  private final class ListedRule {
    private final Rule rule;
    private final String agent; // empty for the server

    private ListedRule(Rule rule, String agent) {
      this.rule = rule;
      this.agent = agent;
    }

    private long id() {
      return ids.of(rule.definition());
    }

    private ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id());
      if (!agent.isEmpty()) {
        json.put("agent", agent);
      }
      json.put("enabled", rule.isEnabled()).put("hits", rule.uses()).put("state", state());
      json.put("origin", isConfigured() ? "scenario" : "api");
      json.put("for", rule.definition().matcher().toString());
      rule.definition()
          .declaration()
          .ifPresent(declared -> json.set("rule", JournalView.parsed(declared)));
      return json;
    }

    private String state() {
      if (!rule.isEnabled()) {
        return "off";
      }
      if (rule.isExhausted()) {
        return "exhausted";
      }
      return rule.uses() == 0 ? "unused" : "live";
    }

    private boolean isConfigured() {
      List<RuleDefinition> configured =
          agent.isEmpty()
              ? server.config().rules()
              : server.agents().stream()
                  .filter(other -> other.name().equals(agent))
                  .flatMap(other -> other.config().rules().stream())
                  .toList();
      return configured.stream().anyMatch(definition -> definition == rule.definition());
    }

    private void remove() {
      if (agent.isEmpty()) {
        server.removeRule(rule);
      } else {
        server.agents().forEach(other -> other.removeRule(rule));
      }
    }
  }

  private List<ListedRule> entries() {
    List<ListedRule> entries = new ArrayList<>();
    server.rules().forEach(rule -> entries.add(new ListedRule(rule, "")));
    for (MockAgent agent : server.agents()) {
      agent.rules().forEach(rule -> entries.add(new ListedRule(rule, agent.name())));
    }
    return entries;
  }

  private ObjectNode list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = json.putArray("rules");
    entries().forEach(entry -> rules.add(entry.json()));
    return json;
  }

  private ListedRule find(HttpCall call) {
    long id = call.id("id");
    return entries().stream()
        .filter(entry -> entry.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new HttpProblem(
                    404,
                    "Not Found",
                    "rule "
                        + id
                        + " is unknown, or was removed by a reset: GET /api/v1/rules lists"
                        + " all"));
  }

  private HttpReply add(HttpCall call) {
    String agent = call.text("agent").orElse("");
    List<Addition> additions = new ArrayList<>();
    if (call.body().stripLeading().startsWith("{")) {
      JsonNode body = call.json();
      JsonNode rules = body.path("rules");
      if (rules.isArray()) {
        for (int i = 0; i < rules.size(); i++) {
          additions.add(listed("rules[" + i + "]", rules.get(i)));
        }
      } else {
        additions.add(body.has("rule") ? listed("", body) : new Addition(agent, call.body()));
      }
    } else {
      additions.add(new Addition(agent, call.body())); // YAML
    }
    List<Runnable> checked = additions.stream().map(this::prepared).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    scenario.change(
        () -> {
          int before = entries().size();
          checked.forEach(Runnable::run);
          json.put("added", entries().size() - before);
        });
    return HttpReply.json(list().setAll(json)).withStatus(201);
  }

  /** A rule to add, as text. */
  private record Addition(String agent, String text) {}

  private static Addition listed(String field, JsonNode element) {
    JsonNode rule = element.path("rule");
    if (!rule.isObject()) {
      throw HttpProblem.badInput(
          field, "each element of rules needs the member \"rule\", the rule of a scenario");
    }
    return new Addition(element.path("agent").asText(""), rule.toString());
  }

  /** Checks a rule, so that either all rules of a request are added or none. */
  private Runnable prepared(Addition addition) {
    if (addition.agent().isEmpty()) {
      RuleDefinition rule = ScenarioPart.rule("body", addition.text());
      return () -> server.addRule(rule);
    }
    MockAgent agent = AgentEndpoints.find(server, addition.agent());
    RuleDefinition rule = ScenarioPart.agentRule("body", addition.text());
    return () -> agent.addRule(rule);
  }

  private HttpReply change(HttpCall call) throws ScenarioException {
    ListedRule entry = find(call);
    boolean enabled =
        HttpCall.optionalFlag(call.object(List.of("enabled")), "enabled")
            .orElseThrow(
                () -> HttpProblem.badInput("enabled", "the body needs the member \"enabled\""));
    if (enabled) {
      entry.rule.enable();
    } else {
      entry.rule.disable();
    }
    return HttpReply.json(entry.json());
  }

  private HttpReply remove(HttpCall call) {
    ListedRule entry = find(call);
    scenario.change(entry::remove);
    forget();
    return HttpReply.noContent();
  }

  private HttpReply removeAll() {
    scenario.change(() -> entries().forEach(ListedRule::remove));
    forget();
    return HttpReply.noContent();
  }

  /** Keeps the ids of the scenario's rules, which come back with the next reset. */
  private void forget() {
    List<RuleDefinition> kept = new ArrayList<>(server.config().rules());
    server.agents().forEach(agent -> kept.addAll(agent.config().rules()));
    entries().forEach(entry -> kept.add(entry.rule.definition()));
    ids.keep(kept);
  }
}
