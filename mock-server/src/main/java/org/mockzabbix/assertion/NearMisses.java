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
  private final DetailBudget budget;
  private final Map<ItemName, Integer> distances = new HashMap<>();

  NearMisses(ItemMatcher expected, DetailBudget budget) {
    this.expected = expected;
    this.budget = budget;
  }

  /**
   * A value that is similar to the expected one.
   *
   * @param others the number of further values of its item, which are not listed
   */
  record NearMiss(ItemValue value, int distance, int others) {

    /** Returns whether the value is not only similar. */
    boolean isMatch() {
      return distance == 0;
    }

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
    return candidates(values).stream().filter(miss -> !miss.isMatch()).toList();
  }

  /** Returns the most similar value first. A value that matches has the distance 0. */
  private List<NearMiss> candidates(List<ItemValue> values) {
    List<NearMiss> candidates = new ArrayList<>();
    Map<ItemName, NearMiss> bestOfOthers = new LinkedHashMap<>();
    budget.eachFromLast(
        expectedItemLast(values),
        value -> {
          NearMiss candidate = new NearMiss(value, distance(value), 0);
          if (expected.isOfItem(value)) {
            candidates.add(candidate);
          } else {
            bestOfOthers.merge(name(value), candidate, NearMiss::or);
          }
        });
    candidates.addAll(bestOfOthers.values());
    candidates.sort(Comparator.comparingInt(NearMiss::distance));
    return candidates;
  }

  /** Returns the values in the order of their importance, the most important one last. */
  private List<ItemValue> expectedItemLast(List<ItemValue> values) {
    List<ItemValue> sorted = new ArrayList<>(values.size());
    List<ItemValue> ofItem = new ArrayList<>();
    values.forEach(value -> (expected.isOfItem(value) ? ofItem : sorted).add(value));
    sorted.addAll(ofItem);
    return sorted;
  }

  /** Describes a near miss and its differences on a line. */
  String line(NearMiss miss) {
    String line = FailureLines.value(miss.value()) + " <- " + expected.differences(miss.value());
    return miss.others() == 0 ? line : line + " (and " + miss.others() + " more of this item)";
  }

  /** Returns the most similar value, which may match; empty without values. */
  Optional<NearMiss> nearest(List<ItemValue> values) {
    return candidates(values).stream().findFirst();
  }

  /** Returns all values, the most similar first. */
  List<ItemValue> sorted(List<ItemValue> values) {
    List<NearMiss> sorted = new ArrayList<>(values.size());
    budget.eachFromLast(
        expectedItemLast(values), value -> sorted.add(new NearMiss(value, distance(value), 0)));
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
