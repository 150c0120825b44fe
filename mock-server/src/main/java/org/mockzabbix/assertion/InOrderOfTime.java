package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * The clock of an item never goes back from one value to the next, and where both have an ns, time
 * goes on.
 */
record InOrderOfTime(ItemMatcher among) implements Demand<ItemValue> {

  /** A value that is out of order, and why. */
  private record Slip(ItemValue item, String why) {}

  @Override
  public String subject() {
    return among + " in order of time";
  }

  @Override
  public Standing<ItemValue> standing(Evidence evidence) {
    List<ItemValue> slips = slips(evidence).stream().map(Slip::item).toList();
    Verdict otherwise = evidence.gaps().evictedItems() > 0 ? Verdict.UNCERTAIN : Verdict.MET;
    return new Standing<>(slips.isEmpty() ? otherwise : Verdict.BROKEN, slips);
  }

  private List<Slip> slips(Evidence evidence) {
    Map<ItemName, ItemValue> latest = new HashMap<>();
    List<Slip> slips = new ArrayList<>();
    for (ItemValue item : evidence.items()) {
      if (among.matches(item)) {
        ItemValue before = latest.put(new ItemName(item.host(), item.key()), item);
        String why = why(item, before == null ? item : before);
        if (!why.isEmpty()) {
          slips.add(new Slip(item, why));
        }
      }
    }
    return slips;
  }

  /**
   * What is wrong with the time of a value; empty if nothing is.
   *
   * @param before the one before it; itself if it is the first
   */
  private static String why(ItemValue item, ItemValue before) {
    if (item.clock().isEmpty()) {
      return "it has no clock";
    }
    if (item == before || before.clock().isEmpty()) {
      return "";
    }
    int order = item.time().compareTo(before.time());
    boolean exact = item.ns().isPresent() && before.ns().isPresent();
    boolean sameSecond = item.clock().getAsLong() == before.clock().getAsLong();
    if (order < 0 && (exact || !sameSecond)) {
      return "before its predecessor, " + Wording.item(before);
    }
    return order == 0 && exact ? "at the same time as its predecessor" : "";
  }

  @Override
  public Account account(Evidence evidence) {
    List<Slip> slips = slips(evidence);
    String outcome =
        slips.isEmpty() ? "these in order" : Wording.count(slips.size(), "value") + " out of order";
    return new Account(
        "received",
        outcome,
        List.of(
            Section.of(
                "out of order", slips, slip -> Wording.item(slip.item()) + " <- " + slip.why())),
        "in order of time",
        outcome);
  }
}
