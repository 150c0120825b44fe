package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * The matchers of a list by the item that they select, because trying thousands of matchers for
 * each of many values takes long. Immutable.
 */
final class MatcherIndex {

  private final List<ItemMatcher> matchers;
  private final Map<ItemName, List<Integer>> byItem = new HashMap<>();
  private final List<Integer> ofAnyItem = new ArrayList<>();

  MatcherIndex(List<ItemMatcher> matchers) {
    this.matchers = matchers;
    for (int i = 0; i < matchers.size(); i++) {
      Optional<ItemName> item = matchers.get(i).onlyItem();
      if (item.isPresent()) {
        byItem.computeIfAbsent(item.get(), name -> new ArrayList<>(ofAnyItem)).add(i);
      } else {
        ofAnyItem.add(i);
        for (List<Integer> all : byItem.values()) {
          all.add(i);
        }
      }
    }
  }

  /** Returns the positions of the matchers that may select the value, in ascending order. */
  List<Integer> candidates(ItemValue value) {
    return byItem.getOrDefault(new ItemName(value.host(), value.key()), ofAnyItem);
  }

  /** Returns whether a matcher of the list selects the value. */
  boolean matches(ItemValue value) {
    for (int matcher : candidates(value)) {
      if (matchers.get(matcher).matches(value)) {
        return true;
      }
    }
    return false;
  }
}
