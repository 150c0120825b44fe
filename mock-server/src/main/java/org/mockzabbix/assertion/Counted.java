package org.mockzabbix.assertion;

import org.mockzabbix.assertion.Expectation.Timing;

/**
 * At least one thing of a kind is expected; it remains to be said when, or how many. Immutable.
 *
 * @param <T> what is counted and returned: a value, or an exchange
 */
public class Counted<T> extends Awaited<T> {

  private final Count<T> count;

  Counted(Asserting asserting, Count<T> count) {
    super(asserting);
    this.count = count;
  }

  @Override
  T require(Timing timing) {
    return require(count, timing, found -> found.get(0));
  }

  /**
   * That there are exactly {@code n}.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public Several<T> times(int n) {
    return new Several<>(asserting, count.times(n));
  }

  /**
   * That there are {@code n} or more.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public Several<T> atLeast(int n) {
    return new Several<>(asserting, count.atLeast(n));
  }

  /**
   * That there are so many.
   *
   * @param least 0 or more
   * @throws IllegalArgumentException if that is no number of times
   */
  @CheckReturnValue
  public Several<T> timesBetween(int least, int most) {
    return new Several<>(asserting, count.between(least, most));
  }

  /**
   * That there are {@code n} at most, or none: by now, or for a while.
   *
   * @throws IllegalArgumentException if {@code n} is not positive
   */
  @CheckReturnValue
  public Limited<T> atMost(int n) {
    return new Limited<>(asserting, count.atMost(n));
  }

  /**
   * Asserts that there is none by now.
   *
   * @return what can go on watching
   * @throws AssertionError if there is one, or if the journal had to forget something that might
   *     have been one
   */
  public Watch never() {
    return Watch.begin(asserting, count.never());
  }
}
