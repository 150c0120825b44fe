package org.mockzabbix.assertion;

import java.util.List;
import org.mockzabbix.assertion.Expectation.Timing;
import org.mockzabbix.assertion.Together.Arrangement;
import org.mockzabbix.protocol.ItemValue;

/**
 * Several values are expected, each matcher meaning another one; it remains to be said when, or how
 * they lie. Immutable.
 */
public final class AllReceived extends Awaited<List<ItemValue>> {

  private final Together together;

  AllReceived(Asserting asserting, Together together) {
    super(asserting);
    this.together = together;
  }

  @Override
  List<ItemValue> require(Timing timing) {
    return asserting.require(together, timing);
  }

  /** That they come in the order in which they are listed; others may come in between. */
  @CheckReturnValue
  public AllReceived inOrder() {
    return arranged(Arrangement.IN_ORDER);
  }

  /** That one packet brings all of them, perhaps among others. */
  @CheckReturnValue
  public AllReceived inOnePacket() {
    return arranged(Arrangement.IN_ONE_PACKET);
  }

  private AllReceived arranged(Arrangement arrangement) {
    return new AllReceived(asserting, new Together(together.items(), arrangement));
  }
}
