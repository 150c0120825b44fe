package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Quoting;

/** The endpoints for values: processed ones, rejected ones, and the latest one of each item. */
final class ValueEndpoints {

  private static final int LARGEST_PAGE = 10_000;

  private final JournalView journal;
  private final Waits waits;

  ValueEndpoints(JournalView journal, Waits waits) {
    this.journal = journal;
    this.waits = waits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        filtered(
            Endpoint.get(
                "/api/v1/values",
                "Lists the processed values, oldest first. Without after, these are the newest ones.",
                call -> list(call, ItemValue::isReceived))),
        filtered(
            Endpoint.get(
                "/api/v1/rejected",
                "Lists the values that were not processed, with the reason, oldest first.",
                call -> list(call, item -> !item.outcome().isProcessed()))),
        Endpoint.get(
                "/api/v1/values/latest",
                "Returns for each item the latest value, the count, and 60 buckets of the last time.",
                this::latest)
            .query("host", "web01", "Only items of this host; * matches any text.")
            .query("key", "app.*", "Only items with this key; * matches any text.")
            .query("span", "5m", "The time that the buckets cover, from 1m to 10m (default: 5m)."));
  }

  private static Endpoint filtered(Endpoint endpoint) {
    return endpoint
        .query("host", "web01", "Only values of this host; * matches any text.")
        .query("key", "app.*", "Only values with this item key; * matches any text.")
        .query("value", "", "Only values with this text; * matches any text.")
        .query("since", "2026-01-01T00:00:00Z", "Only values received at this time or later.")
        .query("after", "0", "Only values of exchanges with a greater id.")
        .query("before", "", "Only values of exchanges with a smaller id.")
        .query("limit", "10", "The largest number of values, from 1 to 10000 (default: 1000).")
        .query("waitFor", "1", "Waits until this number of values is there.")
        .query("timeout", "5s", "The longest time to wait, at most 10m (default: 10s).");
  }

  private HttpReply list(HttpCall call, Predicate<ItemValue> kind) throws Exception {
    ValuePage page = new ValuePage(call, kind);
    List<ObjectNode> found =
        waits.until(values -> values.size() >= page.waitFor, page.timeout, page::select);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("values").addAll(found);
    return HttpReply.json(json.put("complete", found.size() >= page.waitFor));
  }

  /** A page of values, as the parameters select it. */
  private final class ValuePage {
    private final Predicate<ItemValue> filter;
    private final boolean forward;
    private final long after;
    private final long before;
    private final int limit;
    private final Instant since;
    private final long waitFor;
    private final Duration timeout;

    private ValuePage(HttpCall call, Predicate<ItemValue> kind) {
      filter = JournalView.items(call).and(kind);
      forward = call.text("after").isPresent();
      after = call.integer("after", 0, 0, Long.MAX_VALUE);
      before = call.integer("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
      limit = (int) call.integer("limit", 1000, 1, LARGEST_PAGE);
      since = since(call);
      waitFor = call.integer("waitFor", 0, 0, LARGEST_PAGE);
      timeout = waitFor == 0 ? Duration.ZERO : call.time("timeout").orElse(Duration.ofSeconds(10));
      if (waitFor > limit) {
        throw HttpProblem.badInput("waitFor", "waitFor must be at most limit, which is " + limit);
      }
    }

    private List<ObjectNode> select() {
      List<Exchange> all = journal.exchanges();
      List<ObjectNode> page = new ArrayList<>();
      int size = all.size();
      for (int i = 0; i < size && page.size() < limit; i++) {
        Exchange exchange = all.get(forward ? i : size - 1 - i);
        boolean included = exchange.id() > after && exchange.id() < before;
        if (included && !exchange.receivedAt().isBefore(since)) {
          addValues(exchange, page);
        }
      }
      if (!forward) {
        Collections.reverse(page);
      }
      return page;
    }

    private void addValues(Exchange exchange, List<ObjectNode> page) {
      List<ItemValue> items = exchange.items();
      int size = items.size();
      for (int i = 0; i < size && page.size() < limit; i++) {
        ItemValue item = items.get(forward ? i : size - 1 - i);
        if (filter.test(item)) {
          page.add(JournalView.json(item, exchange));
        }
      }
    }
  }

  private static Instant since(HttpCall call) {
    return call.text("since").map(ValueEndpoints::instant).orElse(Instant.MIN);
  }

  private static Instant instant(String text) {
    try {
      return text.matches("\\d{1,11}")
          ? Instant.ofEpochSecond(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException invalid) {
      throw HttpProblem.badInput(
          "since",
          "since must be a time such as 2026-01-01T00:00:00Z or a number of seconds, but was "
              + Quoting.quote(text));
    }
  }

  private HttpReply latest(HttpCall call) {
    Predicate<ItemValue> filter = JournalView.items(call);
    Duration span = call.time("span").orElse(Duration.ofMinutes(5));
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      throw HttpProblem.badInput("span", "span must be from 1m to 10m");
    }
    Instant now = journal.server().config().clock().instant();
    LatestValues latest = new LatestValues(now, span);
    for (Exchange exchange : journal.exchanges()) {
      for (ItemValue item : exchange.items()) {
        if (item.outcome().isProcessed() && filter.test(item)) {
          latest.add(item, exchange);
        }
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("items");
    latest.json().forEach(items::add);
    return HttpReply.json(
        json.put("to", now.toString()).put("bucketSeconds", span.toMillis() / 60_000.0));
  }
}
