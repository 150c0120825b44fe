package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * The last step of an assertion that checks a condition now, waits for it, or checks it during a
 * period of time. Immutable.
 *
 * @param <R> the result of the assertion: the first match, or the list of all matches
 */
public class TimedAssert<R> extends DuringAssert<R> {

  <T> TimedAssert(AssertionChain chain, Condition<T> condition, Function<List<T>, R> result) {
    super(chain, condition, result);
  }

  /**
   * Waits until the condition is met. Returns as soon as it is met, and fails as soon as it cannot
   * be met any more. Values that arrive later are not checked.
   *
   * @param timeout the longest time to wait, from 1 ms to 24 h
   * @return the first match, or the list of all matches, oldest first
   * @throws AssertionError if the condition is not met in time, or if the thread is interrupted
   * @throws IllegalStateException after {@code timesBetween(0, n)}, which later values cannot make
   *     true: use {@link #during}
   */
  public R within(Duration timeout) {
    chain.finish();
    return require(new Timing.Within(timeout));
  }

  /**
   * Waits until the condition is met, for Awaitility's timeout at most: 10 s, or the timeout set
   * with {@code Awaitility.setDefaultTimeout(...)} or {@link ZabbixAssert#using}, but not longer
   * than one hour.
   *
   * @return the first match, or the list of all matches, oldest first
   * @throws AssertionError if the condition is not met in time, or if the thread is interrupted
   */
  public R eventually() {
    chain.finish();
    return within(chain.timeout());
  }
}
