package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * An assertion on the number of matches, by default at least one. Immutable.
 *
 * @param <T> the type of a match: a value, an exchange or a report
 */
public class CountedAssert<T> extends TimedAssert<T> {

  private final Counted<?, T> counted;

  /**
   * A condition, and the results of its matches.
   *
   * @param <M> the type of a match in the condition
   * @param <T> the type of a match for the test
   */
  private record Counted<M, T>(CountCondition<M> count, Function<M, T> content) {

    private TimedAssert<List<T>> required(
        AssertionChain chain, UnaryOperator<CountCondition<M>> number) {
      return new TimedAssert<>(chain, number.apply(count), this::contents);
    }

    private DuringAssert<List<T>> checkedNow(
        AssertionChain chain, UnaryOperator<CountCondition<M>> number) {
      return DuringAssert.checkedNow(chain, number.apply(count), this::contents);
    }

    private List<T> contents(List<M> matches) {
      return matches.stream().map(content).toList();
    }
  }

  CountedAssert(AssertionChain chain, Selection<T> selection) {
    this(chain, selection, Function.identity());
  }

  /**
   * Creates an assertion.
   *
   * @param content returns what the test sees of a match
   */
  <M> CountedAssert(AssertionChain chain, Selection<M> selection, Function<M, T> content) {
    this(chain, new Counted<>(CountCondition.atLeastOnce(selection), content));
  }

  private <M> CountedAssert(AssertionChain chain, Counted<M, T> counted) {
    super(chain, counted.count(), found -> counted.content().apply(found.get(0)));
    this.counted = counted;
  }

  /**
   * Requires exactly {@code n} matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public TimedAssert<List<T>> times(int n) {
    return counted.required(chain.resumed(), count -> count.times(n));
  }

  /**
   * Requires {@code n} or more matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public TimedAssert<List<T>> atLeast(int n) {
    return counted.required(chain.resumed(), count -> count.atLeast(n));
  }

  /**
   * Requires {@code least} to {@code most} matches.
   *
   * @param least 0 or more
   * @throws IllegalArgumentException if {@code least} is negative or greater than {@code most}
   */
  @CheckReturnValue
  public TimedAssert<List<T>> timesBetween(int least, int most) {
    return counted.required(chain.resumed(), count -> count.between(least, most));
  }

  /**
   * Asserts now that at most {@code n} matches exist. Add {@code during(...)} to keep checking for
   * a period of time.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   * @throws AssertionError if there are more matches, or may have been before values were evicted
   *     from the journal
   */
  public DuringAssert<List<T>> atMost(int n) {
    return counted.checkedNow(chain.resumed(), count -> count.atMost(n));
  }

  /**
   * Asserts now that no match exists. Add {@code during(...)} to keep checking for a period of
   * time.
   *
   * @throws AssertionError if a match exists, or if one may have been evicted from the journal
   */
  public DuringAssert<List<T>> never() {
    return counted.checkedNow(chain.resumed(), CountCondition::never);
  }
}
