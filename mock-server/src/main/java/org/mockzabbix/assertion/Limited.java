package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import org.mockzabbix.assertion.Expectation.Timing;

/**
 * A number that must not be exceeded; it remains to be said for how long. Immutable.
 *
 * @param <T> what is counted: values, or exchanges
 */
public final class Limited<T> {

  private final Asserting asserting;
  private final Demand<T> demand;

  Limited(Asserting asserting, Demand<T> demand) {
    this.asserting = asserting;
    this.demand = demand;
  }

  /**
   * Asserts that there are no more by now.
   *
   * @return those that there are, oldest first
   * @throws AssertionError if there are more, or if the journal had to forget some
   */
  public List<T> now() {
    return asserting.require(demand, new Timing.Now());
  }

  /**
   * Asserts that there are no more, for all of {@code time}.
   *
   * @param time how long to watch, 1 ms to 24 h
   * @return those that there are, oldest first
   * @throws AssertionError as soon as there are more, or if the thread is interrupted
   */
  public List<T> during(Duration time) {
    return asserting.require(demand, new Timing.During(time));
  }
}
