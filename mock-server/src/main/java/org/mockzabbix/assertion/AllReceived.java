package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/** Requires a value for each matcher. Other values may be received as well. */
record AllReceived(List<ItemMatcher> items, ValueOrder arrangement) implements ListCondition {

  /** Looking for more items is slower than reading all values. */
  private static final int MAX_NAMES = 8;

  AllReceived {
    items = ListCondition.copyOf(items);
  }

  @Override
  public String subject() {
    return "all of these values" + arrangement.suffix();
  }

  @Override
  public Supplier<Evaluation<ItemValue>> evaluations(JournalSource source) {
    RelevantValues relevant = new RelevantValues();
    if (arrangement == ValueOrder.SAME_PACKET) {
      JournalReader<BestPacket> reader =
          new JournalReader<>(source, () -> new BestPacket(relevant));
      return () -> evaluation(reader.get().best);
    }
    Supplier<List<ItemValue>> values = JournalReader.collect(source, relevant::eachIn);
    return () -> evaluation(assignment(values.get()));
  }

  private static Evaluation<ItemValue> evaluation(MatcherAssignment best) {
    return new Evaluation<>(
        best.isComplete() ? Verdict.MET : Verdict.PENDING, best.found(), best.positions());
  }

  private MatcherAssignment assignment(List<ItemValue> relevant) {
    return arrangement == ValueOrder.AS_LISTED
        ? MatcherAssignment.inOrder(items, relevant)
        : MatcherAssignment.inAnyOrder(items, relevant);
  }

  @Override
  public Condition<ItemValue> limitedBy(Overtime overtime) {
    return new AllReceived(
        items.stream().map(item -> item.limitedBy(overtime)).toList(), arrangement);
  }

  /** Matches that were found remain matches. */
  @Override
  public Verdict ifIncomplete(Verdict verdict) {
    return verdict;
  }

  /** Finds the values that a matcher accepts. Others cannot be assigned. */
  private final class RelevantValues {

    private final MatcherIndex index = new MatcherIndex(items);
    private final List<ItemName> names = itemNames();
    private final boolean readsItems =
        names.size() <= MAX_NAMES && items.stream().allMatch(item -> item.onlyItem().isPresent());

    void eachIn(Exchange exchange, Consumer<ItemValue> sink) {
      for (ItemValue value : valuesIn(exchange)) {
        if (value.isReceived() && index.matches(value)) {
          sink.accept(value);
        }
      }
    }

    private List<ItemValue> valuesIn(Exchange exchange) {
      if (!readsItems) {
        return exchange.items();
      }
      List<ItemValue> values = new ArrayList<>();
      names.forEach(name -> values.addAll(exchange.items(name.host(), name.key())));
      values.sort(Comparator.comparingInt(ItemValue::row));
      return values;
    }
  }

  /** Finds the first packet that has the most matching values. */
  private final class BestPacket implements Consumer<Exchange> {

    private final RelevantValues relevant;
    private MatcherAssignment best = MatcherAssignment.inAnyOrder(items, List.of());

    BestPacket(RelevantValues relevant) {
      this.relevant = relevant;
    }

    @Override
    public void accept(Exchange exchange) {
      List<ItemValue> values = new ArrayList<>();
      relevant.eachIn(exchange, values::add);
      if (values.size() > best.size()) {
        MatcherAssignment next = MatcherAssignment.inAnyOrder(items, values);
        best = next.size() > best.size() ? next : best;
      }
    }
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<ItemValue> evaluation) {
    MatcherAssignment evaluated =
        MatcherAssignment.of(items, evaluation.matching(), evaluation.matchers());
    MatcherAssignment best =
        arrangement == ValueOrder.AS_LISTED ? mostInOrder(snapshot, evaluated) : evaluated;
    List<ItemValue> free = without(best.found(), snapshot.received());
    MissingValues missing = new MissingValues(free, arrangement, snapshot.budget());
    return new FailureDetails(
        "received",
        best.size() == 0 ? "none of these values" : best.size() + " of " + items.size() + " values",
        List.of(
            Section.of("found", best.found(), FailureLines::value),
            Section.of("missing", best.missing(), missing::line)),
        String.join("\n", parts()),
        actual(best, missing));
  }

  private MatcherAssignment mostInOrder(JournalSnapshot snapshot, MatcherAssignment evaluated) {
    MatcherIndex index = new MatcherIndex(items);
    List<ItemValue> relevant = new ArrayList<>(evaluated.found());
    snapshot
        .budget()
        .eachFromLast(
            snapshot.received(),
            value -> {
              if (index.matches(value)) {
                relevant.add(value);
              }
            });
    List<ItemValue> sorted =
        relevant.stream()
            .filter(distinct())
            .sorted(Comparator.comparingLong(ItemValue::exchange).thenComparingInt(ItemValue::row))
            .toList();
    return MatcherAssignment.mostInOrder(items, sorted, snapshot.budget(), evaluated);
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
  private String actual(MatcherAssignment best, MissingValues missing) {
    Set<ItemMatcher> described =
        best.missing().stream().limit(FailureDetails.MAX_LINES).collect(Collectors.toSet());
    return IntStream.range(0, items.size())
        .mapToObj(
            i -> {
              ItemMatcher item = items.get(i);
              if (best.valueOf(i) != null) {
                return item.toString();
              }
              return described.contains(item) ? missing.described(item) : "no value";
            })
        .collect(Collectors.joining("\n"));
  }
}
