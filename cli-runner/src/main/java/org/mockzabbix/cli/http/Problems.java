package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;

/**
 * The problems of exchanges, grouped: a sender that repeats its mistake is one problem. The causes
 * are those of failure messages. Not thread-safe.
 */
final class Problems {

  private static final int MOST_EXAMPLES = 10;

  /** The properties that problems of one kind share. Numbers in a reason do not matter. */
  private record ProblemKind(String state, String subject, String reason) {}

  /** One kind of problem. */
  private static final class Problem {
    private final ObjectNode json;
    private final ArrayDeque<Long> examples = new ArrayDeque<>();
    private long times;

    private Problem(ObjectNode json) {
      this.json = json;
    }
  }

  private final MockZabbixServer server;
  private final Map<ProblemKind, Problem> problems = new LinkedHashMap<>();

  Problems(MockZabbixServer server) {
    this.server = server;
  }

  /** Adds the problems of an exchange. */
  void add(Exchange exchange) {
    ExchangeState state = ExchangeState.of(exchange);
    if (state == ExchangeState.REJECTED) {
      exchange.items().stream()
          .filter(item -> !item.outcome().isProcessed())
          .forEach(item -> addRejected(item, exchange));
    } else if (state == ExchangeState.REFUSED || state == ExchangeState.UNREADABLE) {
      String host = Optional.ofNullable(exchange.request().host()).orElse("");
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", state.toString());
      if (!host.isEmpty()) {
        json.put("host", host);
      }
      String peer = exchange.peer().getAddress().getHostAddress();
      json.put("peer", peer);
      add(json, host.isEmpty() ? peer : host, exchange.reason().orElse(""), exchange);
    }
    for (String warning : exchange.warnings()) {
      String peer = exchange.peer().getAddress().getHostAddress();
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "warning");
      add(json.put("peer", peer), peer, warning, exchange);
    }
  }

  private void addRejected(ItemValue item, Exchange exchange) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", ExchangeState.REJECTED.toString())
            .put("host", item.host())
            .put("key", item.key());
    NearestItem.of(item, server)
        .ifPresent(nearest -> json.set("nearest", JournalView.json(nearest)));
    add(json, item.host() + '\n' + item.key(), item.rejection().orElse(""), exchange);
  }

  private void add(ObjectNode json, String subject, String reason, Exchange exchange) {
    ProblemKind kind =
        new ProblemKind(
            json.path("kind").asText(), subject, reason.replaceAll("[0-9a-f]*[0-9]+", "#"));
    String time = exchange.receivedAt().toString();
    Problem problem = problems.computeIfAbsent(kind, any -> new Problem(json.put("first", time)));
    problem.times++;
    problem.json.put("cause", reason).put("last", time);
    problem.examples.addLast(exchange.id());
    if (problem.examples.size() > MOST_EXAMPLES) {
      problem.examples.removeFirst();
    }
  }

  List<ObjectNode> json() {
    return problems.values().stream().map(Problems::json).toList();
  }

  private static ObjectNode json(Problem problem) {
    problem.json.put("times", problem.times);
    ArrayNode exchanges = problem.json.putArray("exchanges");
    problem.examples.forEach(exchanges::add);
    return problem.json;
  }
}
