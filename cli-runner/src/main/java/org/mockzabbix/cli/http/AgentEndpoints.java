package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.scenario.ScenarioPart;
import org.mockzabbix.text.HostAndPort;

/** The endpoints for mock agents, their keys, and polls of agents. */
final class AgentEndpoints {

  private static final String KEY = "/api/v1/agents/{host}/keys/{key}";

  private final MockZabbixServer server;
  private final ScenarioState scenario;
  private final JournalView journal;

  AgentEndpoints(MockZabbixServer server, ScenarioState scenario, JournalView journal) {
    this.server = server;
    this.scenario = scenario;
    this.journal = journal;
  }

  List<Endpoint> endpoints() {
    String hostHelp = "The host of the mock agent.";
    String keyHelp =
        "The item key, or name[*] for any parameters; write / as %2F, and [ and ] as %5B and %5D.";
    return List.of(
        Endpoint.get(
                "/api/v1/agents",
                "Lists the mock agents with their keys, and the last client of each key.",
                call -> list())
            .returns("Agents"),
        Endpoint.get(
                "/api/v1/agents/{host}",
                "Returns a mock agent.",
                c -> HttpReply.json(json(agent(c))))
            .returns("Agent")
            .segment("host", "web01", hostHelp),
        Endpoint.put(KEY, "Sets the response to a key.", this::putKey)
            .returns("ScriptedKey")
            .segment("host", "web01", hostHelp)
            .segment("key", "agent.ping", keyHelp)
            .body("KeyScript", "{\"reply\": \"1\", \"delay\": \"10ms\"}"),
        Endpoint.delete(KEY, "Removes a key.", this::removeKey)
            .segment("host", "web01", hostHelp)
            .segment("key", "agent.ping", keyHelp),
        Endpoint.post(
                "/api/v1/poll",
                "Polls a key of an agent, or without host and key the passive items that are due, and"
                    + " returns the exchanges.",
                this::poll)
            .returns("Polled")
            .optionalBody("Poll", "{\"host\": \"web01\", \"key\": \"agent.ping\"}"));
  }

  /** The requests for one key. */
  private static final class KeyRequests {
    private long count;
    private @Nullable Exchange last;

    private void add(Exchange exchange) {
      count++;
      last = exchange;
    }

    private void write(ObjectNode json) {
      json.put("requests", count);
      if (last != null) {
        json.put("lastRequest", last.receivedAt().toString());
        json.put("lastPeer", HostAndPort.of(last.peer()).toString());
        json.put("exchange", last.id());
      }
    }
  }

  private HttpReply list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode agents = json.putArray("agents");
    server.agents().forEach(agent -> agents.add(json(agent)));
    return HttpReply.json(json);
  }

  private static ObjectNode json(MockAgent agent) {
    Map<String, KeyRequests> requests = requests(agent);
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("host", agent.name())
            .put("address", agent.address())
            .put("variant", agent.config().variant().toString())
            .put("dialect", agent.config().version().dialect())
            .put("acceptsConnections", agent.isAcceptingConnections());
    ArrayNode keys = json.putArray("keys");
    agent.script().scripts().forEach((pattern, script) -> add(keys, pattern, script, requests));
    requests.forEach(
        (key, unscripted) -> {
          ObjectNode entry = keys.addObject().put("key", key).put("state", "notSupported");
          unscripted.write(entry);
        });
    return json;
  }

  private static Map<String, KeyRequests> requests(MockAgent agent) {
    Map<String, KeyRequests> requests = new LinkedHashMap<>();
    for (Exchange exchange : agent.exchanges()) {
      String key = exchange.request().requestedKey();
      if (key != null) {
        requests.computeIfAbsent(key, any -> new KeyRequests()).add(exchange);
      }
    }
    return requests;
  }

  private static void add(
      ArrayNode keys, KeyPattern pattern, KeyScript script, Map<String, KeyRequests> requests) {
    ObjectNode entry = keys.addObject().put("key", pattern.toString());
    ScenarioState.declared(script).ifPresent(declared -> entry.set("script", declared));
    KeyRequests ofPattern = new KeyRequests();
    requests
        .entrySet()
        .removeIf(
            request -> {
              boolean matches = matches(pattern, request.getKey());
              if (matches) {
                ofPattern.count += request.getValue().count;
                ofPattern.last = later(ofPattern.last, request.getValue().last);
              }
              return matches;
            });
    ofPattern.write(entry);
  }

  private static @Nullable Exchange later(@Nullable Exchange one, @Nullable Exchange other) {
    return one == null || (other != null && other.id() > one.id()) ? other : one;
  }

  private static boolean matches(KeyPattern pattern, String key) {
    Optional<ItemKey> parsed = ItemKey.tryParse(key);
    return pattern.matches(key, parsed);
  }

  private MockAgent agent(HttpCall call) {
    return find(server, call.segment("host"));
  }

  /** Returns the mock agent of a host. */
  static MockAgent find(MockZabbixServer server, String host) {
    List<String> known = server.agents().stream().map(MockAgent::name).toList();
    return server.agents().stream()
        .filter(agent -> agent.name().equals(host))
        .findFirst()
        .orElseThrow(() -> HttpProblem.notFound("mock agent", host, known));
  }

  private HttpReply putKey(HttpCall call) {
    String key = call.segment("key");
    KeyScript script = ScenarioPart.keyScript("body", call.body());
    scenario.change(() -> agent(call).reply(key, script));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("key", key);
    ScenarioState.declared(script).ifPresent(declared -> json.set("script", declared));
    return HttpReply.json(json);
  }

  private HttpReply removeKey(HttpCall call) {
    String key = call.segment("key");
    scenario.change(() -> remove(agent(call), key));
    return HttpReply.noContent();
  }

  private static void remove(MockAgent agent, String key) {
    Set<KeyPattern> known = agent.script().scripts().keySet();
    if (!known.contains(KeyPattern.of(key))) {
      throw HttpProblem.notFound("key", key, known.stream().map(KeyPattern::toString).toList());
    }
    agent.forget(key);
  }

  private HttpReply poll(HttpCall call) {
    JsonNode body =
        call.body().isBlank()
            ? JsonNodeFactory.instance.objectNode()
            : call.object(List.of("host", "key", "agent"));
    List<Exchange> exchanges = new ArrayList<>();
    if (body.isEmpty()) {
      exchanges.addAll(server.pollSchedule().runDue());
    } else {
      exchanges.add(poll(body));
    }
    StringBuilder text = new StringBuilder("{\"exchanges\":[");
    for (Exchange exchange : exchanges) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
      text.append(journal.text(exchange, false));
    }
    return HttpReply.of(200, HttpReply.JSON, text.append("]}").toString());
  }

  private Exchange poll(JsonNode body) {
    String host = HttpCall.requiredText(body, "host");
    String key = HttpCall.requiredText(body, "key");
    Optional<String> agent = HttpCall.optionalText(body, "agent");
    if (agent.isPresent()) {
      return server.poll(host, agent.get(), key);
    }
    boolean mocked = server.agents().stream().anyMatch(mock -> mock.name().equals(host));
    boolean configured = server.hosts().stream().anyMatch(known -> known.name().equals(host));
    return mocked && !configured
        ? server.poll(host, find(server, host).address(), key)
        : server.poll(host, key);
  }
}
