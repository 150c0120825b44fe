package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.ProxyState;
import org.mockzabbix.scenario.ScenarioPart;

/** The endpoints for proxies: those of the scenario, and those that hosts name. */
final class ProxyEndpoints {

  private static final String PROXY = "/api/v1/proxies/{name}";

  /**
   * The facts that the server knows of a proxy: a client may send them back, but not change them.
   */
  private static final List<String> OF_LAST_CONTACT =
      List.of("version", "compatibility", "lastAccess", "session");

  /** Settings that a proxy of another mode must not have. */
  private static final List<String> OF_ONE_MODE = List.of("allowedHosts", "address");

  private static final List<String> MEMBERS =
      Stream.of(List.of("name", "mode", "allowedHosts", "address", "tls", "hosts"), OF_LAST_CONTACT)
          .flatMap(List::stream)
          .toList();

  private final MockZabbixServer server;
  private final ScenarioState scenario;

  ProxyEndpoints(MockZabbixServer server, ScenarioState scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    String help = "The name of the proxy.";
    return List.of(
        Endpoint.get(
                "/api/v1/proxies",
                "Lists the proxies with their hosts and their last contact.",
                c -> list())
            .returns("Proxies"),
        Endpoint.get(PROXY, "Returns a proxy with its hosts and its last contact.", this::one)
            .returns("Proxy")
            .segment("name", "px", help),
        Endpoint.put(
                PROXY,
                "Adds or changes a proxy, and sets its hosts. What is left out remains.",
                this::put)
            .returns("Proxy")
            .segment("name", "px", help)
            .body(
                "NewProxy",
                "{\"mode\": \"passive\", \"address\": \"127.0.0.1:10061\", \"hosts\": [\"web01\"]}"),
        Endpoint.delete(
                PROXY, "Removes a proxy. The server itself then monitors its hosts.", this::remove)
            .segment("name", "px", help));
  }

  private HttpReply list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode proxies = json.putArray("proxies");
    server.proxies().forEach(state -> proxies.add(json(state)));
    return HttpReply.json(json);
  }

  /** Returns a proxy as scenarios declare it, with what the server knows of it. */
  private ObjectNode json(ProxyState state) {
    ObjectNode json = ScenarioPart.json(state.proxy());
    if (state.version() != null) {
      json.put("version", state.version().toString());
    }
    json.put("compatibility", state.compatibility());
    if (state.lastAccess() != null) {
      json.put("lastAccess", state.lastAccess().toString());
    }
    if (state.session() != null) {
      json.put("session", state.session());
    }
    ArrayNode hosts = json.putArray("hosts");
    server.hosts().stream()
        .filter(host -> state.name().equals(host.proxy()))
        .forEach(host -> hosts.add(host.name()));
    return json;
  }

  private Optional<ProxyState> find(String name) {
    return server.proxies().stream().filter(state -> state.name().equals(name)).findFirst();
  }

  private ProxyState known(String name) {
    return find(name)
        .orElseThrow(
            () ->
                HttpProblem.notFound(
                    "proxy", name, server.proxies().stream().map(ProxyState::name).toList()));
  }

  private HttpReply one(HttpCall call) {
    return HttpReply.json(json(known(call.segment("name"))));
  }

  private HttpReply put(HttpCall call) {
    String name = call.segment("name");
    ObjectNode body = HostEndpoints.withName(call.object(MEMBERS), "name", name);
    body.remove(OF_LAST_CONTACT);
    JsonNode hosts = body.remove("hosts");
    scenario.change(
        () -> {
          List<String> monitored = hosts == null ? List.of() : names(hosts);
          if (body.size() > 1 || find(name).isEmpty()) { // more than the name
            server.putProxy(ScenarioPart.proxy("body", changed(name, body).toString()));
          }
          if (hosts != null) {
            assign(name, monitored);
          }
        });
    return HttpReply.json(json(known(name)));
  }

  /** Returns the new declaration of a proxy. What the body leaves out remains. */
  private ObjectNode changed(String name, ObjectNode body) {
    ObjectNode changed =
        find(name)
            .map(state -> ScenarioPart.json(state.proxy()))
            .orElseGet(JsonNodeFactory.instance::objectNode);
    if (body.has("mode") && !body.path("mode").equals(changed.path("mode"))) {
      changed.remove(OF_ONE_MODE);
    }
    return changed.setAll(body);
  }

  private List<String> names(JsonNode hosts) {
    if (!hosts.isArray()) {
      throw HttpProblem.badInput("hosts", "hosts must be a list of names");
    }
    List<String> names = new ArrayList<>();
    hosts.forEach(host -> names.add(HostEndpoints.find(server, host.asText()).name()));
    return names;
  }

  private HttpReply remove(HttpCall call) {
    scenario.change(() -> server.removeProxy(known(call.segment("name")).name()));
    return HttpReply.noContent();
  }

  private void assign(String proxy, List<String> monitored) {
    for (Host host : server.hosts()) {
      boolean wanted = monitored.contains(host.name());
      @Nullable String before = host.proxy();
      if (wanted && !proxy.equals(before)) {
        server.putHost(host.monitoredBy(proxy));
      } else if (!wanted && proxy.equals(before)) {
        server.putHost(host.monitoredByServer());
      }
    }
  }
}
