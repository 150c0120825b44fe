package org.mockzabbix.cli.scenario;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.protocol.Response.Processed;
import org.mockzabbix.transcript.TranscriptExchange;

/**
 * Writes rules for the replies that the server or agent would not send without them. Requests with
 * equal conditions are counted, so that each reply has its place in their order.
 */
final class RecordedRules {

  private static final Pattern SECONDS = Pattern.compile("seconds spent: [\\d.]+");

  private final Map<String, List<TranscriptExchange>> byCondition = new LinkedHashMap<>();

  /** Adds an exchange to those with the same condition. */
  void add(String condition, TranscriptExchange exchange) {
    byCondition.computeIfAbsent(condition, text -> new ArrayList<>()).add(exchange);
  }

  /**
   * Returns the rules in the order of a scenario file, where the last rule that matches applies.
   *
   * @param differing the lines of the replies that need a rule
   * @param exact the lines of the replies that need all bytes in the rule
   */
  List<String> rules(Set<Integer> differing, Set<Integer> exact) {
    List<String> rules = new ArrayList<>();
    byCondition.forEach(
        (condition, exchanges) -> addRules(condition, replies(exchanges, differing, exact), rules));
    return rules;
  }

  /** Returns the reply of each exchange in the spelling of scenario files; empty without a rule. */
  private static List<String> replies(
      List<TranscriptExchange> exchanges, Set<Integer> differing, Set<Integer> exact) {
    return exchanges.stream()
        .map(
            exchange ->
                differing.contains(exchange.line())
                    ? reply(exchange, exact.contains(exchange.line()))
                    : "")
        .toList();
  }

  private static String reply(TranscriptExchange exchange, boolean exact) {
    byte[] bytes = exchange.replyBytes();
    if (bytes.length == 0) {
      return "close";
    }
    if (exact) {
      return "{base64: \"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
    }
    Response reply = Response.received(bytes);
    return Processed.find(reply.info())
        .filter(counts -> withoutTime(counts.text()).equals(withoutTime(reply.text())))
        .map(
            counts ->
                "{counts: {processed: "
                    + counts.processed()
                    + ", failed: "
                    + counts.failed()
                    + "}}")
        .orElseGet(() -> "{json: " + ScenarioText.quoted(reply.text()) + "}");
  }

  private static String withoutTime(String text) {
    return SECONDS.matcher(text).replaceFirst("seconds spent: T");
  }

  private static void addRules(String condition, List<String> replies, List<String> rules) {
    int start = 0;
    while (start < replies.size()) {
      int end = start + 1;
      while (end < replies.size() && replies.get(end).equals(replies.get(start))) {
        end++;
      }
      if (!replies.get(start).isEmpty()) {
        String skip = start == 0 ? "" : ", skip: " + start;
        String times = end == replies.size() ? "" : ", times: " + (end - start);
        rules.add("{when: " + condition + skip + times + ", reply: " + replies.get(start) + "}");
      }
      start = end;
    }
  }
}
