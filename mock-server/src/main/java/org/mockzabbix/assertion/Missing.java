package org.mockzabbix.assertion;

import java.util.List;
import java.util.Optional;
import org.mockzabbix.assertion.Nearest.Candidate;
import org.mockzabbix.protocol.ItemValue;

/** Words for an expected value that is not there. */
final class Missing {

  private Missing() {}

  /** The value, and what came nearest to it. */
  static String line(ItemMatcher item, List<ItemValue> received) {
    return item
        + nearestOf(item, received)
            .map(
                near ->
                    item.matches(near)
                        ? ": " + Wording.item(near) + " <- came at another place"
                        : "; nearest: " + Wording.item(near) + " <- " + item.differences(near))
            .orElse("");
  }

  /** What came nearest, in the form of the matcher. */
  static String nearest(ItemMatcher item, List<ItemValue> received) {
    return nearestOf(item, received)
        .map(near -> item.matches(near) ? item + " (elsewhere)" : item.describe(near))
        .orElse("nothing");
  }

  private static Optional<ItemValue> nearestOf(ItemMatcher item, List<ItemValue> received) {
    return new Nearest(item).candidates(received).stream().findFirst().map(Candidate::item);
  }
}
