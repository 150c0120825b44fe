package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.ScenarioException;
import org.mockzabbix.scenario.ScenarioPart;

/**
 * The endpoints for rules. The rule in a request or reply is the rule of a scenario, so the list of
 * all rules can be posted again. A rule keeps its id when a reset restarts it.
 */
final class RuleEndpoints {

  private static final int MOST_EXAMINED = 100;

  /** The members of a rule in the list. */
  private static final List<String> MEMBERS =
      List.of("id", "agent", "enabled", "hits", "state", "origin", "for", "rule");

  private final MockZabbixServer server;
  private final JournalView journal;
  private final ScenarioState scenario;
  private final RuleIds ids = new RuleIds();

  RuleEndpoints(JournalView journal, ScenarioState scenario) {
    this.server = journal.server();
    this.journal = journal;
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/api/v1/rules",
                "Lists the rules with their hits, in the order of adding; the last match applies.",
                call -> HttpReply.json(list()))
            .returns("Rules"),
        Endpoint.get(
                "/api/v1/rules/{id}",
                "Returns one rule.",
                call -> HttpReply.json(find(call).json()))
            .returns("Rule")
            .segment("id", "1", "The id of the rule."),
        Endpoint.post(
                "/api/v1/rules",
                "Adds a rule, or all rules of a list that this path has returned.",
                this::add)
            .returns(201, "Rules")
            .query("agent", "", "Adds all of them to this mock agent.")
            .body(
                "NewRules",
                "{\"when\": {\"request\": \"sender data\"}, \"times\": 1, \"fault\": \"reset\"}"),
        Endpoint.post(
                "/api/v1/rules/matches",
                "Counts the last requests that a rule with these conditions would have matched.",
                this::matches)
            .returns("RuleMatches")
            .query("agent", "", "Examines the requests to this mock agent.")
            .body("RuleConditions", "{\"when\": {\"request\": \"sender data\"}}"),
        Endpoint.patch("/api/v1/rules/{id}", "Switches a rule on or off.", this::change)
            .returns("Rule")
            .segment("id", "1", "The id of the rule.")
            .body("RuleSwitch", "{\"enabled\": false}"),
        Endpoint.delete("/api/v1/rules/{id}", "Removes a rule.", this::remove)
            .segment("id", "1", "The id of the rule."),
        Endpoint.delete("/api/v1/rules", "Removes all rules.", call -> removeAll()));
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

    private void switchTo(boolean enabled) {
      Rule unused = enabled ? rule.enable() : rule.disable();
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
    List<Addition> additions = additions(call);
    Optional<String> agent = call.text("agent");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    scenario.change(
        () -> {
          List<Supplier<Rule>> checked =
              additions.stream()
                  .map(addition -> prepared(addition, agent.orElse(addition.agent())))
                  .toList();
          List<Rule> added = checked.stream().map(Supplier::get).toList();
          json.put("added", added.size());
        });
    return HttpReply.json(list().setAll(json)).withStatus(201);
  }

  /**
   * A rule to add.
   *
   * @param agent the mock agent; empty for the server
   * @param text the rule of a scenario
   */
  private record Addition(String field, String agent, boolean enabled, String text) {}

  /** Returns the rules of a list that this API has returned, or the rule of a scenario. */
  private static List<Addition> additions(HttpCall call) {
    JsonNode body =
        call.body().stripLeading().startsWith("{") ? call.json() : MissingNode.getInstance();
    JsonNode rules = body.path("rules");
    if (body.has("rules") && !rules.isArray()) {
      throw HttpProblem.badInput("rules", "rules must be a list, as this path returns it");
    }
    List<Addition> additions = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      additions.add(listed("rules[" + i + "]", rules.get(i)));
    }
    if (body.has("rule")) {
      additions.add(listed("", body));
    } else if (!body.has("rules")) {
      additions.add(new Addition("", "", true, call.body()));
    }
    return additions;
  }

  private static Addition listed(String field, JsonNode element) {
    return HttpCall.element(field, element, MEMBERS, entry -> addition(field, entry));
  }

  private static Addition addition(String field, ObjectNode entry) {
    if (!entry.path("rule").isObject()) {
      throw HttpProblem.badInput("rule", "needs the member \"rule\", the rule of a scenario");
    }
    return new Addition(
        field.isEmpty() ? "rule" : field + ".rule",
        HttpCall.optionalText(entry, "agent").orElse(""),
        HttpCall.optionalFlag(entry, "enabled").orElse(true),
        entry.path("rule").toString());
  }

  /** Checks a rule, so that either all rules of a request are added or none. */
  private Supplier<Rule> prepared(Addition addition, String agent) {
    Function<RuleDefinition, Rule> target = agent.isEmpty() ? server::addRule : adding(agent);
    RuleDefinition definition = definition(addition, agent);
    return () -> {
      Rule rule = target.apply(definition);
      return addition.enabled() ? rule : rule.disable();
    };
  }

  private Function<RuleDefinition, Rule> adding(String agent) {
    try {
      return AgentEndpoints.find(server, agent)::addRule;
    } catch (HttpProblem unknown) {
      throw unknown.with("field", "agent");
    }
  }

  private static RuleDefinition definition(Addition addition, String agent) {
    try {
      return agent.isEmpty()
          ? ScenarioPart.rule("body", addition.text())
          : ScenarioPart.agentRule("body", addition.text());
    } catch (ScenarioException invalid) {
      HttpProblem problem = HttpProblem.of(invalid);
      throw addition.field().isEmpty() ? problem : problem.inside(addition.field());
    }
  }

  /** Applies the conditions of a rule to what was received, newest first. */
  private HttpReply matches(HttpCall call) throws ScenarioException {
    String agent = call.text("agent").orElse("");
    if (!agent.isEmpty()) {
      adding(agent); // which must exist
    }
    ObjectNode conditions = call.object(List.of("when")).put("fault", "reset"); // makes it a rule
    RuleDefinition rule = definition(new Addition("", agent, true, conditions.toString()), agent);
    List<Exchange> examined = journal.last(MOST_EXAMINED, agent);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("examined", examined.size());
    ArrayNode ids = json.putArray("exchanges");
    examined.stream()
        .filter(exchange -> rule.isForConnections() || rule.matcher().matches(exchange))
        .forEach(exchange -> ids.add(exchange.id()));
    return HttpReply.json(json.put("matched", ids.size()));
  }

  private HttpReply change(HttpCall call) throws ScenarioException {
    ListedRule entry = find(call);
    boolean enabled =
        HttpCall.optionalFlag(call.object(List.of("enabled")), "enabled")
            .orElseThrow(
                () -> HttpProblem.badInput("enabled", "the body needs the member \"enabled\""));
    scenario.change(() -> entry.switchTo(enabled));
    return HttpReply.json(entry.json());
  }

  private HttpReply remove(HttpCall call) {
    ListedRule entry = find(call);
    scenario.change(entry::remove);
    return HttpReply.noContent();
  }

  private HttpReply removeAll() {
    scenario.change(() -> entries().forEach(ListedRule::remove));
    return HttpReply.noContent();
  }
}
