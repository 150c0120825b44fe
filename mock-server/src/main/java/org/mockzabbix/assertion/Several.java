package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import org.mockzabbix.assertion.Expectation.Timing;

/**
 * Several things are expected; it remains to be said when. Immutable.
 *
 * @param <T> one of them: a value, or an exchange
 */
public class Several<T> extends Awaited<List<T>> {

  private final Demand<T> demand;

  Several(Asserting asserting, Demand<T> demand) {
    super(asserting);
    this.demand = demand;
  }

  @Override
  List<T> require(Timing timing) {
    return asserting.require(demand, timing);
  }

  /**
   * Asserts that it is so at the end of {@code time}, and that nothing made it impossible before:
   * that there were never too many.
   *
   * @param time how long to watch, 1 ms to 24 h
   * @return what was asserted, oldest first
   * @throws AssertionError if it is not so, at once where it cannot be any more; or if the thread
   *     is interrupted
   */
  public List<T> during(Duration time) {
    return require(new Timing.During(time));
  }
}
