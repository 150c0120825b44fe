package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The last step of an assertion that checks a condition now, or during a period of time. Immutable.
 *
 * @param <R> the result of the assertion: the matching values or exchanges
 */
public class DuringAssert<R> {

  final AssertionChain chain;
  private final Function<Timing, R> end;

  <T> DuringAssert(AssertionChain chain, Condition<T> condition, Function<List<T>, R> result) {
    this.chain = chain.stating(condition);
    this.end = timing -> result.apply(chain.require(condition, timing));
  }

  /** Asserts that a condition is met now, and returns the assertion, which can also watch it. */
  static <T> DuringAssert<List<T>> checkedNow(AssertionChain chain, Condition<T> condition) {
    return checkedNow(chain, condition, Function.identity());
  }

  /** Asserts that a condition is met now, and returns the assertion, which can also watch it. */
  static <T, R> DuringAssert<R> checkedNow(
      AssertionChain chain, Condition<T> condition, Function<List<T>, R> result) {
    DuringAssert<R> watched = new DuringAssert<>(chain, condition, result);
    watched.now();
    return watched;
  }

  R require(Timing timing) {
    return end.apply(timing);
  }

  /**
   * Asserts that the condition is met now, without waiting.
   *
   * @return the first match, or the list of all matches, oldest first; an empty list after {@code
   *     never()} and similar assertions
   * @throws AssertionError if the condition is not met, or if evicted exchanges make the result
   *     unknown
   */
  public R now() {
    chain.finish();
    return require(new Timing.Now());
  }

  /**
   * Watches the condition for all of {@code time}. Asserts that it is met at the end, and was not
   * violated before, for example by too many values.
   *
   * @param time the time to watch, from 1 ms to 24 h
   * @return the first match, or the list of all matches, oldest first; an empty list after {@code
   *     never()} and similar assertions
   * @throws AssertionError as soon as the condition is violated, at the end if it is not met, or if
   *     the thread is interrupted
   */
  public R during(Duration time) {
    chain.finish();
    return require(new Timing.During(time));
  }
}
