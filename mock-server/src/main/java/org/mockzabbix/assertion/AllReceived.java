package org.mockzabbix.assertion;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.protocol.ItemValue;

/** Requires a value for each matcher. Other values may be received as well. */
record AllReceived(List<ItemMatcher> items, ValueOrder arrangement)
    implements Condition<ItemValue> {

  AllReceived {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("no values are expected: name at least one");
    }
  }

  @Override
  public String subject() {
    return "all of these values" + arrangement.suffix();
  }

  @Override
  public List<String> parts() {
    return items.stream().map(ItemMatcher::toString).toList();
  }

  @Override
  public Evaluation<ItemValue> evaluate(JournalSnapshot snapshot) {
    MatcherAssignment best = best(snapshot);
    return new Evaluation<>(best.isComplete() ? Verdict.MET : Verdict.PENDING, best.found());
  }

  private MatcherAssignment best(JournalSnapshot snapshot) {
    return switch (arrangement) {
      case ANY_ORDER -> MatcherAssignment.inAnyOrder(items, relevant(snapshot.received()));
      case AS_LISTED -> MatcherAssignment.inOrder(items, snapshot.received());
      case SAME_PACKET -> bestPacket(snapshot);
    };
  }

  /** Returns the values that a matcher accepts. All others would only take time. */
  private List<ItemValue> relevant(List<ItemValue> values) {
    return values.stream()
        .filter(value -> items.stream().anyMatch(item -> item.matches(value)))
        .toList();
  }

  /** Returns the assignment of the first packet that has the most matching values. */
  private MatcherAssignment bestPacket(JournalSnapshot snapshot) {
    return relevant(snapshot.received()).stream()
        .collect(Collectors.groupingBy(ItemValue::exchange, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(packet -> MatcherAssignment.inAnyOrder(items, packet))
        .reduce((best, next) -> next.size() > best.size() ? next : best)
        .orElseGet(() -> MatcherAssignment.inAnyOrder(items, List.of()));
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot) {
    MatcherAssignment best =
        arrangement == ValueOrder.AS_LISTED
            ? MatcherAssignment.mostInOrder(items, relevant(snapshot.received()))
            : best(snapshot);
    List<ItemValue> free = without(best.found(), snapshot.received());
    return new FailureDetails(
        "received",
        best.size() == 0 ? "none of these values" : best.size() + " of " + items.size() + " values",
        List.of(
            Section.of("found", best.found(), FailureLines::value),
            Section.of("missing", best.missing(), item -> NearMisses.missingLine(item, free))),
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

  /** Returns a line for each matcher: its own text if it has a value, and the near miss if not. */
  private String actual(MatcherAssignment best, List<ItemValue> free) {
    return IntStream.range(0, items.size())
        .mapToObj(
            i ->
                best.valueOf(i) == null
                    ? NearMisses.describeNearest(items.get(i), free)
                    : items.get(i).toString())
        .collect(Collectors.joining("\n"));
  }
}
