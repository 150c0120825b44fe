package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.sentence.CheckReturnValue;

/** An assertion on several values, where each matcher selects a value of its own. Immutable. */
public final class ItemListAssert extends TimedAssert<List<ItemValue>> {

  private final Function<Arrangement, Condition<ItemValue>> condition;

  private ItemListAssert(
      AssertionChain chain,
      Function<Arrangement, Condition<ItemValue>> condition,
      Arrangement arrangement) {
    super(chain, condition.apply(arrangement), Function.identity());
    this.condition = condition;
  }

  static ItemListAssert allOf(AssertionChain chain, List<ItemMatcher> items) {
    return new ItemListAssert(
        chain, arrangement -> new AllOf(items, arrangement), Arrangement.ANY_ORDER);
  }

  static ItemListAssert exactly(AssertionChain chain, List<ItemMatcher> items) {
    return new ItemListAssert(
        chain, arrangement -> new Exactly(items, arrangement), Arrangement.ANY_ORDER);
  }

  /** Requires that the values are received in the order in which the matchers are listed. */
  @CheckReturnValue
  public ItemListAssert inOrder() {
    return new ItemListAssert(chain.resumed(), condition, Arrangement.AS_LISTED);
  }

  /** Requires that one packet contains all of the values. */
  @CheckReturnValue
  public ItemListAssert inOnePacket() {
    return new ItemListAssert(chain.resumed(), condition, Arrangement.SAME_PACKET);
  }
}
