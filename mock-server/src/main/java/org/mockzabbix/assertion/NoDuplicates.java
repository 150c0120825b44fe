package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemValue;

/**
 * No value twice: of the same item, with the same value, clock and ns. Where neither has a clock,
 * the same value of the same item is enough.
 */
record NoDuplicates(ItemMatcher among) implements Demand<ItemValue> {

  /** What makes two values the same. */
  private record Identity(
      String host, String key, String value, OptionalLong clock, OptionalInt ns) {
    static Identity of(ItemValue item) {
      return new Identity(item.host(), item.key(), item.value(), item.clock(), item.ns());
    }
  }

  /** A value and the one that it repeats. */
  private record Repetition(ItemValue again, ItemValue first) {}

  @Override
  public String subject() {
    return "no duplicates" + (among.equals(ItemMatcher.any()) ? "" : " of " + among);
  }

  @Override
  public Standing<ItemValue> standing(Evidence evidence) {
    List<ItemValue> again = repetitions(evidence).stream().map(Repetition::again).toList();
    Verdict otherwise = evidence.gaps().evictedItems() > 0 ? Verdict.UNCERTAIN : Verdict.MET;
    return new Standing<>(again.isEmpty() ? otherwise : Verdict.BROKEN, again);
  }

  private List<Repetition> repetitions(Evidence evidence) {
    Map<Identity, ItemValue> seen = new HashMap<>();
    List<Repetition> repetitions = new ArrayList<>();
    for (ItemValue item : evidence.items()) {
      ItemValue first = among.matches(item) ? seen.putIfAbsent(Identity.of(item), item) : null;
      if (first != null) {
        repetitions.add(new Repetition(item, first));
      }
    }
    return repetitions;
  }

  @Override
  public Account account(Evidence evidence) {
    List<Repetition> repetitions = repetitions(evidence);
    String outcome =
        repetitions.isEmpty() ? "none" : Wording.count(repetitions.size(), "value") + " again";
    return new Account(
        "received",
        outcome,
        List.of(
            Section.of(
                "duplicates",
                repetitions,
                one -> Wording.item(one.again()) + " <- first in #" + one.first().exchange())),
        "no duplicates",
        outcome);
  }
}
