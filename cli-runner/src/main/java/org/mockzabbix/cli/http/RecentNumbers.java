package org.mockzabbix.cli.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The values of an item in the last ten minutes, summed for each second. Not thread-safe. */
final class RecentNumbers {

  private static final int BUCKETS = 60;
  private static final int LONGEST_NUMBER = 40;

  private final ArrayDeque<Sum> seconds = new ArrayDeque<>();

  /** The count of values in a time, and the range of the numbers among them. */
  private static final class Sum {
    private final long second;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double last;

    private Sum(long second) {
      this.second = second;
    }

    private void add(@Nullable Double number) {
      count++;
      if (number != null) {
        min = Math.min(min, number);
        max = Math.max(max, number);
        last = number;
      }
    }

    private void add(Sum later) {
      count += later.count;
      if (later.min <= later.max) {
        min = Math.min(min, later.min);
        max = Math.max(max, later.max);
        last = later.last;
      }
    }

    private ObjectNode json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", count);
      if (min <= max) {
        json.put("min", min).put("max", max).put("last", last);
      }
      return json;
    }
  }

  void add(Instant time, String value) {
    long second = time.getEpochSecond();
    Sum sum = seconds.peekLast();
    if (sum == null || sum.second < second) {
      sum = new Sum(second);
      seconds.addLast(sum);
    }
    sum.add(number(value));
    while (seconds.getFirst().second < second - HttpCall.LONGEST_WAIT.toSeconds()) {
      seconds.removeFirst();
    }
  }

  private static @Nullable Double number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Returns 60 buckets of equal length that end now, null for those without values. */
  ArrayNode buckets(Instant now, Duration span) {
    @Nullable Sum[] sums = new Sum[BUCKETS];
    long start = now.minus(span).toEpochMilli();
    long bucketMillis = Math.max(1, span.toMillis() / BUCKETS);
    for (Sum sum : seconds) {
      long offset = sum.second * 1000 - start;
      if (offset >= 0) {
        int index = (int) Math.min(BUCKETS - 1, offset / bucketMillis);
        Sum known = sums[index];
        Sum bucket = known == null ? new Sum(sum.second) : known;
        bucket.add(sum);
        sums[index] = bucket;
      }
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Sum sum : sums) {
      json.add(sum == null ? null : sum.json());
    }
    return json;
  }
}
