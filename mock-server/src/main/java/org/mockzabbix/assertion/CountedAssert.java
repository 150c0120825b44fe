package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * An assertion on the number of matches, by default at least one. Immutable.
 *
 * @param <T> the type of a match: a value or an exchange
 */
public class CountedAssert<T> extends TimedAssert<T> {

  private final CountCondition<T> count;

  CountedAssert(AssertionChain chain, Selection<T> selection) {
    this(chain, CountCondition.atLeastOnce(selection));
  }

  private CountedAssert(AssertionChain chain, CountCondition<T> count) {
    super(chain, count, found -> found.get(0));
    this.count = count;
  }

  /**
   * Requires exactly {@code n} matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public TimedAssert<List<T>> times(int n) {
    return new TimedAssert<>(chain.resumed(), count.times(n), Function.identity());
  }

  /**
   * Requires {@code n} or more matches.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public TimedAssert<List<T>> atLeast(int n) {
    return new TimedAssert<>(chain.resumed(), count.atLeast(n), Function.identity());
  }

  /**
   * Requires {@code least} to {@code most} matches.
   *
   * @param least 0 or more
   * @throws IllegalArgumentException if {@code least} is negative or greater than {@code most}
   */
  @CheckReturnValue
  public TimedAssert<List<T>> timesBetween(int least, int most) {
    return new TimedAssert<>(chain.resumed(), count.between(least, most), Function.identity());
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
    return DuringAssert.checkedNow(chain.resumed(), count.atMost(n));
  }

  /**
   * Asserts now that no match exists. Add {@code during(...)} to keep checking for a period of
   * time.
   *
   * @throws AssertionError if a match exists, or if one may have been evicted from the journal
   */
  public DuringAssert<List<T>> never() {
    return DuringAssert.checkedNow(chain.resumed(), count.never());
  }
}
