package org.mockzabbix.cli.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;

/**
 * The stream of server-sent events. It sends each exchange, or with {@code summary} at most four
 * sums a second, and {@code reset} if the journal was cleared.
 */
final class EventEndpoints {

  private static final String CONTENT_TYPE = "text/event-stream";
  private static final Duration SLICE = Duration.ofMillis(250);
  private static final int SLICES_UNTIL_COMMENT = 4; // a write notices that the client left

  private final JournalView journal;
  private final Waits waits;

  EventEndpoints(JournalView journal, Waits waits) {
    this.journal = journal;
    this.waits = waits;
  }

  List<Endpoint> endpoints() {
    return List.of(
        JournalView.filtered(
                Endpoint.get(
                    "/api/v1/events",
                    "Streams exchanges as server-sent events; Last-Event-ID continues a stream.",
                    this::stream))
            .query("after", "0", "Begins after this exchange (default: with new exchanges).")
            .query("summary", "", "Sends sums instead of exchanges.")
            .streams(CONTENT_TYPE, "Event"));
  }

  private HttpReply stream(HttpCall call) {
    boolean summary = call.flag("summary");
    EventStream stream = new EventStream(journal.filter(call), summary, start(call));
    waits.begin(); // refuses before the status is sent
    return HttpReply.stream(CONTENT_TYPE, stream::writeTo).then(waits::end);
  }

  private long start(HttpCall call) {
    long newest = journal.exchanges().stream().mapToLong(Exchange::id).max().orElse(0);
    long last =
        call.lastEventId()
            .filter(id -> id.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(newest);
    return call.integer("after", last, 0, Long.MAX_VALUE);
  }

  /** One open stream. */
  private final class EventStream {
    private final Predicate<Exchange> filter;
    private final boolean summary;
    private final UnreadExchanges reader;

    private EventStream(Predicate<Exchange> filter, boolean summary, long last) {
      this.filter = filter;
      this.summary = summary;
      this.reader = new UnreadExchanges(journal.source(), last);
    }

    private void writeTo(OutputStream out) throws IOException, InterruptedException {
      write(out, ": connected\n\n");
      int idle = 0;
      while (!journal.server().isClosed()) {
        long seen = journal.source().version();
        idle = send(out) ? 0 : idle + 1;
        if (idle == SLICES_UNTIL_COMMENT) {
          write(out, ": still connected\n\n");
          idle = 0;
        }
        journal.source().awaitChange(seen, SLICE);
        if (summary) {
          Thread.sleep(SLICE.toMillis()); // at most four a second; the stop interrupts it
        }
      }
    }

    /** Sends what is new, and returns whether there was anything. */
    private boolean send(OutputStream out) throws IOException {
      long before = reader.last();
      UnreadExchanges.News news = reader.read();
      if (news.reset()) {
        write(out, event("reset", before, "{}"));
      }
      List<Exchange> selected = news.exchanges().stream().filter(filter).toList();
      if (summary && !selected.isEmpty()) {
        write(out, event("summary", reader.last(), sums(selected)));
      } else {
        for (Exchange exchange : selected) {
          write(out, event("exchange", exchange.id(), journal.text(exchange, false)));
        }
      }
      return news.reset() || !selected.isEmpty();
    }
  }

  private static String sums(List<Exchange> exchanges) {
    long values = 0;
    long rejected = 0;
    for (Exchange exchange : exchanges) {
      for (ItemValue item : exchange.items()) {
        values += item.isReceived() ? 1 : 0;
        rejected += item.outcome().isProcessed() ? 0 : 1;
      }
    }
    return "{\"exchanges\":"
        + exchanges.size()
        + ",\"from\":"
        + exchanges.get(0).id()
        + ",\"to\":"
        + exchanges.get(exchanges.size() - 1).id()
        + ",\"values\":"
        + values
        + ",\"rejected\":"
        + rejected
        + '}';
  }

  private static String event(String name, long id, String data) {
    return "event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
