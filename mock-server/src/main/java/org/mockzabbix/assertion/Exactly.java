package org.mockzabbix.assertion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Order;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.protocol.ItemValue;

/** These values and no others. */
record Exactly(List<ItemMatcher> items, Order order) implements Demand<ItemValue> {

  Exactly {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException(
          "no values are nothing to expect: use receivedNothing() to expect none");
    }
  }

  @Override
  public String subject() {
    String values = items.size() == 1 ? "this value" : "these " + items.size() + " values";
    return "exactly " + values + (order == Order.ANY ? "" : " in this order");
  }

  @Override
  public List<String> parts() {
    return items.stream().map(ItemMatcher::toString).toList();
  }

  private Assignment assignment(List<ItemValue> received) {
    return order == Order.ANY
        ? Assignment.inAnyOrder(items, received)
        : Assignment.pairwise(items, received);
  }

  /** A value too many, or at the wrong place, does not go away by waiting. */
  @Override
  public Standing<ItemValue> standing(Evidence evidence) {
    List<ItemValue> received = evidence.items();
    if (received.size() > items.size()) {
      return new Standing<>(Verdict.BROKEN, List.of()); // whatever they are
    }
    Assignment assignment = assignment(received);
    return new Standing<>(
        verdict(assignment, received.size(), evidence.gaps()), assignment.found());
  }

  private Verdict verdict(Assignment assignment, int received, Evidence.Gaps gaps) {
    if (assignment.size() < received) {
      return Verdict.BROKEN;
    }
    if (gaps.evictedItems() > 0) {
      return Verdict.UNCERTAIN;
    }
    return assignment.isComplete() ? Verdict.MET : Verdict.NOT_YET;
  }

  @Override
  public Account account(Evidence evidence) {
    List<ItemValue> received = evidence.items();
    Assignment assignment = Assignment.inAnyOrder(items, received);
    List<ItemMatcher> missing = assignment.missing();
    List<ItemValue> unexpected = assignment.others();
    return new Account(
        "received",
        outcome(missing, unexpected, received),
        List.of(
            Section.of("missing", missing, item -> Missing.line(item, unexpected)),
            Section.of("unexpected", unexpected, Wording::item),
            misplaced(unexpected, received)),
        String.join("\n", parts()),
        actual(received, assignment));
  }

  private String outcome(
      List<ItemMatcher> missing, List<ItemValue> unexpected, List<ItemValue> received) {
    if (received.isEmpty()) {
      return "no value at all";
    }
    String inOrder = misplaced(unexpected, received).isEmpty() ? "" : "in another order";
    if (missing.isEmpty() && unexpected.isEmpty()) {
      return inOrder.isEmpty() ? "these" : "these " + inOrder;
    }
    return Stream.of(
            missing.isEmpty() ? "" : missing.size() + " missing",
            unexpected.isEmpty() ? "" : unexpected.size() + " unexpected",
            inOrder)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", ", Wording.count(received.size(), "value") + ", ", ""));
  }

  /** Only where all that came was expected, but not in this order. */
  private Section misplaced(List<ItemValue> unexpected, List<ItemValue> received) {
    boolean ordered = unexpected.isEmpty() && order == Order.AS_LISTED;
    List<Integer> places =
        IntStream.range(0, ordered ? received.size() : 0)
            .filter(i -> !items.get(i).matches(received.get(i)))
            .boxed()
            .toList();
    return Section.of(
        "at the wrong place",
        places,
        i -> (i + 1) + ". " + Wording.item(received.get(i)) + " instead of " + items.get(i));
  }

  /** In the order in which they came; what was expected in the words of the expectation. */
  private String actual(List<ItemValue> received, Assignment assignment) {
    if (received.isEmpty()) {
      return "nothing";
    }
    return order == Order.ANY ? sortedAsExpected(assignment) : asReceived(received);
  }

  private String sortedAsExpected(Assignment assignment) {
    Stream<String> found =
        IntStream.range(0, items.size())
            .filter(i -> assignment.valueOf(i) != null)
            .mapToObj(i -> items.get(i).toString());
    return Stream.concat(found, assignment.others().stream().map(this::described))
        .limit(items.size() + (long) Account.LISTED)
        .collect(Collectors.joining("\n"));
  }

  private String asReceived(List<ItemValue> received) {
    return received.stream()
        .limit(items.size() + (long) Account.LISTED)
        .map(this::described)
        .collect(Collectors.joining("\n"));
  }

  /** A value as the matcher that comes nearest to it would put it. */
  private String described(ItemValue value) {
    return items.stream()
        .filter(item -> item.matches(value))
        .map(ItemMatcher::toString)
        .findFirst()
        .orElseGet(
            () ->
                items.stream()
                    .filter(item -> item.isOfItem(value))
                    .map(item -> item.describe(value))
                    .findFirst()
                    .orElseGet(() -> Wording.itemAndValue(value)));
  }
}
