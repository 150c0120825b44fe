package org.mockzabbix.assertion;

import java.time.Duration;
import org.mockzabbix.assertion.Expectation.Timing;

/** What was just asserted and holds so far; it can be watched for a while. Immutable. */
public final class Watch {

  private final Asserting asserting;
  private final Demand<?> demand;

  private Watch(Asserting asserting, Demand<?> demand) {
    this.asserting = asserting;
    this.demand = demand;
  }

  /** Asserts that a demand is met now. */
  static Watch begin(Asserting asserting, Demand<?> demand) {
    asserting.require(demand, new Timing.Now());
    return new Watch(asserting, demand);
  }

  /**
   * Asserts that it goes on being so for all of {@code time}, counted from now.
   *
   * @param time how long to watch, 1 ms to 24 h
   * @throws AssertionError as soon as it is not so, or if the thread is interrupted
   */
  public void during(Duration time) {
    asserting.require(demand, new Timing.During(time));
  }
}
