package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.DurationFormat;

/**
 * The time that the details of one failure message may take. A comparison of names, of JSON or by a
 * function of the test can be slow, so a limit for the number of values is not sufficient. Some
 * comparisons are always made, however slow the machine is. Not thread-safe.
 */
final class DetailBudget {

  private static final Duration TIME = Duration.ofMillis(250);

  /** The number of comparisons that are always made. */
  private static final int LEAST_STEPS = 300;

  /**
   * The number of comparisons that every search makes, even if the others have used up the time.
   */
  private static final int LEAST_OF_SEARCH = 20;

  private final LongSupplier nanoTime;
  private final long begun;
  private int made; // by all searches
  private int compared = Integer.MAX_VALUE; // in the shortest search that did not reach its end
  private int total;

  /**
   * Creates a budget whose time begins now.
   *
   * @param nanoTime returns the time in nanoseconds
   */
  DetailBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /** Begins a search. */
  Steps steps() {
    return new Steps();
  }

  /** Passes on the values of a list, the last one first, until the time is up. */
  void eachFromLast(List<ItemValue> values, Consumer<ItemValue> sink) {
    Steps steps = steps();
    int next = values.size() - 1;
    while (next >= 0 && steps.allowsNext()) {
      sink.accept(values.get(next--));
    }
    ended(values.size() - 1 - next, values.size());
  }

  /** Counts the values of a list that a predicate accepts, as far as there is time. */
  long count(List<ItemValue> values, Predicate<ItemValue> predicate) {
    List<ItemValue> accepted = new ArrayList<>();
    eachFromLast(
        values,
        value -> {
          if (predicate.test(value)) {
            accepted.add(value);
          }
        });
    return accepted.size();
  }

  /**
   * Ends a search.
   *
   * @param looked the number of values that were compared
   * @param of the number of values that should have been compared
   */
  void ended(int looked, int of) {
    if (looked < of && looked < compared) {
      compared = looked;
      total = of;
    }
  }

  /** Returns whether a search did not reach its end. */
  boolean wasExceeded() {
    return total > 0;
  }

  /** Describes the shortest search, for example {@code 120 of 10000 values in 250 ms}. */
  @Override
  public String toString() {
    return compared
        + " of "
        + total
        + " values in "
        + DurationFormat.format(TIME)
        + ", those of the expected item and the newest first";
  }

  /** The comparisons of one search. Not thread-safe. */
  final class Steps {

    private int madeHere;

    /** Returns whether there is time for the next comparison, and counts it. */
    boolean allowsNext() {
      boolean isFree = made++ < LEAST_STEPS || madeHere++ < LEAST_OF_SEARCH;
      return isFree || nanoTime.getAsLong() - begun < TIME.toNanos();
    }
  }
}
