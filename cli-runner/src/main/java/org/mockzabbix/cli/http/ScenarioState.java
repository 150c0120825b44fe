package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.scenario.Scenario;
import org.mockzabbix.scenario.ScenarioPart;
import org.mockzabbix.server.TaskCheck;
import org.mockzabbix.tls.TlsConfig;

/**
 * The scenario of a running server for HTTP clients: replaces it, and writes the current state as a
 * scenario. Thread-safe.
 */
final class ScenarioState {

  private final MockZabbixServer server;
  private final CurrentScenario current;

  ScenarioState(HttpTarget target) {
    this.server = target.server();
    this.current = target.scenario();
  }

  /** Returns the expectations of the scenario. */
  List<Expectation> expectations() {
    return current.expectations();
  }

  /** Makes a change of the server while no other request makes one. */
  void change(Runnable change) {
    current.change(change);
  }

  /** Returns whether a request waits until another one has made its change. */
  boolean isAwaited() {
    return current.isAwaited();
  }

  /** Replaces the scenario, and resets the server. Settings that it leaves out stay as they are. */
  void replace(String text) {
    current.replace(
        server,
        () -> {
          ServerConfig settings =
              server.config().toBuilder()
                  .withoutHosts()
                  .withoutProxies()
                  .withoutTasks()
                  .agents(List.of())
                  .rules(List.of())
                  .build();
          Scenario changed = Scenario.parse("body", text, settings);
          return new Scenario(withOptions(changed.server()), changed.expectations());
        });
  }

  /**
   * Returns settings whose agents have the options of the user, and are encrypted as before unless
   * the scenario says how: the one that clients read has no encryption that only Java can declare.
   */
  private ServerConfig withOptions(ServerConfig changed) {
    Map<String, TlsConfig> before = new HashMap<>();
    for (AgentConfig agent : server.config().agents()) {
      agent.tls().ifPresent(tls -> before.put(agent.host(), tls));
    }
    List<AgentConfig> agents =
        changed.agents().stream()
            .map(
                agent ->
                    agent
                        .tls()
                        .or(() -> Optional.ofNullable(before.get(agent.host())))
                        .map(agent::withTls)
                        .orElse(agent))
            .map(current.agentOptions()::applyTo)
            .toList();
    return changed.toBuilder().agents(agents).build();
  }

  /** Returns settings without the tasks that are impossible since clients have changed hosts. */
  private ServerConfig withPossibleTasks(ServerConfig config) {
    boolean registers = config.isLenient() || config.autoRegister().isPresent();
    TaskCheck check = new TaskCheck(config.version(), server.hosts(), registers);
    ServerConfig.Builder possible = config.toBuilder().withoutTasks();
    config
        .commands()
        .forEach(
            (host, all) -> {
              if (check.command(host) == null) {
                all.forEach(command -> possible.runOnAgent(host, command));
              }
            });
    config.checksNow().stream()
        .filter(item -> check.checkNow(item) == null)
        .forEach(item -> possible.checkNow(item.host(), item.key()));
    return possible.build();
  }

  /** Returns the current settings, hosts, agents, rules and expectations as a scenario. */
  ObjectNode json() {
    ObjectNode json = ScenarioPart.settings(withPossibleTasks(server.config()));
    server.hosts().forEach(host -> json.withArray("hosts").add(json(host)));
    server.agents().forEach(agent -> json.withArray("agents").add(json(agent)));
    server.proxies().stream()
        .map(ProxyState::proxy)
        .filter(proxy -> !isNamedOnly(proxy))
        .forEach(proxy -> json.withArray("proxies").add(ScenarioPart.json(proxy)));
    addDeclared(json, "rules", server.rules());
    for (Expectation expectation : expectations()) {
      expectation
          .declaration()
          .ifPresent(declared -> json.withArray("expect").add(JournalView.parsed(declared)));
    }
    return json;
  }

  /** Returns whether the scenario has a proxy even if it only names it as that of a host. */
  private boolean isNamedOnly(Proxy proxy) {
    return proxy.equals(Proxy.active(proxy.name()))
        && server.hosts().stream().anyMatch(host -> proxy.name().equals(host.proxy()));
  }

  /** Names the mock agent of a host, because its port differs in the next run. */
  private ObjectNode json(Host host) {
    ObjectNode json = ScenarioPart.json(host);
    server.agents().stream()
        .filter(agent -> agent.address().equals(host.agent()))
        .findFirst()
        .ifPresent(agent -> json.put("agent", agent.name()));
    return json;
  }

  private static ObjectNode json(MockAgent agent) {
    AgentConfig config = agent.config();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("host", config.host());
    json.put("variant", config.variant().toString()).put("dialect", config.version().dialect());
    json.put("bind", config.bindAddress()).put("port", config.port());
    if (config.acceptsPlainText()) {
      json.put("acceptPlainText", true);
    }
    if (config.isBare()) {
      json.put("bare", true);
    }
    config.tls().flatMap(ScenarioPart::json).ifPresent(tls -> json.set("tls", tls));
    ObjectNode keys = json.putObject("keys");
    agent
        .script()
        .scripts()
        .forEach(
            (pattern, script) ->
                declared(script).ifPresent(text -> keys.set(pattern.toString(), text)));
    addDeclared(json, "rules", agent.rules());
    return json;
  }

  /** Returns a script as a scenario declares it. */
  static Optional<JsonNode> declared(KeyScript script) {
    return script.declaration().map(JournalView::parsed);
  }

  /** Adds the rules that are switched on: a scenario has no others. */
  private static void addDeclared(ObjectNode json, String name, List<Rule> rules) {
    ArrayNode array = json.putArray(name);
    for (Rule rule : rules.stream().filter(Rule::isEnabled).toList()) {
      rule.definition()
          .declaration()
          .ifPresent(declared -> array.add(JournalView.parsed(declared)));
    }
    if (array.isEmpty()) {
      json.remove(name);
    }
  }
}
