package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * The latest value of each item since the last reset, the number of its values, and buckets for a
 * plot, in the order of the first value. Each call reads only the exchanges since the previous one,
 * so that a page can ask again and again. Thread-safe: {@code lock} guards the items.
 */
final class LatestValues {

  /** The items with buckets: those of further items would need much memory. */
  private static final int MOST_PLOTS = 2000;

  private static final int LONGEST_VALUE = 256;

  private final JournalView journal;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ItemName, Latest> items = new LinkedHashMap<>();
  private final UnreadExchanges reader;

  LatestValues(JournalView journal) {
    this.journal = journal;
    this.reader = new UnreadExchanges(journal.source(), 0);
  }

  private static final class Latest {
    private final @Nullable RecentNumbers numbers;
    private long count;
    private @Nullable ItemValue value; // null as soon as json has it
    private @Nullable Exchange exchange; // null as soon as json has it
    private long lastExchange;
    private ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Latest(boolean plotted) {
      numbers = plotted ? new RecentNumbers() : null;
    }

    private void add(ItemValue item, Exchange of) {
      count++;
      lastExchange = of.id();
      value = item;
      exchange = of;
      if (numbers != null && item.isReceived()) {
        numbers.add(item.receivedAt(), item.value());
      }
    }
  }

  /**
   * Returns the items that a filter selects.
   *
   * @param after the exchange after which an item must have a value
   * @param span the time before {@code now} that the buckets cover
   */
  ObjectNode json(Predicate<ItemName> filter, long after, Instant now, Duration span) {
    lock.lock();
    try {
      read();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      ArrayNode list = json.putArray("items");
      items.forEach(
          (name, latest) -> {
            if (latest.lastExchange > after && filter.test(name)) {
              list.add(json(latest, now, span));
            }
          });
      return json.put("after", reader.last());
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    UnreadExchanges.News news = reader.read();
    if (news.reset()) {
      items.clear();
    }
    Set<Latest> changed = new LinkedHashSet<>();
    for (Exchange exchange : news.exchanges()) {
      for (ItemValue item : exchange.items()) {
        if (item.outcome().isProcessed()) {
          ItemName name = new ItemName(item.host(), item.key());
          Latest latest = items.computeIfAbsent(name, any -> new Latest(items.size() < MOST_PLOTS));
          latest.add(item, exchange);
          changed.add(latest);
        }
      }
    }
    changed.forEach(this::describe);
  }

  /** Keeps the start of the value only: it may be large, and its exchange may be evicted. */
  private void describe(Latest latest) {
    if (latest.value != null && latest.exchange != null) {
      String text = journal.text(latest.value, latest.exchange, LONGEST_VALUE);
      latest.json = (ObjectNode) JournalView.parsed(text);
      latest.value = null;
      latest.exchange = null;
    }
  }

  private static ObjectNode json(Latest latest, Instant now, Duration span) {
    ObjectNode json = latest.json.deepCopy().put("count", latest.count);
    if (latest.numbers != null) {
      json.set("buckets", latest.numbers.buckets(now, span));
    }
    return json;
  }
}
