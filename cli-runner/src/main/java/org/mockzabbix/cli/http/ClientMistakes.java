package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.mockzabbix.MockZabbixServer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.NotStored;

/**
 * The mistakes of clients, grouped: a sender that repeats its mistake is listed once. The causes
 * are those of failure messages. Each call reads only the exchanges since the previous one.
 * Thread-safe: {@code lock} guards the mistakes.
 */
final class ClientMistakes {

  private static final int MOST_EXAMPLES = 10;
  private static final int MOST_KINDS = 1000;

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
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<MistakeKind, Mistake> mistakes = new LinkedHashMap<>();
  private final UnreadExchanges reader;

  ClientMistakes(MockZabbixServer server) {
    this.server = server;
    this.reader = new UnreadExchanges(server.journal(), 0);
  }

  private void add(Exchange exchange) {
    ExchangeState state = ExchangeState.of(exchange);
    String peer = exchange.peer().getAddress().getHostAddress();
    if (state == ExchangeState.REFUSED || state == ExchangeState.UNREADABLE) {
      String host = Optional.ofNullable(exchange.request().host()).orElse("");
      ObjectNode json = ofKind(state.toString());
      if (!host.isEmpty()) {
        json.put("host", host);
      }
      String subject = host.isEmpty() ? peer : host;
      add(json.put("peer", peer), subject, exchange.reason().orElse(""), exchange);
    }
    for (ItemValue item : exchange.items()) {
      if (state == ExchangeState.REJECTED && !item.outcome().isProcessed()) {
        addRejected(item, exchange);
      }
      addNotStored(item, exchange);
    }
    for (String warning : exchange.warnings()) {
      add(ofKind("warning").put("peer", peer), peer, warning, exchange);
    }
  }

  private static ObjectNode ofKind(String kind) {
    return JsonNodeFactory.instance.objectNode().put("kind", kind);
  }

  private void addRejected(ItemValue item, Exchange exchange) {
    ObjectNode json = named(ExchangeState.REJECTED.toString(), item, exchange);
    NearestItem.of(item, server)
        .ifPresent(nearest -> json.set("nearest", JournalView.json(nearest)));
    add(json, subject(json), item.rejection().orElse(""), exchange);
  }

  /** Adds what a real server would not store of a processed value, unless its item asks for it. */
  private void addNotStored(ItemValue item, Exchange exchange) {
    if (item.notStored().filter(reason -> reason == NotStored.HISTORY_OFF).isPresent()) {
      return;
    }
    for (String warning : item.storageWarnings()) {
      ObjectNode json =
          named(item.notStored().isPresent() ? "notStored" : "warning", item, exchange);
      add(json, subject(json), warning, exchange);
    }
  }

  /** Returns the beginning of a mistake in a value. An agent names an item by its number alone. */
  private static ObjectNode named(String kind, ItemValue item, Exchange exchange) {
    ObjectNode json = ofKind(kind);
    if (item.host().isEmpty() && item.key().isEmpty() && item.itemid().isPresent()) {
      Optional.ofNullable(exchange.request().host()).ifPresent(host -> json.put("host", host));
      return json.put("itemid", item.itemid().getAsLong());
    }
    return json.put("host", item.host()).put("key", item.key());
  }

  private static String subject(ObjectNode json) {
    return String.join(
        "\n", json.path("host").asText(), json.path("key").asText(), json.path("itemid").asText());
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
    if (mistakes.size() > MOST_KINDS) {
      mistakes.remove(mistakes.keySet().iterator().next());
    }
  }

  /** Returns the mistakes since the last reset. */
  ObjectNode json() {
    lock.lock();
    try {
      UnreadExchanges.News news = reader.read();
      if (news.reset()) {
        mistakes.clear();
      }
      news.exchanges().forEach(this::add);
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode problems = json.putArray("problems");
      mistakes.values().forEach(mistake -> problems.add(json(mistake)));
      return json;
    } finally {
      lock.unlock();
    }
  }

  private static ObjectNode json(Mistake mistake) {
    ObjectNode json = mistake.json.deepCopy().put("times", mistake.times);
    ArrayNode exchanges = json.putArray("exchanges");
    mistake.examples.forEach(exchanges::add);
    return json;
  }
}
