package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Likeness;

/**
 * Finds the values that are most similar to what a matcher expects, the newest first among equals.
 * Not thread-safe.
 */
final class NearMisses {

  /**
   * The number of items whose names are compared, because this is slow. Further items count as not
   * similar.
   */
  private static final int MAX_COMPARED_ITEMS = 2000;

  private final ItemMatcher expected;
  private final Map<ItemName, Integer> distances = new HashMap<>();

  NearMisses(ItemMatcher expected) {
    this.expected = expected;
  }

  /**
   * A value that is similar to the expected one.
   *
   * @param others the number of further values of its item, which are not listed
   */
  record NearMiss(ItemValue value, int distance, int others) {

    private NearMiss or(NearMiss older) {
      NearMiss nearer = older.distance < distance ? older : this;
      return new NearMiss(nearer.value, nearer.distance, others + older.others + 1);
    }
  }

  /**
   * Returns values that do not match: all values of the expected item, and the most similar value
   * of each other item.
   */
  List<NearMiss> of(List<ItemValue> values) {
    return candidates(values.stream().filter(value -> !expected.matches(value)).toList());
  }

  private List<NearMiss> candidates(List<ItemValue> values) {
    List<NearMiss> candidates = new ArrayList<>();
    Map<ItemName, NearMiss> bestOfOthers = new LinkedHashMap<>();
    for (int i = values.size() - 1; i >= 0; i--) {
      NearMiss candidate = new NearMiss(values.get(i), distance(values.get(i)), 0);
      if (expected.isOfItem(values.get(i))) {
        candidates.add(candidate);
      } else {
        bestOfOthers.merge(name(values.get(i)), candidate, NearMiss::or);
      }
    }
    candidates.addAll(bestOfOthers.values());
    candidates.sort(Comparator.comparingInt(NearMiss::distance));
    return candidates;
  }

  /** Describes a near miss and its differences on a line. */
  String line(NearMiss miss) {
    String line = FailureLines.value(miss.value()) + " <- " + expected.differences(miss.value());
    return miss.others() == 0 ? line : line + " (and " + miss.others() + " more of this item)";
  }

  /**
   * Describes an expected value that is missing, and the most similar of {@code others}.
   *
   * @param order why a value that matches may not be the expected one
   */
  static String missingLine(ItemMatcher expected, List<ItemValue> others, ValueOrder order) {
    return expected
        + nearest(expected, others)
            .map(
                near ->
                    expected.matches(near)
                        ? ": " + FailureLines.value(near) + " <- received " + order.elsewhere(near)
                        : "; near miss: "
                            + FailureLines.value(near)
                            + " <- "
                            + expected.differences(near))
            .orElse("");
  }

  /** Describes the most similar of {@code others} in the form of the matcher. */
  static String describeNearest(ItemMatcher expected, List<ItemValue> others, ValueOrder order) {
    return nearest(expected, others)
        .map(
            near ->
                expected.matches(near)
                    ? expected + " (" + order.elsewhere(near) + ")"
                    : expected.describe(near))
        .orElse("no value");
  }

  private static Optional<ItemValue> nearest(ItemMatcher expected, List<ItemValue> others) {
    return new NearMisses(expected).candidates(others).stream().findFirst().map(NearMiss::value);
  }

  /** Returns all values, the most similar first. */
  List<ItemValue> sorted(List<ItemValue> values) {
    List<NearMiss> sorted = new ArrayList<>(values.size());
    for (int i = values.size() - 1; i >= 0; i--) {
      sorted.add(new NearMiss(values.get(i), distance(values.get(i)), 0));
    }
    sorted.sort(Comparator.comparingInt(NearMiss::distance));
    return sorted.stream().map(NearMiss::value).toList();
  }

  private int distance(ItemValue value) {
    return nameDistance(value) + expected.contentDistance(value);
  }

  private int nameDistance(ItemValue value) {
    if (expected.isOfItem(value)) {
      return 0;
    }
    ItemName name = name(value);
    Integer known = distances.get(name);
    if (known == null && distances.size() < MAX_COMPARED_ITEMS) {
      known = expected.nameDistance(value);
      distances.put(name, known);
    }
    return known == null ? 2 * Likeness.FAR : known;
  }

  private static ItemName name(ItemValue value) {
    return new ItemName(value.host(), value.key());
  }
}
