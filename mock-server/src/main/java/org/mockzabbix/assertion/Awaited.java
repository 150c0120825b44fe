package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.mockzabbix.assertion.Expectation.Timing;

/**
 * The end of an assertion that something is there: it remains to be said when. Immutable.
 *
 * @param <R> what is returned: the first value, or all of them
 */
public abstract class Awaited<R> {

  final Asserting asserting;

  Awaited(Asserting asserting) {
    this.asserting = asserting;
  }

  abstract R require(Timing timing);

  /** Asserts a demand, and picks from what meets it what is to be returned. */
  <T> R require(Demand<T> demand, Timing timing, Function<List<T>, R> pick) {
    return pick.apply(asserting.require(demand, timing));
  }

  /**
   * Asserts that it is so by now.
   *
   * @return what was asserted: one thing or a list of them, oldest first
   * @throws AssertionError if it is not so
   */
  public R now() {
    return require(new Timing.Now());
  }

  /**
   * Asserts that it is so, waiting for it if need be. Returns as soon as it is, and fails as soon
   * as it cannot be any more; what comes after it has returned is not its business.
   *
   * @param time how long at most, 1 ms to 24 h
   * @return what was asserted: one thing or a list of them, oldest first
   * @throws AssertionError if it is not so when the time is up, or the thread is interrupted
   */
  public R within(Duration time) {
    return require(new Timing.Within(time));
  }

  /**
   * The same for as long as Awaitility waits: 10 s, or what {@code
   * Awaitility.setDefaultTimeout(...)} or {@link ZabbixAssert#using} say, but not longer than an
   * hour.
   *
   * @return what was asserted: one thing or a list of them, oldest first
   * @throws AssertionError as {@link #within} does
   */
  public R eventually() {
    return within(asserting.timeout());
  }
}
