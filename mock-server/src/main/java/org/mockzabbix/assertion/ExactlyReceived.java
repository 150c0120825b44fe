package org.mockzabbix.assertion;

import org.mockzabbix.assertion.Expectation.Order;
import org.mockzabbix.protocol.ItemValue;

/**
 * These values and no others are expected; it remains to be said when, or in which order.
 * Immutable.
 */
public final class ExactlyReceived extends Several<ItemValue> {

  private final Exactly exactly;

  ExactlyReceived(Asserting asserting, Exactly exactly) {
    super(asserting, exactly);
    this.exactly = exactly;
  }

  /** That they come in the order in which they are listed. */
  @CheckReturnValue
  public Several<ItemValue> inOrder() {
    return new Several<>(asserting, new Exactly(exactly.items(), Order.AS_LISTED));
  }
}
