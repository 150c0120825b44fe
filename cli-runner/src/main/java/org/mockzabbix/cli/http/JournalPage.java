package org.mockzabbix.cli.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;

/**
 * A part of a list of exchanges or of their values. The parameters {@code after}, {@code before}
 * and {@code limit} select it, and {@code waitFor} and {@code timeout} wait for it. With {@code
 * after} it has the oldest entries of the rest, and else the newest. Not thread-safe.
 *
 * @param <T> an entry
 */
final class JournalPage<T> {

  private static final int LARGEST_TEXT = 32 << 20; // characters

  /**
   * The entries of a list.
   *
   * @param name the member of the reply
   * @param cursor returns the position as a member of the reply
   * @param of returns the entries of an exchange that the filters select
   */
  record Entries<T>(
      String name,
      Function<Exchange, List<T>> of,
      Function<T, JournalPosition> position,
      Function<T, String> cursor,
      Function<T, String> text) {}

  private final Entries<T> entries;
  private final boolean forward;
  private final JournalPosition after;
  private final JournalPosition before;
  private final int limit;
  private final int waitFor;
  private final Duration timeout;
  private final UnreadExchanges reader;
  private final Deque<T> found = new ArrayDeque<>();

  /**
   * Reads the parameters.
   *
   * @param usual the limit if the parameter is missing
   * @param most the largest limit
   */
  JournalPage(HttpCall call, Journal journal, Entries<T> entries, int usual, int most) {
    this.entries = entries;
    forward = call.text("after").isPresent();
    after =
        call.text("after")
            .map(text -> JournalPosition.of("after", text, Integer.MAX_VALUE))
            .orElse(JournalPosition.START);
    before =
        call.text("before")
            .map(text -> JournalPosition.of("before", text, -1))
            .orElse(JournalPosition.END);
    limit = (int) call.integer("limit", usual, 1, most);
    waitFor = (int) call.integer("waitFor", 0, 0, most);
    Duration longest = call.time("timeout").orElse(Duration.ofSeconds(10));
    timeout = waitFor == 0 ? Duration.ZERO : longest;
    if (waitFor > limit) {
      throw HttpProblem.badInput("waitFor", "waitFor must be at most limit, which is " + limit);
    }
    boolean whole = after.row() == Integer.MAX_VALUE;
    reader = new UnreadExchanges(journal, whole ? after.exchange() : after.exchange() - 1);
  }

  /** Waits for the entries, and returns them. */
  HttpReply reply(Waits waits) throws Exception {
    waits.until(complete -> complete, timeout, this::read);
    return HttpReply.of(200, HttpReply.JSON, text());
  }

  /**
   * Adds the entries that have arrived since the previous call, and returns whether all are there.
   */
  private boolean read() {
    UnreadExchanges.News news = reader.read();
    if (news.reset()) {
      found.clear();
    }
    Deque<T> fresh = new ArrayDeque<>();
    int room = forward ? limit - found.size() : limit;
    List<Exchange> exchanges = news.exchanges();
    int size = exchanges.size();
    for (int i = 0; i < size && fresh.size() < room; i++) {
      add(exchanges.get(forward ? i : size - 1 - i), fresh, room);
    }
    found.addAll(fresh);
    while (found.size() > limit) {
      found.removeFirst();
    }
    return found.size() >= waitFor;
  }

  private void add(Exchange exchange, Deque<T> fresh, int room) {
    List<T> candidates = entries.of().apply(exchange);
    int size = candidates.size();
    for (int i = 0; i < size && fresh.size() < room; i++) {
      T entry = candidates.get(forward ? i : size - 1 - i);
      if (isInside(entries.position().apply(entry))) {
        addInOrder(fresh, entry);
      }
    }
  }

  private boolean isInside(JournalPosition position) {
    return position.compareTo(after) > 0 && position.compareTo(before) < 0;
  }

  private <E> void addInOrder(Deque<E> list, E entry) {
    if (forward) {
      list.addLast(entry);
    } else {
      list.addFirst(entry);
    }
  }

  /** Writes as many entries as fit, at least one: without {@code after} the newest ones. */
  private String text() {
    Deque<T> written = new ArrayDeque<>();
    Deque<String> texts = new ArrayDeque<>();
    long length = 0;
    Iterator<T> rest = forward ? found.iterator() : found.descendingIterator();
    while (rest.hasNext() && length < LARGEST_TEXT) {
      T entry = rest.next();
      String text = entries.text().apply(entry);
      length += text.length();
      addInOrder(written, entry);
      addInOrder(texts, text);
    }
    StringBuilder json = new StringBuilder();
    json.append("{\"").append(entries.name()).append("\":[").append(String.join(",", texts));
    json.append("],\"complete\":").append(found.size() >= waitFor);
    if (!written.isEmpty()) {
      json.append(",\"before\":").append(entries.cursor().apply(written.getFirst()));
      json.append(",\"after\":").append(entries.cursor().apply(written.getLast()));
    }
    return json.append('}').toString();
  }
}
