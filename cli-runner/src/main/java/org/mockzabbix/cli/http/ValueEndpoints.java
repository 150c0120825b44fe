package org.mockzabbix.cli.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
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
  private final LatestValues latest;

  ValueEndpoints(JournalView journal, Waits waits) {
    this.journal = journal;
    this.waits = waits;
    this.latest = new LatestValues(journal);
  }

  List<Endpoint> endpoints() {
    return List.of(
        filtered(
            Endpoint.get(
                    "/api/v1/values",
                    "Lists the processed values, oldest first. Without after, these are the newest ones.",
                    call -> list(call, ItemValue::isReceived))
                .returns("Values")),
        filtered(
            Endpoint.get(
                    "/api/v1/rejected",
                    "Lists the values that were not processed, with the reason, oldest first.",
                    call -> list(call, item -> !item.outcome().isProcessed()))
                .returns("Values")),
        Endpoint.get(
                "/api/v1/values/latest",
                "Returns for each item the latest value, the count since the last reset, and 60"
                    + " buckets of the last time.",
                this::latest)
            .returns("LatestValues")
            .query("host", "web01", "Only items of this host; * matches any text.")
            .query("key", "app.*", "Only items with this key; * matches any text.")
            .query("after", "", "Only items with a value after this exchange.")
            .query("span", "5m", "The time that the buckets cover, from 1m to 10m (default: 5m)."));
  }

  private static Endpoint filtered(Endpoint endpoint) {
    return endpoint
        .query("host", "web01", "Only values of this host; * matches any text.")
        .query("key", "app.*", "Only values with this item key; * matches any text.")
        .query("value", "", "Only values with this text; * matches any text.")
        .query("since", "2026-01-01T00:00:00Z", "Only values received at this time or later.")
        .query("after", "0", "Only values after this exchange, or after a position such as 7.12.")
        .query("before", "", "Only values before this exchange or position.")
        .query("limit", "10", "The largest number of values, from 1 to 10000 (default: 1000).")
        .query("cut", "", "Cuts longer values to this number of characters, and adds length.")
        .query("waitFor", "1", "Waits until this number of values is there.")
        .query("timeout", "5s", "The longest time to wait, at most 10m (default: 10s).");
  }

  /** A value, and the exchange that delivered it. */
  private record DeliveredValue(ItemValue item, Exchange exchange) {
    private JournalPosition position() {
      return new JournalPosition(exchange.id(), item.row());
    }
  }

  private HttpReply list(HttpCall call, Predicate<ItemValue> kind) throws Exception {
    Predicate<ItemValue> filter = JournalView.items(call).and(kind);
    Instant since = since(call);
    int longest = (int) call.integer("cut", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    JournalPage.Entries<DeliveredValue> values =
        new JournalPage.Entries<>(
            "values",
            exchange -> exchange.receivedAt().isBefore(since) ? List.of() : of(exchange, filter),
            DeliveredValue::position,
            value -> '"' + value.position().toString() + '"',
            value -> journal.text(value.item(), value.exchange(), longest));
    return new JournalPage<>(call, journal.source(), values, 1000, LARGEST_PAGE).reply(waits);
  }

  private static List<DeliveredValue> of(Exchange exchange, Predicate<ItemValue> filter) {
    return exchange.items().stream()
        .filter(filter)
        .map(item -> new DeliveredValue(item, exchange))
        .toList();
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
    Predicate<String> host = JournalView.pattern(call, "host");
    Predicate<String> key = JournalView.pattern(call, "key");
    Duration span = call.time("span").orElse(Duration.ofMinutes(5));
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      throw HttpProblem.badInput("span", "span must be from 1m to 10m");
    }
    Instant now = journal.server().config().clock().instant();
    return HttpReply.json(
        latest
            .json(
                item -> host.test(item.host()) && key.test(item.key()),
                call.integer("after", 0, 0, Long.MAX_VALUE),
                now,
                span)
            .put("to", now.toString())
            .put("bucketSeconds", span.toMillis() / 60_000.0));
  }
}
