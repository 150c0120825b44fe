package org.mockzabbix.cli.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.journal.Exchange;

/** The endpoints for exchanges. */
final class ExchangeEndpoints {

  private static final int LARGEST_PAGE = 1000;
  private static final int LARGEST_TEXT = 32 << 20; // characters of one page

  private final JournalView journal;
  private final Waits waits;

  ExchangeEndpoints(JournalView journal, Waits waits) {
    this.journal = journal;
    this.waits = waits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/api/v1/exchanges",
                "Lists exchanges, oldest first. Without after, these are the newest ones.",
                this::list)
            .query(
                "host", "web01", "Only exchanges of this host or mock agent; * matches any text.")
            .query("key", "app.*", "Only exchanges with this item key; * matches any text.")
            .query("request", "sender data", "Only this kind of request.")
            .query(
                "state",
                "ok",
                "Only exchanges that are ok, rejected, refused, unreadable or empty.")
            .query("after", "0", "Only exchanges with a greater id.")
            .query("before", "", "Only exchanges with a smaller id.")
            .query("limit", "10", "The largest number of exchanges, from 1 to 1000 (default: 100).")
            .query("raw", "true", "Adds the bytes of request and reply, in base64.")
            .query("waitFor", "1", "Waits until this number of exchanges is there.")
            .query("timeout", "5s", "The longest time to wait, at most 10m (default: 10s)."),
        Endpoint.get("/api/v1/exchanges/{id}", "Returns one exchange.", this::one)
            .segment("id", "1", "The id of the exchange.")
            .query("raw", "true", "Adds the bytes of request and reply, in base64."));
  }

  private HttpReply list(HttpCall call) throws Exception {
    ExchangePage page = new ExchangePage(call);
    return HttpReply.of(200, HttpReply.JSON, page.text(page.await()));
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
    return HttpReply.of(200, HttpReply.JSON, journal.text(exchange, raw));
  }

  /** A page of exchanges, as the parameters select it. */
  private final class ExchangePage {
    private final Predicate<Exchange> filter;
    private final boolean forward;
    private final long after;
    private final long before;
    private final int limit;
    private final boolean raw;
    private final long waitFor;
    private final Duration timeout;

    private ExchangePage(HttpCall call) {
      filter = journal.filter(call);
      forward = call.text("after").isPresent();
      after = call.integer("after", 0, 0, Long.MAX_VALUE);
      before = call.integer("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
      limit = (int) call.integer("limit", 100, 1, LARGEST_PAGE);
      raw = call.flag("raw");
      waitFor = call.integer("waitFor", 0, 0, LARGEST_PAGE);
      timeout = waitFor == 0 ? Duration.ZERO : call.time("timeout").orElse(Duration.ofSeconds(10));
      if (waitFor > limit) {
        throw HttpProblem.badInput("waitFor", "waitFor must be at most limit, which is " + limit);
      }
    }

    private List<Exchange> await() throws Exception {
      return waits.until(found -> found.size() >= waitFor, timeout, this::select);
    }

    private List<Exchange> select() {
      List<Exchange> all = journal.exchanges();
      Deque<Exchange> page = new ArrayDeque<>();
      int size = all.size();
      for (int i = 0; i < size && page.size() < limit; i++) {
        Exchange exchange = all.get(forward ? i : size - 1 - i);
        if (exchange.id() > after && exchange.id() < before && filter.test(exchange)) {
          if (forward) {
            page.addLast(exchange);
          } else {
            page.addFirst(exchange);
          }
        }
      }
      return List.copyOf(page);
    }

    /** Writes as many exchanges as fit, at least one. */
    private String text(List<Exchange> page) {
      StringBuilder text = new StringBuilder("{\"exchanges\":[");
      int written = 0;
      for (Exchange exchange : page) {
        if (written > 0 && text.length() > LARGEST_TEXT) {
          break;
        }
        text.append(written++ == 0 ? "" : ",").append(journal.text(exchange, raw));
      }
      text.append("],\"complete\":").append(page.size() >= waitFor);
      if (written > 0) {
        text.append(",\"before\":").append(page.get(0).id());
        text.append(",\"after\":").append(page.get(written - 1).id());
      }
      return text.append('}').toString();
    }
  }
}
