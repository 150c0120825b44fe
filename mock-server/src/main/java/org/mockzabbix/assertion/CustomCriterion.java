package org.mockzabbix.assertion;

import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemValue;

/** Requires that a predicate of the test accepts a value. */
record CustomCriterion(String expected, Predicate<ItemValue> predicate) implements Criterion {

  @Override
  public boolean accepts(ItemValue item) {
    return predicate.test(item);
  }

  @Override
  public Criterion limitedBy(Overtime overtime) {
    return new CustomCriterion(expected, overtime.limit(predicate));
  }

  @Override
  public String actual(ItemValue item) {
    return accepts(item) ? expected : "not " + expected;
  }

  @Override
  public String difference(ItemValue item) {
    return "not " + expected;
  }
}
