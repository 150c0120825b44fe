package org.mockzabbix.cli.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mockzabbix.protocol.CheckResult;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.json.JsonTree;

/** The replies of one agent: its keys, and rules for all other replies. Not thread-safe. */
final class RecordedAgent {

  private static final int AGENT_2 = 2;

  private final String host;
  private final Map<String, List<String>> keys = new LinkedHashMap<>();
  private final RecordedRules rules = new RecordedRules();
  private boolean json;
  private boolean agent2;

  RecordedAgent(String host) {
    this.host = host;
  }

  /** Learns from a recorded reply to a request for the value of a key. */
  void add(String key, Response reply) {
    if (isValid(key)) {
      script(reply.text())
          .ifPresent(script -> keys.computeIfAbsent(key, name -> new ArrayList<>()).add(script));
    }
  }

  private static boolean isValid(String key) {
    try {
      ItemKey unused = ItemKey.parse(key);
      return unused != null && !key.endsWith("[*]");
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  /** Returns the script in the spelling of scenario files; empty if the reply has another form. */
  private Optional<String> script(String text) {
    if (text.startsWith("{\"version\"")) {
      json = true;
      return scriptOfJson(text);
    }
    String reason = CheckResult.ofPlainText(text).error();
    return Optional.of(
        reason == null || text.indexOf('\0') < 0 // a mock agent always sends a reason
            ? ScenarioText.quoted(text)
            : notSupported(reason));
  }

  private Optional<String> scriptOfJson(String text) {
    try {
      JsonNode reply = JsonTree.read(text);
      agent2 |= reply.path("variant").asInt() == AGENT_2;
      JsonNode data = reply.path("data").path(0);
      return data.has("error")
          ? Optional.of(notSupported(data.path("error").asText()))
          : Optional.of(data.path("value"))
              .filter(JsonNode::isTextual)
              .map(value -> ScenarioText.quoted(value.textValue()));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static String notSupported(String reason) {
    return "{notSupported: " + ScenarioText.quoted(reason) + "}";
  }

  /** Returns the replies by the condition of their rule. */
  RecordedRules rules() {
    return rules;
  }

  /** Writes the agent with the rules of these texts. */
  void writeTo(ScenarioText text, List<String> ruleTexts) {
    text.line("  - host: " + ScenarioText.quoted(host));
    text.line("    dialect: \"" + (json ? "7.0" : "6.0") + '"');
    text.line(agent2 ? "    variant: agent2" : "");
    text.line(keys.isEmpty() ? "" : "    keys:");
    keys.forEach(
        (key, scripts) -> text.line("      " + ScenarioText.quoted(key) + ": " + written(scripts)));
    text.line(ruleTexts.isEmpty() ? "" : "    rules:");
    ruleTexts.forEach(rule -> text.line("      - " + rule));
  }

  /** Writes one value, or a sequence of values. Other replies than the first become rules. */
  private static String written(List<String> scripts) {
    boolean values = scripts.stream().noneMatch(script -> script.startsWith("{"));
    boolean same = scripts.stream().distinct().count() == 1;
    return same || !values
        ? scripts.get(0)
        : scripts.stream().collect(Collectors.joining(", ", "{sequence: [", "]}"));
  }
}
