package org.mockzabbix.assertion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.assertion.NearMisses.NearMiss;
import org.mockzabbix.protocol.ItemValue;

/** Describes matchers without a value by the values that are most similar. Not thread-safe. */
final class MissingValues {

  private final List<ItemValue> others;
  private final ValueOrder order;
  private final DetailBudget budget;
  private final Map<ItemMatcher, Optional<NearMiss>> nearest = new HashMap<>();
  private final Map<ItemMatcher, String> descriptions = new HashMap<>();

  /**
   * Creates a description.
   *
   * @param others the values that belong to no matcher
   * @param order why a value that matches may not be the expected one
   */
  MissingValues(List<ItemValue> others, ValueOrder order, DetailBudget budget) {
    this.others = others;
    this.order = order;
    this.budget = budget;
  }

  /** Describes a matcher, and the most similar value with its difference. */
  String line(ItemMatcher missing) {
    return missing + nearest(missing).map(near -> explained(missing, near)).orElse("");
  }

  private String explained(ItemMatcher missing, NearMiss near) {
    String value = FailureLines.value(near.value());
    return near.isMatch()
        ? ": " + value + " <- received " + order.elsewhere(near.value())
        : "; near miss: " + value + " <- " + missing.differences(near.value());
  }

  /** Describes the most similar value in the form of the matcher. */
  String described(ItemMatcher missing) {
    return descriptions.computeIfAbsent(missing, this::description);
  }

  private String description(ItemMatcher missing) {
    return nearest(missing)
        .map(
            near ->
                near.isMatch()
                    ? missing + " (" + order.elsewhere(near.value()) + ")"
                    : missing.describe(near.value()))
        .orElse("no value");
  }

  private Optional<NearMiss> nearest(ItemMatcher missing) {
    return nearest.computeIfAbsent(
        missing, matcher -> new NearMisses(matcher, budget).nearest(others));
  }
}
