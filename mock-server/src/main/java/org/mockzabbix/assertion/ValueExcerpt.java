package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Plurals;

/**
 * The values that a failure message looks at: the newest ones, and older ones of some items. A
 * message about all of a million values would take longer than the test waited for. Immutable.
 *
 * @param values the values, oldest first, processed or not
 * @param newest the number of the newest values, regardless of their items
 * @param total the number of all values of the exchanges
 * @param hasAllOfItems whether these are all values of the items, of which there is at least one
 */
record ValueExcerpt(List<ItemValue> values, long newest, long total, boolean hasAllOfItems) {

  /** The number of newest values, and of older values of the items. */
  private static final int MAX_VALUES = 10_000;

  /** The length of the texts of these values. */
  private static final int MAX_CHARACTERS = 4_000_000;

  /** The number of values of one packet, which count even if there are more than enough. */
  private static final int MAX_PACKET = 20_000;

  /** Looking for each item takes some time for each exchange. */
  private static final int MAX_ITEMS = FailureDetails.MAX_LINES;

  static ValueExcerpt in(List<Exchange> exchanges, Collection<ItemName> items) {
    return new NewestSearch(exchanges, items.stream().distinct().toList()).run();
  }

  /** Returns whether these are all values of the exchanges. */
  boolean areAll() {
    return newest == total;
  }

  /** Returns the words before a number of values of the items. */
  String atLeast() {
    return areAll() || hasAllOfItems ? "" : "at least ";
  }

  /** Describes which values these are, for example {@code the newest 10000 of 20000 values}. */
  @Override
  public String toString() {
    String items = hasAllOfItems ? ", and all values of the expected item" : "";
    return "the newest " + newest + " of " + Plurals.count(total, "value") + items;
  }

  /** How much of something was read. Not thread-safe. */
  private static final class Share {

    private long number;
    private long characters;

    void add(List<ItemValue> values) {
      number += values.size();
      values.forEach(value -> characters += value.value().length());
    }

    boolean hasRoom() {
      return number < MAX_VALUES && characters < MAX_CHARACTERS;
    }
  }

  /** One search from the newest exchange to the oldest one. Not thread-safe. */
  private static final class NewestSearch {

    private final List<Exchange> exchanges;
    private final List<ItemName> items;
    private final List<List<ItemValue>> found = new ArrayList<>(); // newest exchange first
    private final Share newest = new Share();
    private final Share olderOfItems = new Share();
    private long total;
    private boolean hasAllOfItems;

    NewestSearch(List<Exchange> exchanges, List<ItemName> items) {
      this.exchanges = exchanges;
      this.items = items.stream().limit(MAX_ITEMS).toList();
      this.hasAllOfItems = !items.isEmpty() && items.size() <= MAX_ITEMS;
    }

    ValueExcerpt run() {
      for (int i = exchanges.size() - 1; i >= 0; i--) {
        if (exchanges.get(i).itemCount() > 0) {
          read(exchanges.get(i));
        }
      }
      Collections.reverse(found);
      List<ItemValue> values = found.stream().flatMap(List::stream).toList();
      return new ValueExcerpt(values, newest.number, total, hasAllOfItems);
    }

    private void read(Exchange exchange) {
      int size = exchange.itemCount();
      boolean allNewer = newest.number == total;
      total += size;
      int first = allNewer && newest.hasRoom() ? Math.max(0, size - MAX_PACKET) : size;
      if (first < size) {
        List<ItemValue> values = List.copyOf(exchange.items().subList(first, size));
        newest.add(values);
        found.add(values);
      }
      if (first > 0 && olderOfItems.hasRoom()) {
        addOfItems(exchange, first);
      } else if (first > 0) {
        hasAllOfItems = false;
      }
    }

    private void addOfItems(Exchange exchange, int end) {
      List<ItemValue> values = new ArrayList<>(0);
      items.forEach(item -> values.addAll(exchange.items(item.host(), item.key())));
      values.removeIf(value -> value.row() >= end);
      olderOfItems.add(values);
      if (!values.isEmpty()) {
        found.add(values);
      }
    }
  }
}
