package org.mockzabbix.assertion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mockzabbix.assertion.JournalSnapshot.Gaps;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/** A condition that is met if no value of a selection is a finding of one kind. Immutable. */
abstract class ValueAbsence extends AbsenceCondition<ItemValue> {

  private final Selection.OfValues values;

  private ValueAbsence(String singular, String plural, Selection.OfValues values) {
    super(singular, plural, " for " + values.description());
    this.values = values;
  }

  /**
   * Requires that no two values of one item have the same value, clock and ns. If a value has no
   * clock, only item and value are compared.
   */
  static AbsenceCondition<ItemValue> duplicates(Selection.OfValues values) {
    return new NoDuplicates(values);
  }

  /**
   * Requires that each value has a clock, and that the clock of an item never decreases. If two
   * values have the same clock and an ns, the ns must increase.
   */
  static AbsenceCondition<ItemValue> outOfTimeOrder(Selection.OfValues values) {
    return new NoneOutOfTimeOrder(values);
  }

  /** Returns a copy of this condition for other values. */
  abstract Condition<ItemValue> of(Selection.OfValues others);

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

  private static final class NoDuplicates extends ValueAbsence {

    /** The members that are equal in two duplicates. */
    private record Identity(
        String host, String key, String value, OptionalLong clock, OptionalInt ns) {
      static Identity of(ItemValue item) {
        return new Identity(item.host(), item.key(), item.value(), item.clock(), item.ns());
      }
    }

    NoDuplicates(Selection.OfValues values) {
      super("duplicate", "duplicates", values);
    }

    @Override
    Condition<ItemValue> of(Selection.OfValues others) {
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

  private static final class NoneOutOfTimeOrder extends ValueAbsence {

    NoneOutOfTimeOrder(Selection.OfValues values) {
      super("value out of time order", "values out of time order", values);
    }

    @Override
    Condition<ItemValue> of(Selection.OfValues others) {
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
