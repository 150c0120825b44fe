package org.mockzabbix.cli.http;

import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.journal.Exchange;

/** The endpoints for exchanges. */
final class ExchangeEndpoints {

  private static final int LARGEST_PAGE = 1000;
  private static final String JSON_LINES = "application/jsonl";

  private final JournalView journal;
  private final Waits waits;

  ExchangeEndpoints(JournalView journal, Waits waits) {
    this.journal = journal;
    this.waits = waits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        JournalView.filtered(
                Endpoint.get(
                        "/api/v1/exchanges",
                        "Lists exchanges, oldest first. Without after, these are the newest ones.",
                        this::list)
                    .returns("Exchanges"))
            .query("after", "0", "Only exchanges after this one.")
            .query("before", "", "Only exchanges before this one.")
            .query("limit", "10", "The largest number of exchanges, from 1 to 1000 (default: 100).")
            .query("raw", "true", "Adds the bytes of request and reply, in base64.")
            .query("summary", "", "Returns numbers instead of values and reply.")
            .query("waitFor", "1", "Waits until this number of exchanges is there.")
            .query("timeout", "5s", "The longest time to wait, at most 10m (default: 10s)."),
        Endpoint.get(
                "/api/v1/exchanges/{id}",
                "Returns one exchange, with the course of its connection and its marks.",
                this::one)
            .returns("Exchange")
            .segment("id", "1", "The id of the exchange.")
            .query("raw", "true", "Adds the bytes of request and reply, in base64."),
        JournalView.filtered(
                Endpoint.get(
                    "/api/v1/recording",
                    "Downloads exchanges with their bytes, one on each line, as serve --record"
                        + " writes them.",
                    this::recording))
            .streams(JSON_LINES, "Exchange"));
  }

  private HttpReply recording(HttpCall call) {
    Predicate<Exchange> filter = journal.filter(call);
    List<Exchange> exchanges = journal.exchanges();
    return HttpReply.streamText(
            JSON_LINES,
            out -> {
              for (Exchange exchange : exchanges) {
                if (filter.test(exchange)) {
                  journal.write(exchange, true, out);
                  out.write('\n');
                }
              }
            })
        .withHeader("Content-Disposition", "attachment; filename=\"mock-zabbix.jsonl\"");
  }

  private HttpReply list(HttpCall call) throws Exception {
    Predicate<Exchange> filter = journal.filter(call);
    boolean raw = call.flag("raw");
    boolean summary = call.flag("summary");
    JournalPage.Entries<Exchange> exchanges =
        new JournalPage.Entries<>(
            "exchanges",
            exchange -> filter.test(exchange) ? List.of(exchange) : List.of(),
            exchange -> new JournalPosition(exchange.id(), 0),
            exchange -> String.valueOf(exchange.id()),
            exchange -> summary ? journal.summary(exchange) : journal.text(exchange, raw));
    return new JournalPage<>(call, journal.source(), exchanges, 100, LARGEST_PAGE).reply(waits);
  }

  private HttpReply one(HttpCall call) {
    long id = call.id("id");
    boolean raw = call.flag("raw");
    Exchange exchange =
        journal
            .find(id)
            .orElseThrow(
                () ->
                    new HttpProblem(
                        404,
                        "Not Found",
                        "exchange " + id + " is unknown, or was evicted or removed by a reset"));
    return HttpReply.streamText(
        HttpReply.JSON, out -> journal.writeWithDetails(exchange, raw, out));
  }
}
