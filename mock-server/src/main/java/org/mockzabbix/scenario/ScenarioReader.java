package org.mockzabbix.scenario;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.AgentConfig;
import org.mockzabbix.ServerConfig;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.Item;
import org.mockzabbix.rule.ValueType;
import org.mockzabbix.text.Names;

/** Makes a scenario of nodes whose shape was checked. Confined to one call. */
final class ScenarioReader {

  private final Source source;

  ScenarioReader(String file) {
    this.source = new Source(file);
  }

  Scenario scenario(Node document, ServerConfig defaults) {
    Node.Fields fields = (Node.Fields) document;
    List<AgentConfig> agents = fields.each("agents", new AgentReader(source)::agent);
    ServerConfig.Builder server = defaults.toBuilder();
    settings(fields, server);
    agents.forEach(server::agent);
    server.hosts(hosts(fields, agents));
    fields.each("rules", new RuleReader(source)::rule).forEach(server::rule);
    return new Scenario(
        server.build(), fields.each("expect", new ExpectationReader(source)::expectation));
  }

  private static void settings(Node.Fields fields, ServerConfig.Builder server) {
    ifThere(fields.text("dialect"), text -> server.version(ZabbixVersion.of(text)));
    ifThere(fields.text("strict"), text -> server.strict(Boolean.parseBoolean(text)));
    ifThere(fields.text("bind"), server::bindAddress);
    ifThere(fields.whole("trapperPort"), port -> server.trapperPort(port.intValue()));
    ifThere(fields.whole("configRevision"), server::configRevision);
    ifThere(fields.text("maxPacketSize"), text -> server.maxPacketSize(Shape.Size.of(text)));
    ifThere(fields.time("trapperTimeout"), server::trapperTimeout);
  }

  private static <T> void ifThere(@Nullable T value, Consumer<T> setting) {
    if (value != null) {
      setting.accept(value);
    }
  }

  private List<Host> hosts(Node.Fields fields, List<AgentConfig> agents) {
    Set<String> names = new HashSet<>();
    Set<Long> itemids = new HashSet<>();
    return fields.each(
        "hosts",
        node -> {
          Host host = host(node, agents);
          if (!names.add(host.host())) {
            throw source.error(node, "there are two hosts " + host.host());
          }
          for (Item item : host.items()) {
            if (item.itemid() != 0 && !itemids.add(item.itemid())) {
              throw source.error(
                  node,
                  "there are two items with itemid "
                      + item.itemid()
                      + ", one of them "
                      + item.key());
            }
          }
          return host;
        });
  }

  private Host host(Node node, List<AgentConfig> agents) {
    Node.Fields fields = (Node.Fields) node;
    Node agent = fields.node("agent");
    String proxy = fields.text("proxy");
    List<Item> items = fields.each("items", this::item);
    return source.located(
        node,
        () -> {
          Host host = Host.of(fields.requiredText("host"), items.toArray(new Item[0]));
          host = agent == null ? host : polled(host, agent, agents);
          host = proxy == null ? host : host.monitoredBy(proxy);
          return isDisabled(fields) ? host.disabled() : host;
        });
  }

  /** At an address, or at a mock agent of the same file. */
  private Host polled(Host host, Node where, List<AgentConfig> agents) {
    String agent = ((Node.Scalar) where).text();
    if (agent.indexOf(':') >= 0) {
      return source.located(where, () -> host.withAgent(agent));
    }
    List<String> names = agents.stream().map(AgentConfig::host).toList();
    if (!names.contains(agent)) {
      String hint =
          Names.nearest(agent, names).map(near -> ": did you mean " + near + "?").orElse("");
      throw source.error(
          where,
          "an agent is address:port, such as 127.0.0.1:10050, or the host of a mock agent of this"
              + " file, but was "
              + agent
              + hint);
    }
    return host.withMockAgent(agent);
  }

  private Item item(Node node) {
    Node.Fields fields = (Node.Fields) node;
    Long itemid = fields.whole("itemid");
    String allowedHosts = fields.text("allowedHosts");
    String valueType = fields.text("valueType");
    return source.located(
        node,
        () -> {
          Item item = itemOfType(fields);
          item = itemid == null ? item : item.withItemid(itemid);
          item = allowedHosts == null ? item : item.withAllowedHosts(allowedHosts);
          item =
              valueType == null
                  ? item
                  : item.withValueType(ValueType.valueOf(valueType.toUpperCase(Locale.ROOT)));
          return isDisabled(fields) ? item.disabled() : item;
        });
  }

  private static Item itemOfType(Node.Fields fields) {
    String key = fields.requiredText("key");
    String delay = fields.text("delay");
    return switch (fields.requiredText("type")) {
      case "active" -> Item.active(key, delay == null ? "60s" : delay);
      case "passive" -> Item.passive(key, delay == null ? "60s" : delay);
      case "httpAgentTrap" -> Item.httpAgentTrap(key);
      default -> Item.trapper(key);
    };
  }

  private static boolean isDisabled(Node.Fields fields) {
    return "disabled".equals(fields.text("status"));
  }
}
