package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.PORT;
import static org.mockzabbix.scenario.ScalarSchema.STRING;
import static org.mockzabbix.scenario.ScalarSchema.VERSION;
import static org.mockzabbix.scenario.ScalarSchema.duration;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.scenario.FaultSchema.Faults;
import org.mockzabbix.scenario.ScenarioNode.ObjectNode;
import org.mockzabbix.text.DurationRange;

/** The schemas of mock agents and of the scripts of their keys. */
final class AgentSchema {

  private static final int MOST_AGENTS = 1_000;

  /** The fields of a mock agent besides its host. */
  private static final ObjectSchema<AgentConfig> SETTINGS =
      ObjectSchema.of("an agent", () -> AgentConfig.of("unnamed"))
          .field(
              "variant",
              ScalarSchema.choice(List.of(Variant.values()), Variant::toString),
              AgentConfig::withVariant)
          .optional("Zabbix agent or Zabbix agent 2 (default: agent).")
          .field("dialect", VERSION, AgentConfig::withVersion)
          .optional("The Zabbix version to imitate (default: that of the server).")
          .field("bind", NAME, AgentConfig::withBindAddress)
          .optional("The IP address or DNS name to listen on (default: 127.0.0.1).")
          .field("port", PORT, AgentConfig::withPort)
          .optional(
              "The port of the first agent, which the next ones count up; 0 for any free port.")
          .field(
              "acceptPlainText",
              ScalarSchema.BOOLEAN,
              (agent, accepted) -> accepted ? agent.acceptPlainText() : agent)
          .optional("Whether to accept requests without a header, too (default: false).")
          .field("bare", ScalarSchema.BOOLEAN, (agent, bare) -> bare ? agent.bare() : agent)
          .optional(
              "Whether agent.ping, agent.hostname, agent.version and agent.variant need a script"
                  + " (default: false).")
          .field("keys", new MapSchema<>(script()), AgentSchema::withKeys)
          .optional("The responses, by item key; name[*] matches any parameters.")
          .field("rules", new ListSchema<>(RuleSchema.OF_AGENT), AgentSchema::withRules)
          .optional(
              "Rules, which take precedence over keys; if several match, the last one applies.");

  /** One or several mock agents. */
  static final Schema<List<AgentConfig>> AGENT =
      ObjectSchema.of("an agent", AgentDraft::new)
          .set("host", NAME, (draft, host) -> draft.host = host)
          .required(
              "The technical name of the host that the agent monitors; {n} is the number from 1 to"
                  + " count.")
          .set("count", ScalarSchema.integer(1, MOST_AGENTS), (draft, count) -> draft.count = count)
          .optional("The number of agents like this one, up to 1000 (default: 1).")
          .include(SETTINGS, draft -> draft.agent, (draft, agent) -> draft.agent = agent)
          .build((draft, node) -> draft.build());

  /** Collects the fields of one or several agents. */
  private static final class AgentDraft {
    private String host = "";
    private int count = 1;
    private AgentConfig agent = AgentConfig.of("unnamed");

    private List<AgentConfig> build() {
      return Numbered.each(host, count, this::build);
    }

    private AgentConfig build(int number) {
      AgentConfig named = agent.withHost(Numbered.name(host, number));
      return number == 1 || agent.port() == 0 ? named : named.withPort(agent.port() + number - 1);
    }
  }

  private AgentSchema() {}

  private static AgentConfig withKeys(
      AgentConfig agent, Map<String, Schema.Located<KeyScript>> keys) {
    Map<KeyPattern, String> spellings = new HashMap<>();
    AgentConfig changed = agent;
    for (Map.Entry<String, Schema.Located<KeyScript>> entry : keys.entrySet()) {
      String key = entry.getKey();
      Location location = entry.getValue().location();
      String other = spellings.put(location.locate(() -> KeyPattern.of(key)), key);
      if (other != null) {
        throw location.error(key + " and " + other + " are the same key: remove one");
      }
      changed = changed.withKey(key, entry.getValue().value());
    }
    return changed;
  }

  private static AgentConfig withRules(AgentConfig agent, List<RuleDefinition> rules) {
    AgentConfig changed = agent;
    for (RuleDefinition rule : rules) {
      changed = changed.withRule(rule);
    }
    return changed;
  }

  /** The response after the last value of a sequence. */
  private enum SequenceEnd {
    LAST,
    REPEAT,
    NOT_SUPPORTED
  }

  /** Collects the fields of a key. */
  private static final class KeyDraft {
    private @Nullable String reply;
    private @Nullable String notSupported;
    private @Nullable List<String> sequence;
    private @Nullable SequenceEnd then;
    private @Nullable Duration delay;
    private final Faults faults = new Faults();

    private KeyScript build(ObjectNode node) {
      KeyScript script = response(node);
      script = delay == null ? script : script.delayed(delay);
      for (Fault fault : faults.forRequest()) {
        script = script.faulty(fault);
      }
      return script;
    }

    private KeyScript response(ObjectNode node) {
      if (then != null && sequence == null && (reply != null || notSupported != null)) {
        throw node.error("then", "then has no effect without sequence: remove it");
      }
      if (sequence != null && reply == null) {
        return sequence(KeyScript.sequence(sequence.toArray(new String[0])), node);
      }
      if (sequence != null || (reply == null) == (notSupported == null)) {
        throw node.error("a key needs one of reply, sequence and notSupported");
      }
      return reply == null
          ? KeyScript.notSupported(String.valueOf(notSupported))
          : KeyScript.template(reply);
    }

    private KeyScript sequence(KeyScript.Sequence values, ObjectNode node) {
      boolean givesReason = notSupported != null;
      if (givesReason && then != null && then != SequenceEnd.NOT_SUPPORTED) {
        throw node.error(
            "then",
            "then: "
                + ScalarSchema.camelCase(then)
                + " contradicts notSupported: remove one of them");
      }
      return switch (then == null && givesReason ? SequenceEnd.NOT_SUPPORTED : orLast(then)) {
        case NOT_SUPPORTED ->
            values.thenNotSupported(
                notSupported == null ? "the sequence is exhausted" : notSupported);
        case REPEAT -> values.thenRepeat();
        case LAST -> values.thenLast();
      };
    }

    private static SequenceEnd orLast(@Nullable SequenceEnd then) {
      return then == null ? SequenceEnd.LAST : then;
    }
  }

  /** Returns the schema of the script of a key. */
  static Schema<KeyScript> script() {
    Schema<KeyScript> object =
        ObjectSchema.of("a key", KeyDraft::new)
            .set("reply", STRING, (draft, reply) -> draft.reply = reply)
            .optional("The value; {1}, {2} and so on are replaced by the parameters of the key.")
            .set("notSupported", STRING, (draft, reason) -> draft.notSupported = reason)
            .optional("The reason why the key is not supported.")
            .set("sequence", new ListSchema<>(STRING), (draft, values) -> draft.sequence = values)
            .optional("The values of successive requests.")
            .set("then", ScalarSchema.choice(SequenceEnd.class), (draft, then) -> draft.then = then)
            .optional("The response after the last value of the sequence (default: last).")
            .set("delay", duration(DurationRange.DELAY), (draft, delay) -> draft.delay = delay)
            .optional("The time before the response, from 0 s to 24 h (default: 0 s).")
            .include(FaultSchema.FIELDS, draft -> draft.faults)
            .build(KeyDraft::build);
    return AlternativesSchema.of(STRING.map((value, node) -> KeyScript.value(value)), object)
        .map((script, node) -> script.withDeclaration(node.json()));
  }
}
