package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mockzabbix.MockAgent;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.scenario.ScenarioPart;

/** The endpoints for the configured hosts and their items, in the form of scenarios. */
final class HostEndpoints {

  private static final String HOST = "/api/v1/hosts/{host}";
  private static final String ITEM = "/api/v1/hosts/{host}/items/{key}";

  private final MockZabbixServer server;
  private final ScenarioState scenario;

  HostEndpoints(MockZabbixServer server, ScenarioState scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  List<Endpoint> endpoints() {
    List<Endpoint> endpoints =
        new ArrayList<>(
            List.of(
                Endpoint.get(
                        "/api/v1/hosts",
                        "Lists the configured hosts with their items.",
                        c -> hosts())
                    .returns("Hosts"),
                Endpoint.get("/api/v1/items", "Lists the items of all hosts.", call -> items())
                    .returns("Items")));
    for (Endpoint endpoint :
        List.of(
            Endpoint.get(
                    HOST, "Returns a host.", call -> HttpReply.json(ScenarioPart.json(host(call))))
                .returns("ScenarioHost"),
            Endpoint.put(HOST, "Adds a host, or replaces the one of this name.", this::putHost)
                .returns("ScenarioHost")
                .body(
                    "ScenarioHost", "{\"items\": [{\"key\": \"app.ok\", \"type\": \"trapper\"}]}"),
            Endpoint.delete(HOST, "Removes a host.", this::removeHost),
            item(
                Endpoint.get(
                        ITEM,
                        "Returns an item.",
                        call -> HttpReply.json(ScenarioPart.json(item(call))))
                    .returns("ScenarioItem")),
            item(Endpoint.put(
                        ITEM, "Adds an item, or replaces the one with this key.", this::putItem)
                    .returns("ScenarioItem"))
                .body("ScenarioItem", "{\"type\": \"active\", \"delay\": \"5s\"}"),
            item(Endpoint.delete(ITEM, "Removes an item.", this::removeItem)))) {
      endpoints.add(endpoint.segment("host", "web01", "The technical name of the host."));
    }
    return endpoints;
  }

  private static Endpoint item(Endpoint endpoint) {
    return endpoint.segment(
        "key", "app.ok", "The item key; write / as %2F, and [ and ] as %5B and %5D.");
  }

  private HttpReply hosts() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode hosts = json.putArray("hosts");
    server.hosts().forEach(host -> hosts.add(ScenarioPart.json(host)));
    return HttpReply.json(json);
  }

  private HttpReply items() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("items");
    for (Host host : server.hosts()) {
      for (Item item : host.items()) {
        ObjectNode entry = items.addObject().put("host", host.name());
        entry.setAll(ScenarioPart.json(item));
      }
    }
    return HttpReply.json(json);
  }

  private Host host(HttpCall call) {
    return find(server, call.segment("host"));
  }

  /** Returns a configured host. */
  static Host find(MockZabbixServer server, String name) {
    return server.hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                HttpProblem.notFound(
                    "host", name, server.hosts().stream().map(Host::name).toList()));
  }

  private Item item(HttpCall call) {
    return item(host(call).items(), call.segment("key"));
  }

  private static Item item(List<Item> items, String key) {
    List<String> keys = items.stream().map(Item::key).toList();
    return items.stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(() -> HttpProblem.notFound("item", key, keys));
  }

  private HttpReply putHost(HttpCall call) {
    String name = call.segment("host");
    ObjectNode body = named(call, "host", name);
    scenario.change(
        () -> {
          List<String> agents = server.agents().stream().map(MockAgent::name).toList();
          server.putHost(ScenarioPart.host("body", body.toString(), agents));
        });
    return HttpReply.json(ScenarioPart.json(find(server, name)));
  }

  /** Returns the body with the name from the path, which the body may repeat. */
  private static ObjectNode named(HttpCall call, String member, String name) {
    if (!(call.json() instanceof ObjectNode body)) {
      throw HttpProblem.badInput("", "the body must be a JSON object, as in a scenario");
    }
    return withName(body, member, name);
  }

  /** Returns a body with the name from the path, which it may repeat. */
  static ObjectNode withName(ObjectNode body, String member, String name) {
    if (body.has(member) && !body.path(member).asText().equals(name)) {
      throw HttpProblem.badInput(
          member, member + " differs from the name in the path: leave it out of the body");
    }
    return body.put(member, name);
  }

  private HttpReply removeHost(HttpCall call) {
    scenario.change(() -> server.removeHost(host(call).name()));
    return HttpReply.noContent();
  }

  private HttpReply putItem(HttpCall call) {
    String key = call.segment("key");
    Item item = ScenarioPart.item("body", named(call, "key", key).toString());
    changeItems(
        call,
        items -> {
          List<Item> changed = new ArrayList<>(items);
          changed.removeIf(other -> other.key().equals(key));
          changed.add(item);
          return changed;
        });
    return HttpReply.json(ScenarioPart.json(item));
  }

  private HttpReply removeItem(HttpCall call) {
    changeItems(
        call,
        items -> {
          List<Item> changed = new ArrayList<>(items);
          changed.remove(items.indexOf(item(items, call.segment("key"))));
          return changed;
        });
    return HttpReply.noContent();
  }

  private void changeItems(HttpCall call, UnaryOperator<List<Item>> change) {
    scenario.change(
        () -> {
          Host host = host(call);
          server.putHost(host.withItems(change.apply(host.items())));
        });
  }
}
