package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Plurals;

/** Requires a value for each matcher, and no other values. */
record ExactlyReceived(List<ItemMatcher> items, ValueOrder arrangement) implements ListCondition {

  ExactlyReceived {
    items = ListCondition.copyOf(items);
  }

  @Override
  public String subject() {
    return "exactly "
        + (items.size() == 1 ? "this value" : "these " + items.size() + " values")
        + arrangement.suffix();
  }

  private MatcherAssignment assignment(List<ItemValue> received) {
    return arrangement == ValueOrder.AS_LISTED
        ? MatcherAssignment.pairwise(items, received)
        : MatcherAssignment.inAnyOrder(items, received);
  }

  /** Collects the first values, one more than are expected. */
  private final class FirstValues implements Consumer<Exchange> {

    private final List<ItemValue> values = new ArrayList<>();

    @Override
    public void accept(Exchange exchange) {
      if (values.size() <= items.size() && exchange.itemCount() > 0) {
        exchange.items().stream()
            .filter(ItemValue::isReceived)
            .limit(1L + items.size() - values.size())
            .forEach(values::add);
      }
    }
  }

  /** An additional or misplaced value cannot be undone by values that follow. */
  @Override
  public Supplier<Evaluation<ItemValue>> evaluations(JournalSource source) {
    JournalReader<FirstValues> reader = new JournalReader<>(source, FirstValues::new);
    return () -> evaluation(reader.get().values, JournalSnapshot.Gaps.of(source));
  }

  private Evaluation<ItemValue> evaluation(List<ItemValue> received, JournalSnapshot.Gaps gaps) {
    if (received.size() > items.size()) {
      return new Evaluation<>(Verdict.VIOLATED, List.of());
    }
    MatcherAssignment assignment = assignment(received);
    return new Evaluation<>(verdict(assignment, received, gaps), assignment.found());
  }

  @Override
  public Condition<ItemValue> limitedBy(Overtime overtime) {
    return new ExactlyReceived(
        items.stream().map(item -> item.limitedBy(overtime)).toList(), arrangement);
  }

  /** A value that was not compared counts as unexpected, without being it. */
  @Override
  public Verdict ifIncomplete(Verdict verdict) {
    return Verdict.UNKNOWN;
  }

  private Verdict verdict(
      MatcherAssignment assignment, List<ItemValue> received, JournalSnapshot.Gaps gaps) {
    if (assignment.size() < received.size() || isSplit(received)) {
      return Verdict.VIOLATED;
    }
    if (gaps.evictedItems() > 0) {
      return Verdict.UNKNOWN;
    }
    return assignment.isComplete() ? Verdict.MET : Verdict.PENDING;
  }

  private boolean isSplit(List<ItemValue> received) {
    return arrangement == ValueOrder.SAME_PACKET && packets(received) > 1;
  }

  private static long packets(List<ItemValue> received) {
    return received.stream().mapToLong(ItemValue::exchange).distinct().count();
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<ItemValue> evaluation) {
    List<ItemValue> received = snapshot.received();
    DetailBudget budget = snapshot.budget();
    MatcherAssignment assignment = MatcherAssignment.inAnyOrder(items, received, budget);
    String atMost = budget.wasExceeded() ? "at most " : "";
    List<ItemMatcher> missing = assignment.missing();
    List<ItemValue> unexpected = assignment.others();
    MissingValues described = new MissingValues(unexpected, arrangement, budget);
    Section misplaced = misplaced(unexpected, received, budget);
    return new FailureDetails(
        "received",
        outcome(missing, unexpected, misplaced, received, atMost),
        List.of(
            Section.of("missing", missing, described::line),
            Section.of("unexpected", unexpected, FailureLines::value),
            misplaced),
        String.join("\n", parts()),
        actual(received, assignment, budget));
  }

  private String outcome(
      List<ItemMatcher> missing,
      List<ItemValue> unexpected,
      Section misplaced,
      List<ItemValue> received,
      String atMost) {
    if (received.isEmpty()) {
      return "no value";
    }
    String differences =
        Stream.of(
                missing.isEmpty() ? "" : atMost + missing.size() + " missing",
                unexpected.isEmpty() ? "" : atMost + unexpected.size() + " unexpected",
                misplaced.isEmpty() ? "" : "in a different order",
                isSplit(received) ? "in " + packets(received) + " packets" : "")
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return differences.isEmpty()
        ? Plurals.count(received.size(), "expected value")
        : Plurals.count(received.size(), "value") + ", " + differences;
  }

  /** Returns the values at wrong positions, if all received values are expected. */
  private Section misplaced(
      List<ItemValue> unexpected, List<ItemValue> received, DetailBudget budget) {
    DetailBudget.Steps steps = budget.steps();
    boolean ordered = unexpected.isEmpty() && arrangement == ValueOrder.AS_LISTED;
    List<Integer> positions =
        IntStream.range(0, ordered ? received.size() : 0)
            .filter(i -> steps.allowsNext() && !items.get(i).matches(received.get(i)))
            .boxed()
            .toList();
    return Section.of(
        "at the wrong position",
        positions,
        i -> (i + 1) + ". " + FailureLines.value(received.get(i)) + " instead of " + items.get(i));
  }

  /** Returns a line for each received value, in the text of the matcher that accepts it. */
  private String actual(
      List<ItemValue> received, MatcherAssignment assignment, DetailBudget budget) {
    if (received.isEmpty()) {
      return "no value";
    }
    Described described = new Described(budget);
    return arrangement == ValueOrder.AS_LISTED
        ? asReceived(received, described)
        : sortedAsExpected(assignment, described);
  }

  private String sortedAsExpected(MatcherAssignment assignment, Described described) {
    Stream<String> found =
        IntStream.range(0, items.size())
            .filter(i -> assignment.valueOf(i) != null)
            .mapToObj(i -> items.get(i).toString());
    return Stream.concat(found, assignment.others().stream().map(described::of))
        .limit(items.size() + (long) FailureDetails.MAX_LINES)
        .collect(Collectors.joining("\n"));
  }

  private String asReceived(List<ItemValue> received, Described described) {
    return received.stream()
        .limit(items.size() + (long) FailureDetails.MAX_LINES)
        .map(described::of)
        .collect(Collectors.joining("\n"));
  }

  /** Describes values in the form of the matchers that are most similar to them. */
  private final class Described {

    private final MatcherIndex index = new MatcherIndex(items);
    private final DetailBudget.Steps steps;

    Described(DetailBudget budget) {
      this.steps = budget.steps();
    }

    String of(ItemValue value) {
      ItemMatcher ofItem = null;
      for (int candidate : index.candidates(value)) {
        ItemMatcher item = items.get(candidate);
        if (!steps.allowsNext()) {
          break;
        }
        if (item.matches(value)) {
          return item.toString();
        }
        ofItem = ofItem == null && item.isOfItem(value) ? item : ofItem;
      }
      return ofItem == null ? FailureLines.nameAndContent(value) : ofItem.describe(value);
    }
  }
}
