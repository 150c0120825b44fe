package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.mockzabbix.assertion.FailureDetails.Section;
import org.mockzabbix.assertion.JournalSnapshot.Gaps;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.text.Plurals;

/**
 * A condition that is met if the journal contains no finding of one kind, for example no duplicate
 * values. Two of these conditions are equal if their subjects are equal. Immutable.
 */
abstract class AbsenceCondition<T> implements Condition<T> {

  private final String singular;
  private final String plural;
  private final String scope;

  /**
   * Creates a condition that names its findings.
   *
   * @param scope the place of the findings, in words that follow the plural; may be empty
   */
  private AbsenceCondition(String singular, String plural, String scope) {
    this.singular = singular;
    this.plural = plural;
    this.scope = scope;
  }

  /** A finding, and its line in a failure message. */
  record Finding<T>(T found, Supplier<String> line) {}

  /** Requires no exchanges. Connections without data, for example of port probes, do not count. */
  static AbsenceCondition<Exchange> exchanges() {
    return new NoExchanges();
  }

  /** Requires no unreadable exchanges. Data cut off by a fault of the test does not count. */
  static AbsenceCondition<Exchange> unreadable() {
    return new NoUnreadable();
  }

  /** Requires that no rule is unused. */
  static AbsenceCondition<Rule> unusedRules() {
    return new NoUnusedRules();
  }

  /**
   * Requires that no two values of one item have the same value, clock and ns. If a value has no
   * clock, only item and value are compared.
   */
  static AbsenceCondition<ItemValue> duplicates(Selection<ItemValue> values) {
    return new NoDuplicates(values);
  }

  /**
   * Requires that each value has a clock, and that the clock of an item never decreases. If two
   * values have the same clock and an ns, the ns must increase.
   */
  static AbsenceCondition<ItemValue> outOfTimeOrder(Selection<ItemValue> values) {
    return new NoneOutOfTimeOrder(values);
  }

  /** Returns the findings that violate this condition, oldest first. */
  abstract List<Finding<T>> findings(JournalSnapshot snapshot);

  /** Returns the number of evicted values or exchanges that may have been findings. */
  long evicted(Gaps gaps) {
    return gaps.evictedExchanges();
  }

  /** Returns the verdict if there are findings. */
  Verdict ifFound() {
    return Verdict.VIOLATED;
  }

  String verb() {
    return "received";
  }

  /** Returns the sections of a failure message that follow the findings. */
  List<Section> furtherSections(JournalSnapshot snapshot) {
    return List.of();
  }

  @Override
  public String subject() {
    return "no " + plural + scope;
  }

  @Override
  public boolean isLimit() {
    return ifFound() == Verdict.VIOLATED;
  }

  @Override
  public Evaluation<T> evaluate(JournalSnapshot snapshot) {
    List<T> found = findings(snapshot).stream().<T>map(Finding::found).toList();
    Verdict ifNone = evicted(snapshot.gaps()) > 0 ? Verdict.UNKNOWN : Verdict.MET;
    return new Evaluation<>(found.isEmpty() ? ifNone : ifFound(), found);
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot) {
    List<Finding<T>> findings = findings(snapshot);
    String outcome =
        findings.isEmpty() ? "no " + plural : Plurals.count(findings.size(), singular, plural);
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of(plural, findings, finding -> finding.line().get()));
    sections.addAll(furtherSections(snapshot));
    return new FailureDetails(verb(), outcome, sections, "no " + plural, outcome);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AbsenceCondition<?> that && subject().equals(that.subject());
  }

  @Override
  public int hashCode() {
    return subject().hashCode();
  }

  private static final class NoExchanges extends AbsenceCondition<Exchange> {
    NoExchanges() {
      super("exchange", "exchanges", "");
    }

    @Override
    List<Finding<Exchange>> findings(JournalSnapshot snapshot) {
      return snapshot.exchanges().stream()
          .filter(exchange -> exchange.kind() != RequestKind.EMPTY)
          .map(exchange -> new Finding<>(exchange, () -> FailureLines.exchange(exchange)))
          .toList();
    }

    @Override
    List<Section> furtherSections(JournalSnapshot snapshot) {
      return List.of(
          Section.of("values", snapshot.received(), FailureLines::value),
          Section.of("rejected", snapshot.rejected(), FailureLines::rejected));
    }
  }

  private static final class NoUnreadable extends AbsenceCondition<Exchange> {

    private static final int SHOWN_BYTES = 16;

    NoUnreadable() {
      super("unreadable exchange", "unreadable exchanges", "");
    }

    @Override
    List<Finding<Exchange>> findings(JournalSnapshot snapshot) {
      return snapshot.exchanges().stream()
          .filter(NoUnreadable::isFaultOfClient)
          .map(exchange -> new Finding<>(exchange, () -> line(exchange)))
          .toList();
    }

    /** Returns false for a request that a fault of the test cut off, and so made unreadable. */
    private static boolean isFaultOfClient(Exchange exchange) {
      return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
    }

    private static String line(Exchange exchange) {
      String hex = exchange.packetHex(SHOWN_BYTES);
      return FailureLines.exchange(exchange) + (hex.isEmpty() ? "" : "; first bytes " + hex);
    }
  }

  private static final class NoUnusedRules extends AbsenceCondition<Rule> {
    NoUnusedRules() {
      super("unused rule", "unused rules", "");
    }

    @Override
    public Evaluation<Rule> evaluate(JournalSource source) {
      return evaluate(JournalSnapshot.ofRules(source));
    }

    @Override
    List<Finding<Rule>> findings(JournalSnapshot snapshot) {
      return snapshot.unusedRules().stream()
          .map(rule -> new Finding<>(rule, rule::toString))
          .toList();
    }

    /** Returns 0, because rules count their uses themselves. */
    @Override
    long evicted(Gaps gaps) {
      return 0;
    }

    @Override
    Verdict ifFound() {
      return Verdict.PENDING;
    }

    @Override
    String verb() {
      return "found";
    }
  }

  /** A condition on the values of a selection. */
  private abstract static class NoValues extends AbsenceCondition<ItemValue> {

    private final Selection<ItemValue> values;

    NoValues(String singular, String plural, Selection<ItemValue> values) {
      super(singular, plural, " for " + values.description());
      this.values = values;
    }

    @Override
    final long evicted(Gaps gaps) {
      return values.evicted(gaps);
    }

    @Override
    final List<Finding<ItemValue>> findings(JournalSnapshot snapshot) {
      return findings(values.from(snapshot));
    }

    abstract List<Finding<ItemValue>> findings(List<ItemValue> inOrderOfReceipt);
  }

  private static final class NoDuplicates extends NoValues {

    /** The members that are equal in two duplicates. */
    private record Identity(
        String host, String key, String value, OptionalLong clock, OptionalInt ns) {
      static Identity of(ItemValue item) {
        return new Identity(item.host(), item.key(), item.value(), item.clock(), item.ns());
      }
    }

    NoDuplicates(Selection<ItemValue> values) {
      super("duplicate", "duplicates", values);
    }

    @Override
    List<Finding<ItemValue>> findings(List<ItemValue> inOrderOfReceipt) {
      Map<Identity, ItemValue> seen = new HashMap<>();
      List<Finding<ItemValue>> duplicates = new ArrayList<>();
      for (ItemValue item : inOrderOfReceipt) {
        ItemValue first = seen.putIfAbsent(Identity.of(item), item);
        if (first != null) {
          duplicates.add(
              new Finding<>(
                  item, () -> FailureLines.value(item) + " <- first in #" + first.exchange()));
        }
      }
      return duplicates;
    }
  }

  private static final class NoneOutOfTimeOrder extends NoValues {

    NoneOutOfTimeOrder(Selection<ItemValue> values) {
      super("value out of time order", "values out of time order", values);
    }

    @Override
    List<Finding<ItemValue>> findings(List<ItemValue> inOrderOfReceipt) {
      Map<ItemName, ItemValue> latest = new HashMap<>();
      List<Finding<ItemValue>> misplaced = new ArrayList<>();
      for (ItemValue item : inOrderOfReceipt) {
        ItemValue before = latest.put(new ItemName(item.host(), item.key()), item);
        String mistake = mistake(item, before == null ? item : before);
        if (!mistake.isEmpty()) {
          misplaced.add(new Finding<>(item, () -> FailureLines.value(item) + " <- " + mistake));
        }
      }
      return misplaced;
    }

    /**
     * Returns the error in the time of a value; empty if its time is correct.
     *
     * @param before the previous value of the item; the value itself if it is the first
     */
    private static String mistake(ItemValue item, ItemValue before) {
      if (item.clock().isEmpty()) {
        return "no clock";
      }
      if (item == before || before.clock().isEmpty()) {
        return "";
      }
      int order = item.time().compareTo(before.time());
      boolean exact = item.ns().isPresent() && before.ns().isPresent();
      boolean sameSecond = item.clock().getAsLong() == before.clock().getAsLong();
      if (order < 0 && (exact || !sameSecond)) {
        return "earlier than the previous value, " + FailureLines.value(before);
      }
      return order == 0 && exact ? "same time as the previous value" : "";
    }
  }
}
