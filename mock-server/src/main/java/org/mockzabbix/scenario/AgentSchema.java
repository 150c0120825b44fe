package org.mockzabbix.scenario;

import static org.mockzabbix.scenario.ScalarSchema.NAME;
import static org.mockzabbix.scenario.ScalarSchema.PORT;
import static org.mockzabbix.scenario.ScalarSchema.VERSION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.agent.KeyPattern;
import org.mockzabbix.agent.KeyScript;
import org.mockzabbix.config.AgentConfig;
import org.mockzabbix.protocol.AgentProgram.Variant;
import org.mockzabbix.rule.RuleDefinition;

/** The schema of mock agents. */
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
          .optional(
              "The IP address or DNS name to listen on (default: 127.0.0.1, or that of --bind).")
          .field("port", PORT, AgentConfig::withPort)
          .optional(
              "The port of the first agent, which the next ones count up; 0 for any free port"
                  + " (default: 10050 for the first agent that serve starts with, else 0).")
          .field(
              "acceptPlainText",
              ScalarSchema.BOOLEAN,
              (agent, accepted) -> accepted ? agent.acceptPlainText() : agent)
          .optional("Whether to accept requests without a header, too (default: false).")
          .field("bare", ScalarSchema.BOOLEAN, (agent, bare) -> bare ? agent.bare() : agent)
          .optional(
              "Whether agent.ping, agent.hostname, agent.version and agent.variant need a script"
                  + " (default: false).")
          .field("tls", TlsSchema.TLS, AgentConfig::withTls)
          .optional("The encryption of the agent's port (default: unencrypted packets only).")
          .field("keys", new MapSchema<>(KeySchema.script()), AgentSchema::withKeys)
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
}
