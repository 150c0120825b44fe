package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.sentence.CheckReturnValue;
import org.mockzabbix.text.NonNull;

/** An assertion on several values, one for each of several matchers. Immutable. */
public final class ItemListAssert extends TimedAssert<List<ItemValue>> {

  private final Function<ValueOrder, Condition<ItemValue>> condition;

  private ItemListAssert(
      AssertionChain chain,
      Function<ValueOrder, Condition<ItemValue>> condition,
      ValueOrder arrangement) {
    super(chain, condition.apply(arrangement), Function.identity());
    this.condition = condition;
  }

  static ItemListAssert allOf(AssertionChain chain, List<ItemMatcher> all) {
    List<ItemMatcher> items = NonNull.copyOf("items", all);
    return new ItemListAssert(
        chain, arrangement -> new AllReceived(items, arrangement), ValueOrder.ANY_ORDER);
  }

  static ItemListAssert exactly(AssertionChain chain, List<ItemMatcher> all) {
    List<ItemMatcher> items = NonNull.copyOf("items", all);
    return new ItemListAssert(
        chain, arrangement -> new ExactlyReceived(items, arrangement), ValueOrder.ANY_ORDER);
  }

  /** Requires that the values are received in the order of the matchers. */
  @CheckReturnValue
  public ItemListAssert inOrder() {
    return new ItemListAssert(chain.resumed(), condition, ValueOrder.AS_LISTED);
  }

  /** Requires that one packet contains all values. */
  @CheckReturnValue
  public ItemListAssert inOnePacket() {
    return new ItemListAssert(chain.resumed(), condition, ValueOrder.SAME_PACKET);
  }
}
