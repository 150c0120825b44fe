package org.mockzabbix.assertion;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Outcome;
import org.mockzabbix.sentence.CheckReturnValue;

/** An assertion on the received or rejected values that match one matcher. Immutable. */
public final class ItemAssert extends CountedAssert<ItemValue> {

  private final ItemMatcher items;
  private final Function<ItemMatcher, Selection.OfValues> selection;

  private ItemAssert(
      AssertionChain chain,
      ItemMatcher items,
      Function<ItemMatcher, Selection.OfValues> selection) {
    super(chain, selection.apply(items));
    this.items = items;
    this.selection = selection;
  }

  static ItemAssert received(AssertionChain chain, ItemMatcher items) {
    return new ItemAssert(chain, items, Selection.ReceivedValues::new);
  }

  static ItemAssert rejected(AssertionChain chain, ItemMatcher items) {
    return new ItemAssert(chain, items, Selection.RejectedValues::new);
  }

  /**
   * Selects only rejected values with this outcome. Call it after {@code rejected(...)}.
   *
   * @throws IllegalArgumentException after {@code received(...)}, because received values are
   *     processed, or if the outcome is {@link Outcome#PROCESSED}
   */
  @CheckReturnValue
  public ItemAssert because(Outcome outcome) {
    AssertionChain resumed = chain.resumed();
    Objects.requireNonNull(outcome, "outcome must not be null");
    return new ItemAssert(resumed, items.because(outcome), selection);
  }

  /**
   * Asserts now that no value was received twice for the same item, with the same value, clock and
   * ns. If a value has no clock, only item and value are compared. Add {@code during(...)} to keep
   * checking for a period of time.
   *
   * @throws AssertionError if there is a duplicate, or if values were evicted from the journal
   */
  public DuringAssert<List<ItemValue>> noDuplicates() {
    return DuringAssert.checkedNow(
        chain.resumed(), ValueAbsence.duplicates(selection.apply(items)));
  }

  /**
   * Asserts now that the values of each item were received in time order. Each value must have a
   * clock, and the clock must never decrease. If two values have the same clock and an ns, the ns
   * must increase. Add {@code during(...)} to keep checking for a period of time.
   *
   * @throws AssertionError if a value is out of order, or if values were evicted from the journal
   */
  public DuringAssert<List<ItemValue>> inOrderOfTime() {
    return DuringAssert.checkedNow(
        chain.resumed(), ValueAbsence.outOfTimeOrder(selection.apply(items)));
  }
}
