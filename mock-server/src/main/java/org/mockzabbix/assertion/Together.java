package org.mockzabbix.assertion;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Order;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemValue;

/** Several values, each another one, among others perhaps. */
record Together(List<ItemMatcher> items, Arrangement arrangement) implements Demand<ItemValue> {

  /** How the values have to lie. */
  enum Arrangement {
    ANYHOW("all of these"),
    IN_ORDER("all of these in this order"),
    IN_ONE_PACKET("all of these in one packet");

    private final String words;

    Arrangement(String words) {
      this.words = words;
    }

    static Arrangement of(Order order) {
      return order == Order.ANY ? ANYHOW : IN_ORDER;
    }
  }

  Together {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("no values are nothing to expect: name at least one");
    }
  }

  @Override
  public String subject() {
    return arrangement.words;
  }

  @Override
  public List<String> parts() {
    return items.stream().map(ItemMatcher::toString).toList();
  }

  @Override
  public Standing<ItemValue> standing(Evidence evidence) {
    Assignment best = best(evidence);
    return new Standing<>(best.isComplete() ? Verdict.MET : Verdict.NOT_YET, best.found());
  }

  private Assignment best(Evidence evidence) {
    return switch (arrangement) {
      case ANYHOW -> Assignment.inAnyOrder(items, relevant(evidence.items()));
      case IN_ORDER -> Assignment.inOrder(items, evidence.items());
      case IN_ONE_PACKET -> bestPacket(evidence);
    };
  }

  /** What no matcher means would only cost time. */
  private List<ItemValue> relevant(List<ItemValue> values) {
    return values.stream()
        .filter(value -> items.stream().anyMatch(item -> item.matches(value)))
        .toList();
  }

  /** The packet that has most of them; of several, the first. */
  private Assignment bestPacket(Evidence evidence) {
    return relevant(evidence.items()).stream()
        .collect(Collectors.groupingBy(ItemValue::exchange, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(packet -> Assignment.inAnyOrder(items, packet))
        .reduce((best, next) -> next.size() > best.size() ? next : best)
        .orElseGet(() -> Assignment.inAnyOrder(items, List.of()));
  }

  @Override
  public Account account(Evidence evidence) {
    Assignment best =
        arrangement == Arrangement.IN_ORDER
            ? Assignment.mostInOrder(items, relevant(evidence.items()))
            : best(evidence);
    List<ItemMatcher> missing = best.missing();
    List<ItemValue> free = without(best.found(), evidence.items());
    return new Account(
        "received",
        best.size() == 0 ? "none of them" : best.size() + " of " + items.size(),
        List.of(
            Section.of("found", best.found(), Wording::item),
            Section.of("missing", missing, item -> Missing.line(item, free))),
        String.join("\n", parts()),
        actual(best, free));
  }

  private static List<ItemValue> without(List<ItemValue> found, List<ItemValue> all) {
    return all.stream()
        .filter(value -> found.stream().noneMatch(other -> isSame(value, other)))
        .toList();
  }

  private static boolean isSame(ItemValue a, ItemValue b) {
    return a.exchange() == b.exchange() && a.row() == b.row();
  }

  /** The expected line where a value was found, else what came nearest: line by line. */
  private String actual(Assignment best, List<ItemValue> free) {
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                best.valueOf(i) == null
                    ? Missing.nearest(items.get(i), free)
                    : items.get(i).toString())
        .collect(Collectors.joining("\n"));
  }
}
