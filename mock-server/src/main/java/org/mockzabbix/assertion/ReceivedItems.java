package org.mockzabbix.assertion;

import org.mockzabbix.protocol.ItemValue;

/**
 * At least one value is expected; it remains to be said when, how many, or what they are like among
 * each other. Immutable.
 */
public final class ReceivedItems extends Counted<ItemValue> {

  private final ItemMatcher items;

  ReceivedItems(Asserting asserting, ItemMatcher items) {
    super(asserting, Count.atLeastOnce(new Subject.Received(items)));
    this.items = items;
  }

  /**
   * Asserts that no value came twice by now: of the same item, with the same value, clock and ns.
   * Where neither has a clock, the same value of the same item is enough.
   *
   * @return what can go on watching
   * @throws AssertionError if one did, or if the journal had to forget values
   */
  public Watch noDuplicates() {
    return Watch.begin(asserting, new NoDuplicates(items));
  }

  /**
   * Asserts that the values of each item came in order of time by now: every one has a clock, which
   * never goes back, and where two of the same second have an ns, that grows.
   *
   * @return what can go on watching
   * @throws AssertionError if one is out of order, or if the journal had to forget values
   */
  public Watch inOrderOfTime() {
    return Watch.begin(asserting, new InOrderOfTime(items));
  }
}
