package org.mockzabbix.assertion;

import java.util.Objects;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;

/**
 * At least one rejected row is expected; it remains to be said why, when, or how many. Immutable.
 */
public final class RejectedItems extends Counted<ItemValue> {

  private final ItemMatcher items;

  RejectedItems(Asserting asserting, ItemMatcher items) {
    super(asserting, Count.atLeastOnce(new Subject.Rejected(items)));
    this.items = items;
  }

  /** Only rows that were rejected for this reason. */
  @CheckReturnValue
  public RejectedItems because(Outcome outcome) {
    return new RejectedItems(asserting, items.because(Objects.requireNonNull(outcome, "outcome")));
  }
}
