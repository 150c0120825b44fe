package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.camelCase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.config.ServerConfig;
import org.mockzabbix.inventory.Host;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.inventory.Proxy;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.tls.TlsConfig;

/**
 * A part of a scenario as a text of its own, in YAML or JSON: a host, an item, a rule, a key or an
 * expectation. Programs in other languages send such parts to a running server. The errors of all
 * methods name the line, the field and the remedy.
 *
 * <pre>{@code
 * RuleDefinition rule = ScenarioPart.rule("body", "when: {request: sender data}\nfault: reset");
 * }</pre>
 */
public final class ScenarioPart {

  private ScenarioPart() {}

  /**
   * Reads an expectation.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not an expectation
   */
  public static Expectation expectation(String name, String text) {
    return read(ExpectationSchema.EXPECTATION, "an expectation", name, text);
  }

  /**
   * Reads a rule of a server.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not a rule
   */
  public static RuleDefinition rule(String name, String text) {
    return read(RuleSchema.OF_SERVER, "a rule", name, text);
  }

  /**
   * Reads a rule of a mock agent.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not a rule of an agent
   */
  public static RuleDefinition agentRule(String name, String text) {
    return read(RuleSchema.OF_AGENT, "a rule", name, text);
  }

  /**
   * Reads the script of a key of a mock agent.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not a script
   */
  public static KeyScript keyScript(String name, String text) {
    return read(KeySchema.script(), "a key", name, text);
  }

  /**
   * Reads a host with its items.
   *
   * @param name the name of the text in errors
   * @param mockAgents the hosts of the mock agents that the host may name
   * @throws ScenarioException if the text is not a host
   */
  public static Host host(String name, String text, Collection<String> mockAgents) {
    Objects.requireNonNull(mockAgents, "mockAgents must not be null");
    return read(
        HostSchema.HOST.build((draft, node) -> draft.buildOne(mockAgents)), "a host", name, text);
  }

  /**
   * Reads a proxy.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not a proxy
   */
  public static Proxy proxy(String name, String text) {
    return read(ProxySchema.PROXY, "a proxy", name, text);
  }

  /**
   * Reads an item.
   *
   * @param name the name of the text in errors
   * @throws ScenarioException if the text is not an item
   */
  public static Item item(String name, String text) {
    return read(HostSchema.item(), "an item", name, text);
  }

  private static <T> T read(Schema<T> schema, String document, String name, String text) {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(text, "text must not be null");
    return schema.read(ScenarioParser.parse(new Location(name, 1, "", document), text));
  }

  /**
   * Returns the settings of a server as a scenario declares them, without hosts, agents, proxies,
   * rules, address and limits. It has pre-shared keys, and the names of files with private keys.
   * Certificates that only Java can declare are left out with the encryption that they belong to,
   * and so are the cipher suites of {@link TlsConfig#offering}.
   */
  public static ObjectNode settings(ServerConfig server) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("dialect", server.version().dialect()).put("strict", !server.isLenient());
    server.forward().ifPresent(address -> json.put("forward", address));
    TlsSchema.connectionJson(server.forwardTls()).ifPresent(tls -> json.set("forwardTls", tls));
    json.put("poll", server.pollsFromStart());
    json.put("configRevision", server.configRevision());
    json.put("statsAllowed", server.statsAllowed());
    server.autoRegister().ifPresent(items -> json.set("autoRegister", registration(server, items)));
    server
        .commands()
        .forEach(
            (host, all) ->
                all.forEach(
                    command -> json.withArray("commands").add(TaskSchema.json(host, command))));
    server.checksNow().forEach(item -> json.withArray("checkNow").add(TaskSchema.json(item)));
    server
        .globalRegexps()
        .forEach(regexp -> json.withArray("regexps").add(RegexpSchema.json(regexp)));
    server.frontendSessions().forEach(sid -> json.withArray("frontendSessions").add(sid));
    server.tls().flatMap(TlsSchema::json).ifPresent(tls -> json.set("tls", tls));
    return json;
  }

  private static ObjectNode registration(ServerConfig server, List<Item> items) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("items");
    items.forEach(item -> array.add(json(item)));
    server.autoRegisterTls().ifPresent(tls -> json.set("tls", PeerTlsSchema.registrationJson(tls)));
    return json;
  }

  /**
   * Returns the encryption of a port as a scenario declares it. Empty if it has certificates that
   * only Java can declare.
   */
  public static Optional<ObjectNode> json(TlsConfig tls) {
    return TlsSchema.json(tls);
  }

  /** Returns a host as a scenario declares it. Reading the result creates an equal host. */
  public static ObjectNode json(Host host) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("host", host.name());
    if (!host.isEnabled()) {
      json.put("status", camelCase(host.status()));
    }
    json.put("agent", host.agent());
    if (host.proxy() != null) {
      json.put("proxy", host.proxy());
    }
    if (host.tls() != null) {
      json.set("tls", PeerTlsSchema.json(host.tls()));
    }
    host.macros().forEach((macro, value) -> json.withObject("/macros").put(macro, value));
    host.items().forEach(item -> json.withArray("items").add(json(item)));
    return json;
  }

  /** Returns a proxy as a scenario declares it. Reading the result creates an equal proxy. */
  public static ObjectNode json(Proxy proxy) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", proxy.name());
    json.put("mode", ProxySchema.mode(proxy.isPassive()));
    if (!proxy.allowedHosts().isEmpty()) {
      json.put("allowedHosts", proxy.allowedHosts());
    }
    if (!proxy.address().isEmpty()) {
      json.put("address", proxy.address());
    }
    if (proxy.tls() != null) {
      json.set("tls", PeerTlsSchema.json(proxy.tls()));
    }
    return json;
  }

  /** Returns an item as a scenario declares it. Reading the result creates an equal item. */
  public static ObjectNode json(Item item) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("key", item.key());
    json.put("type", camelCase(item.type()));
    if (item.itemid() > 0) {
      json.put("itemid", item.itemid());
    }
    if (!item.type().acceptsSenderData()) {
      json.put("delay", item.delay());
    }
    item.timeout().ifPresent(timeout -> json.put("timeout", timeout.toSeconds() + "s"));
    item.declaredValueType().ifPresent(type -> json.put("valueType", camelCase(type)));
    if (!item.history().equals(Item.DEFAULT_HISTORY)) {
      json.put("history", item.history().toSeconds() + "s");
    }
    if (!item.isEnabled()) {
      json.put("status", camelCase(item.status()));
    }
    if (!item.allowedHosts().isEmpty()) {
      json.put("allowedHosts", item.allowedHosts());
    }
    return json;
  }
}
