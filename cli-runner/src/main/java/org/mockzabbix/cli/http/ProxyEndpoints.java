package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;

/** The endpoints for proxies. A proxy exists if it monitors a host. */
final class ProxyEndpoints {

  private static final String PROXY = "/api/v1/proxies/{name}";

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
            "/api/v1/proxies", "Lists the proxies with the hosts they monitor.", c -> list()),
        Endpoint.get(PROXY, "Returns a proxy with its hosts.", this::one)
            .segment("name", "px", help),
        Endpoint.put(PROXY, "Sets the hosts that a proxy monitors.", this::put)
            .segment("name", "px", help)
            .body("{\"hosts\": [\"web01\"]}"),
        Endpoint.delete(PROXY, "Lets the server itself monitor the hosts of a proxy.", this::remove)
            .segment("name", "px", help));
  }

  private HttpReply list() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode proxies = json.putArray("proxies");
    names().forEach(name -> proxies.add(json(name)));
    return HttpReply.json(json);
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Host host : server.hosts()) {
      String proxy = host.proxy();
      if (proxy != null) {
        names.add(proxy);
      }
    }
    return names;
  }

  private ObjectNode json(String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", name);
    ArrayNode hosts = json.putArray("hosts");
    server.hosts().stream()
        .filter(host -> name.equals(host.proxy()))
        .forEach(host -> hosts.add(host.name()));
    return json;
  }

  private String known(HttpCall call) {
    String name = call.segment("name");
    Set<String> names = names();
    if (!names.contains(name)) {
      throw HttpProblem.notFound("proxy", name, names);
    }
    return name;
  }

  private HttpReply one(HttpCall call) {
    return HttpReply.json(json(known(call)));
  }

  private HttpReply put(HttpCall call) {
    String name = call.segment("name");
    JsonNode hosts = call.object(List.of("hosts")).path("hosts");
    if (!hosts.isArray() || hosts.isEmpty()) {
      throw HttpProblem.badInput("hosts", "the body needs the member \"hosts\", a list of names");
    }
    List<String> monitored = new ArrayList<>();
    hosts.forEach(host -> monitored.add(HostEndpoints.find(server, host.asText()).name()));
    scenario.change(() -> assign(name, monitored));
    return HttpReply.json(json(name));
  }

  private HttpReply remove(HttpCall call) {
    String name = known(call);
    scenario.change(() -> assign(name, List.of()));
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
