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
 * The mistakes of clients, grouped: a sender that repeats its mistake is listed once. The causes
 * are those of failure messages. Not thread-safe.
 */
final class ClientMistakes {

  private static final int MOST_EXAMPLES = 10;

  /** The properties that mistakes of one kind share. Numbers in a reason do not matter. */
  private record MistakeKind(String state, String subject, String reason) {}

  /** One kind of mistake. */
  private static final class Mistake {
    private final ObjectNode json;
    private final ArrayDeque<Long> examples = new ArrayDeque<>();
    private long times;

    private Mistake(ObjectNode json) {
      this.json = json;
    }
  }

  private final MockZabbixServer server;
  private final Map<MistakeKind, Mistake> mistakes = new LinkedHashMap<>();

  ClientMistakes(MockZabbixServer server) {
    this.server = server;
  }

  /** Adds the mistakes of an exchange. */
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
    MistakeKind kind =
        new MistakeKind(
            json.path("kind").asText(), subject, reason.replaceAll("[0-9a-f]*[0-9]+", "#"));
    String time = exchange.receivedAt().toString();
    Mistake mistake = mistakes.computeIfAbsent(kind, any -> new Mistake(json.put("first", time)));
    mistake.times++;
    mistake.json.put("cause", reason).put("last", time);
    mistake.examples.addLast(exchange.id());
    if (mistake.examples.size() > MOST_EXAMPLES) {
      mistake.examples.removeFirst();
    }
  }

  List<ObjectNode> json() {
    return mistakes.values().stream().map(ClientMistakes::json).toList();
  }

  private static ObjectNode json(Mistake mistake) {
    mistake.json.put("times", mistake.times);
    ArrayNode exchanges = mistake.json.putArray("exchanges");
    mistake.examples.forEach(exchanges::add);
    return mistake.json;
  }
}
