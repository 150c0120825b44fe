package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.Host;
import org.mockzabbix.rule.Item;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.rule.ValueType;

/** Makes a scenario of nodes whose shape was checked. Confined to one call. */
final class ScenarioReader {

  private final String file;

  ScenarioReader(String file) {
    this.file = file;
  }

  Scenario scenario(Node document) {
    Map<String, Node> fields = fields(document);
    String dialect = text(fields, "dialect");
    String strict = text(fields, "strict");
    Long port = whole(fields, "trapperPort");
    return new Scenario(
        dialect == null ? null : ZabbixVersion.of(dialect),
        strict == null ? null : Boolean.valueOf(strict),
        text(fields, "bind"),
        port == null ? null : port.intValue(),
        whole(fields, "configRevision"),
        each(fields, "hosts", this::host),
        each(fields, "agents", this::agent),
        each(fields, "expect", this::expectation));
  }

  private Host host(Node node) {
    Map<String, Node> fields = fields(node);
    String agent = text(fields, "agent");
    String proxy = text(fields, "proxy");
    List<Item> items = each(fields, "items", this::item);
    return located(
        node,
        () -> {
          Host host = Host.of(String.valueOf(text(fields, "host")), items.toArray(new Item[0]));
          host = agent == null ? host : host.withAgent(agent);
          host = proxy == null ? host : host.monitoredBy(proxy);
          return isDisabled(fields) ? host.disabled() : host;
        });
  }

  private Item item(Node node) {
    Map<String, Node> fields = fields(node);
    Long itemid = whole(fields, "itemid");
    String allowedHosts = text(fields, "allowedHosts");
    String valueType = text(fields, "valueType");
    return located(
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

  private static Item itemOfType(Map<String, Node> fields) {
    String key = String.valueOf(text(fields, "key"));
    String delay = text(fields, "delay");
    return switch (String.valueOf(text(fields, "type"))) {
      case "active" -> Item.active(key, delay == null ? "60s" : delay);
      case "passive" -> Item.passive(key, delay == null ? "60s" : delay);
      case "httpAgentTrap" -> Item.httpAgentTrap(key);
      default -> Item.trapper(key);
    };
  }

  private static boolean isDisabled(Map<String, Node> fields) {
    return "disabled".equals(text(fields, "status"));
  }

  private AgentScenario agent(Node node) {
    Map<String, Node> fields = fields(node);
    String variant = text(fields, "variant");
    String dialect = text(fields, "dialect");
    Long port = whole(fields, "port");
    Map<String, KeyScript> keys = new LinkedHashMap<>();
    Node scripts = fields.get("keys");
    if (scripts != null) {
      fields(scripts).forEach((key, script) -> keys.put(key, script(script)));
    }
    return new AgentScenario(
        String.valueOf(text(fields, "host")),
        variant == null ? AgentIdentity.Variant.AGENT : AgentIdentity.Variant.of(variant),
        dialect == null ? null : ZabbixVersion.of(dialect),
        text(fields, "bind"),
        port == null ? null : port.intValue(),
        keys);
  }

  private KeyScript script(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return KeyScript.value(scalar.text());
    }
    Map<String, Node> fields = fields(node);
    KeyScript script = answer(node, fields);
    String delay = text(fields, "delay");
    return delay == null ? script : script.delayed(time(delay));
  }

  private KeyScript answer(Node node, Map<String, Node> fields) {
    String reply = text(fields, "reply");
    String reason = text(fields, "notSupported");
    boolean sequence = fields.containsKey("sequence");
    int answers = (reply == null ? 0 : 1) + (sequence ? 1 : 0);
    boolean onlyReason = answers == 0 && reason != null;
    if (answers > 1 || (answers == 0 && !onlyReason) || (reply != null && reason != null)) {
      throw new ScenarioException(
          file, node.line(), "a key needs one of reply, sequence and notSupported");
    }
    if (onlyReason) {
      return KeyScript.notSupported(String.valueOf(reason));
    }
    return reply == null ? sequence(node, fields, reason) : KeyScript.template(reply);
  }

  private KeyScript sequence(Node node, Map<String, Node> fields, @Nullable String reason) {
    List<String> values = each(fields, "sequence", value -> ((Node.Scalar) value).text());
    KeyScript.Sequence sequence =
        located(node, () -> KeyScript.sequence(values.toArray(new String[0])));
    String then = text(fields, "then");
    if (reason != null || "notSupported".equals(then)) {
      return sequence.thenNotSupported(reason == null ? "the sequence is over" : reason);
    }
    return "repeat".equals(then) ? sequence.thenRepeat() : sequence.thenLast();
  }

  private Expectation expectation(Node node) {
    Map<String, Node> fields = fields(node);
    ItemMatcher item =
        ZabbixAssertions.item(
            String.valueOf(text(fields, "host")), String.valueOf(text(fields, "key")));
    String value = text(fields, "value");
    Long times = whole(fields, "times");
    Expectation expectation = Expectation.of(value == null ? item : item.withValue(value));
    return times == null ? expectation : expectation.times(times.intValue());
  }

  /** Turns an argument that the library refuses into an error that says where it stands. */
  private <T> T located(Node node, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException refused) {
      throw new ScenarioException(file, node.line(), String.valueOf(refused.getMessage()));
    }
  }

  private static Map<String, Node> fields(Node node) {
    return ((Node.Fields) node).byName();
  }

  private static <T> List<T> each(
      Map<String, Node> fields, String name, Function<Node, T> reading) {
    List<T> read = new ArrayList<>();
    Node list = fields.get(name);
    if (list != null) {
      ((Node.Items) list).nodes().forEach(node -> read.add(reading.apply(node)));
    }
    return read;
  }

  private static @Nullable String text(Map<String, Node> fields, String name) {
    return fields.get(name) instanceof Node.Scalar scalar ? scalar.text() : null;
  }

  private static @Nullable Long whole(Map<String, Node> fields, String name) {
    String digits = text(fields, name);
    return digits == null ? null : Long.valueOf(digits);
  }

  /** A time whose shape was checked. */
  static Duration time(String text) {
    String unit = text.replaceAll("\\d", "");
    long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
