package org.mockzabbix.assertion;

import java.util.List;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.NonNull;

/** A condition on several values, each of which has a matcher of its own. */
interface ListCondition extends Condition<ItemValue> {

  /** Returns the matchers, in the order of the expectation. */
  List<ItemMatcher> items();

  /**
   * Returns a copy of matchers.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  static List<ItemMatcher> copyOf(List<ItemMatcher> items) {
    List<ItemMatcher> copy = NonNull.copyOf("items", items);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException(
          "no values are expected: name at least one, or use receivedNothing()");
    }
    return copy;
  }

  @Override
  default List<String> parts() {
    return items().stream().map(ItemMatcher::toString).toList();
  }

  @Override
  default List<ItemName> itemNames() {
    return items().stream().flatMap(item -> item.onlyItem().stream()).distinct().toList();
  }
}
