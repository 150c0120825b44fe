package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * The latest value of each item, the number of its values, and buckets for a plot, in the order of
 * the first value. Not thread-safe.
 */
final class LatestValues {

  private static final int BUCKETS = 60;
  private static final int LONGEST_VALUE = 256;

  private final Map<ItemName, Latest> items = new LinkedHashMap<>();
  private final Instant start;
  private final long bucketMillis;

  LatestValues(Instant end, Duration span) {
    this.start = end.minus(span);
    this.bucketMillis = Math.max(1, span.toMillis() / BUCKETS);
  }

  /** One bucket: the count, and the range of the numbers in it. */
  private static final class Bucket {
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;

    private void add(@Nullable Double number) {
      count++;
      if (number != null) {
        min = Math.min(min, number);
        max = Math.max(max, number);
        last = number;
      }
    }

    private void write(ObjectNode json) {
      json.put("count", count);
      if (min <= max) {
        json.put("min", min).put("max", max).put("last", last);
      }
    }
  }

  private static final class Latest {
    private final @Nullable Bucket[] buckets = new Bucket[BUCKETS];
    private long count;
    private @Nullable ItemValue value;
    private @Nullable Exchange exchange;
  }

  void add(ItemValue item, Exchange of) {
    Latest latest =
        items.computeIfAbsent(new ItemName(item.host(), item.key()), name -> new Latest());
    latest.count++;
    latest.value = item;
    latest.exchange = of;
    long bucket = Duration.between(start, item.receivedAt()).toMillis() / bucketMillis;
    if (!item.receivedAt().isBefore(start) && item.isReceived()) {
      int index = (int) Math.min(BUCKETS - 1, bucket);
      Bucket known = latest.buckets[index];
      Bucket current = known == null ? new Bucket() : known;
      latest.buckets[index] = current;
      current.add(number(item.value()));
    }
  }

  private static @Nullable Double number(String text) {
    if (text.length() > 40) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  List<ObjectNode> json(JournalView journal) {
    return items.values().stream().map(latest -> json(latest, journal)).toList();
  }

  private static ObjectNode json(Latest latest, JournalView journal) {
    if (latest.value == null || latest.exchange == null) {
      throw new AssertionError("an item without a value");
    }
    ObjectNode json = (ObjectNode) JournalView.parsed(journal.text(latest.value, latest.exchange));
    String value = latest.value.value();
    if (value.length() > LONGEST_VALUE) {
      json.put("value", value.substring(0, LONGEST_VALUE)).put("length", value.length());
    }
    json.put("count", latest.count);
    ArrayNode buckets = json.putArray("buckets");
    for (Bucket bucket : latest.buckets) {
      if (bucket == null) {
        buckets.addNull();
      } else {
        bucket.write(buckets.addObject());
      }
    }
    return json;
  }
}
