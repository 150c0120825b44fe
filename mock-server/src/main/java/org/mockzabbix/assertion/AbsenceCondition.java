package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /** Collects the findings in exchanges, oldest first. Not thread-safe. */
  abstract static class Finder<T> implements Consumer<Exchange> {
    final List<T> found = new ArrayList<>();

    /** Returns the line of a finding in a failure message. */
    abstract String line(T finding);
  }

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

  /** Returns an object that collects the findings that violate this condition. */
  abstract Finder<T> finder();

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
  public Supplier<Evaluation<T>> evaluations(JournalSource source) {
    JournalReader<Finder<T>> reader = new JournalReader<>(source, this::finder);
    return () -> {
      Finder<T> finder = reader.get();
      return evaluation(finder.found, finder::line, Gaps.of(source));
    };
  }

  final Evaluation<T> evaluation(List<T> found, Function<T, String> line, Gaps gaps) {
    Verdict ifNone = evicted(gaps) > 0 ? Verdict.UNKNOWN : Verdict.MET;
    return new Evaluation<>(found.isEmpty() ? ifNone : ifFound(), found, line);
  }

  @Override
  public FailureDetails details(JournalSnapshot snapshot, Evaluation<T> evaluation) {
    List<T> found = evaluation.matching();
    String outcome =
        found.isEmpty() ? "no " + plural : Plurals.count(found.size(), singular, plural);
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of(plural, found, evaluation.line()));
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
    Finder<Exchange> finder() {
      return new Finder<>() {
        @Override
        public void accept(Exchange exchange) {
          if (exchange.kind() != RequestKind.EMPTY) {
            found.add(exchange);
          }
        }

        @Override
        String line(Exchange finding) {
          return FailureLines.exchange(finding);
        }
      };
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
    Finder<Exchange> finder() {
      return new Finder<>() {
        @Override
        public void accept(Exchange exchange) {
          if (isFaultOfClient(exchange)) {
            found.add(exchange);
          }
        }

        @Override
        String line(Exchange finding) {
          String hex = finding.packetHex(SHOWN_BYTES);
          return FailureLines.exchange(finding) + (hex.isEmpty() ? "" : "; first bytes " + hex);
        }
      };
    }

    /** Returns false for a request that a fault of the test cut off, and so made unreadable. */
    private static boolean isFaultOfClient(Exchange exchange) {
      return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
    }
  }

  private static final class NoUnusedRules extends AbsenceCondition<Rule> {
    NoUnusedRules() {
      super("unused rule", "unused rules", "");
    }

    @Override
    public Supplier<Evaluation<Rule>> evaluations(JournalSource source) {
      return () -> evaluation(source.unusedRules(), Rule::toString, Gaps.of(source));
    }

    @Override
    Finder<Rule> finder() {
      throw new AssertionError("rules are not found in exchanges");
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

    /** Returns a copy of this condition for other values. */
    abstract Condition<ItemValue> of(Selection<ItemValue> others);

    @Override
    public final Condition<ItemValue> limitedBy(Overtime overtime) {
      return of(values.limitedBy(overtime));
    }

    @Override
    final long evicted(Gaps gaps) {
      return values.evicted(gaps);
    }

    @Override
    public final List<ItemName> itemNames() {
      return values.itemNames();
    }

    /** Collects findings among values. */
    abstract class ValueFinder extends Finder<ItemValue> {

      @Override
      public final void accept(Exchange exchange) {
        values.eachIn(exchange, this::check);
      }

      abstract void check(ItemValue item);
    }
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
    Condition<ItemValue> of(Selection<ItemValue> others) {
      return new NoDuplicates(others);
    }

    @Override
    Finder<ItemValue> finder() {
      return new ValueFinder() {
        private final Map<Identity, Long> exchanges = new HashMap<>(); // of the first such value
        private final Map<ItemValue, Long> first = new HashMap<>(); // of each duplicate

        @Override
        void check(ItemValue item) {
          Long before = exchanges.putIfAbsent(Identity.of(item), item.exchange());
          if (before != null) {
            found.add(item);
            first.put(item, before);
          }
        }

        @Override
        String line(ItemValue finding) {
          return FailureLines.value(finding) + " <- first in #" + first.get(finding);
        }
      };
    }
  }

  private static final class NoneOutOfTimeOrder extends NoValues {

    NoneOutOfTimeOrder(Selection<ItemValue> values) {
      super("value out of time order", "values out of time order", values);
    }

    @Override
    Condition<ItemValue> of(Selection<ItemValue> others) {
      return new NoneOutOfTimeOrder(others);
    }

    @Override
    Finder<ItemValue> finder() {
      return new ValueFinder() {
        private final Map<ItemName, ItemValue> latest = new HashMap<>();
        private final Map<ItemValue, ItemValue> previous = new HashMap<>(); // of each finding

        @Override
        void check(ItemValue item) {
          ItemValue last = latest.put(new ItemName(item.host(), item.key()), item);
          ItemValue before = last == null ? item : last;
          if (!mistake(item, before).isEmpty()) {
            found.add(item);
            previous.put(item, before);
          }
        }

        @Override
        String line(ItemValue finding) {
          ItemValue before = Objects.requireNonNull(previous.get(finding), "the previous value");
          return FailureLines.value(finding) + " <- " + mistake(finding, before);
        }
      };
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
