package org.mockzabbix.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.AgentConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.AgentIdentity;
import org.mockzabbix.protocol.ZabbixVersion;
import org.mockzabbix.rule.KeyPattern;
import org.mockzabbix.rule.KeyScript;
import org.mockzabbix.rule.RulePlan;

/** Makes mock agents of nodes whose shape was checked. Confined to one call. */
final class AgentReader {

  private final Source source;
  private final FaultReader faults;
  private final RuleReader rules;

  AgentReader(Source source) {
    this.source = source;
    this.faults = new FaultReader(source);
    this.rules = new RuleReader(source);
  }

  AgentConfig agent(Node node) {
    Node.Fields agent = (Node.Fields) node;
    String variant = agent.text("variant");
    String dialect = agent.text("dialect");
    String bind = agent.text("bind");
    Long port = agent.whole("port");
    AgentConfig config = AgentConfig.of(agent.requiredText("host"));
    config = variant == null ? config : config.withVariant(AgentIdentity.Variant.of(variant));
    config = dialect == null ? config : config.withVersion(ZabbixVersion.of(dialect));
    config = bind == null ? config : config.withBindAddress(bind);
    config = port == null ? config : config.withPort(port.intValue());
    for (Map.Entry<String, KeyScript> key : keys(agent.fields("keys")).entrySet()) {
      config = config.withKey(key.getKey(), key.getValue());
    }
    for (RulePlan rule : agent.each("rules", rules::rule)) {
      config = config.withRule(rule);
    }
    return config;
  }

  private Map<String, KeyScript> keys(Node.@Nullable Fields scripts) {
    Map<String, KeyScript> keys = new LinkedHashMap<>();
    if (scripts != null) {
      checkDifferent(scripts);
      scripts.byName().forEach((key, script) -> keys.put(key, script(script)));
    }
    return keys;
  }

  private void checkDifferent(Node.Fields scripts) {
    Map<KeyPattern, String> spellings = new HashMap<>();
    for (String key : scripts.byName().keySet()) {
      String other = spellings.put(KeyPattern.of(key), key);
      if (other != null) {
        int line = scripts.lines().getOrDefault(key, scripts.line());
        throw new ScenarioException(
            source.file(), line, key + " and " + other + " are the same key: leave one out");
      }
    }
  }

  private KeyScript script(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return KeyScript.value(scalar.text());
    }
    Node.Fields fields = (Node.Fields) node;
    KeyScript script = answer(fields);
    Duration delay = fields.time("delay");
    script = delay == null ? script : script.delayed(delay);
    for (Fault fault : faults.ofReply(fields)) {
      script = script.faulty(fault);
    }
    return script;
  }

  private KeyScript answer(Node.Fields fields) {
    String reply = fields.text("reply");
    String reason = fields.text("notSupported");
    boolean sequence = fields.has("sequence");
    int answers = (reply == null ? 0 : 1) + (sequence ? 1 : 0);
    boolean onlyReason = answers == 0 && reason != null;
    if (answers > 1 || (answers == 0 && !onlyReason) || (reply != null && reason != null)) {
      throw source.error(fields, "a key needs one of reply, sequence and notSupported");
    }
    checkThen(fields, reason);
    if (onlyReason) {
      return KeyScript.notSupported(String.valueOf(reason));
    }
    return reply == null ? sequence(fields, reason) : KeyScript.template(reply);
  }

  private void checkThen(Node.Fields fields, @Nullable String reason) {
    String then = fields.text("then");
    if (then != null && !fields.has("sequence")) {
      throw source.error(
          fields.required("then"), "then is what follows a sequence, and there is none");
    }
    if (then != null && reason != null && !then.equals("notSupported")) {
      throw source.error(
          fields.required("then"),
          "after the sequence comes then: " + then + ", or notSupported, not both");
    }
  }

  private KeyScript sequence(Node.Fields fields, @Nullable String reason) {
    List<String> values = fields.each("sequence", value -> ((Node.Scalar) value).text());
    KeyScript.Sequence sequence =
        source.located(fields, () -> KeyScript.sequence(values.toArray(new String[0])));
    String then = fields.text("then");
    if (reason != null || "notSupported".equals(then)) {
      return sequence.thenNotSupported(reason == null ? "the sequence is over" : reason);
    }
    return "repeat".equals(then) ? sequence.thenRepeat() : sequence.thenLast();
  }
}
