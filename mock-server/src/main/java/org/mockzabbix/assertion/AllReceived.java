package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.NonNull;

/** Requires a value for each matcher. Other values may be received as well. */
record AllReceived(List<ItemMatcher> items, ValueOrder arrangement)
    implements Condition<ItemValue> {

  /** Looking for more items is slower than reading all values. */
  private static final int MAX_NAMES = 8;

  AllReceived {
    items = NonNull.copyOf("items", items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException(
          "no values are expected: name at least one, or use receivedNothing()");
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
  public Supplier<Evaluation<ItemValue>> evaluations(JournalSource source) {
    Supplier<List<ItemValue>> relevant = JournalReader.collect(source, this::relevantIn);
    return () -> {
      MatcherAssignment best = best(relevant.get());
      return new Evaluation<>(best.isComplete() ? Verdict.MET : Verdict.PENDING, best.found());
    };
  }

  /** Passes on the values that a matcher accepts. Others cannot be assigned. */
  private void relevantIn(Exchange exchange, Consumer<ItemValue> sink) {
    valuesIn(exchange).stream()
        .filter(ItemValue::isReceived)
        .filter(value -> items.stream().anyMatch(item -> item.matches(value)))
        .forEach(sink);
  }

  private List<ItemValue> valuesIn(Exchange exchange) {
    List<ItemName> names = itemNames();
    if (names.size() > MAX_NAMES || items.stream().anyMatch(item -> item.onlyItem().isEmpty())) {
      return exchange.items();
    }
    List<ItemValue> values = new ArrayList<>();
    names.forEach(name -> values.addAll(exchange.items(name.host(), name.key())));
    values.sort(Comparator.comparingInt(ItemValue::row));
    return values;
  }

  @Override
  public List<ItemName> itemNames() {
    return items.stream().flatMap(item -> item.onlyItem().stream()).distinct().toList();
  }

  private MatcherAssignment best(List<ItemValue> relevant) {
    return switch (arrangement) {
      case ANY_ORDER -> MatcherAssignment.inAnyOrder(items, relevant);
      case AS_LISTED -> MatcherAssignment.inOrder(items, relevant);
      case SAME_PACKET -> bestPacket(relevant);
    };
  }

  /** Returns the assignment of the first packet that has the most matching values. */
  private MatcherAssignment bestPacket(List<ItemValue> relevant) {
    return relevant.stream()
        .collect(Collectors.groupingBy(ItemValue::exchange, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(packet -> MatcherAssignment.inAnyOrder(items, packet))
        .reduce((best, next) -> next.size() > best.size() ? next : best)
        .orElseGet(() -> MatcherAssignment.inAnyOrder(items, List.of()));
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<ItemValue> evaluation) {
    List<ItemValue> relevant =
        Stream.concat(evaluation.matching().stream(), relevant(snapshot.received()))
            .filter(distinct())
            .sorted(Comparator.comparingLong(ItemValue::exchange).thenComparingInt(ItemValue::row))
            .toList();
    MatcherAssignment best =
        arrangement == ValueOrder.AS_LISTED
            ? MatcherAssignment.mostInOrder(items, relevant)
            : best(relevant);
    List<ItemValue> free = without(best.found(), snapshot.received());
    return new FailureDetails(
        "received",
        best.size() == 0 ? "none of these values" : best.size() + " of " + items.size() + " values",
        List.of(
            Section.of("found", best.found(), FailureLines::value),
            Section.of(
                "missing",
                best.missing(),
                item -> NearMisses.missingLine(item, free, arrangement))),
        String.join("\n", parts()),
        actual(best, free));
  }

  private Stream<ItemValue> relevant(List<ItemValue> values) {
    return values.stream().filter(value -> items.stream().anyMatch(item -> item.matches(value)));
  }

  /** The place of a value in the journal, which identifies it. */
  private record Place(long exchange, int row) {
    static Place of(ItemValue value) {
      return new Place(value.exchange(), value.row());
    }
  }

  private static Predicate<ItemValue> distinct() {
    Set<Place> seen = new HashSet<>();
    return value -> seen.add(Place.of(value));
  }

  private static List<ItemValue> without(List<ItemValue> found, List<ItemValue> all) {
    Set<Place> places = found.stream().map(Place::of).collect(Collectors.toSet());
    return all.stream().filter(value -> !places.contains(Place.of(value))).toList();
  }

  /** Returns a line for each matcher: its own text if it has a value, and the near miss if not. */
  private String actual(MatcherAssignment best, List<ItemValue> free) {
    Set<ItemMatcher> described =
        best.missing().stream().limit(FailureDetails.MAX_LINES).collect(Collectors.toSet());
    return IntStream.range(0, items.size())
        .mapToObj(
            i -> {
              ItemMatcher item = items.get(i);
              if (best.valueOf(i) != null) {
                return item.toString();
              }
              return described.contains(item)
                  ? NearMisses.describeNearest(item, free, arrangement)
                  : "no value";
            })
        .collect(Collectors.joining("\n"));
  }
}
