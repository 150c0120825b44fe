package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Demand.Standing;
import org.mockzabbix.assertion.Expectation.Timing;

/**
 * Asserts demands on one recorder, waiting in the terms of Awaitility. Immutable.
 *
 * @param factory what waits; null for {@code Awaitility.await()} at that moment
 */
record Asserting(Recorder recorder, @Nullable ConditionFactory factory) {

  /**
   * Asserts a demand at a time.
   *
   * @return what meets it, oldest first
   * @throws AssertionError if it is not met
   */
  <T> List<T> require(Demand<T> demand, Timing timing) {
    Standing<T> standing;
    try {
      standing = look(demand, timing);
    } catch (InterruptedException interrupted) {
      throw explain(demand, timing).interruption();
    }
    if (standing.isMet()) {
      return standing.matching();
    }
    Explanation<T> explanation = explain(demand, timing);
    if (explanation.standing().isMet()) {
      return explanation.standing().matching(); // it came while the failure was being explained
    }
    throw explanation.failure();
  }

  private <T> Standing<T> look(Demand<T> demand, Timing timing) throws InterruptedException {
    return timing instanceof Timing.Now
        ? demand.standing(recorder)
        : JournalWait.await(demand, timing, recorder, waiting());
  }

  private ConditionFactory waiting() {
    return factory == null ? Awaitility.await() : factory;
  }

  private <T> Explanation<T> explain(Demand<T> demand, Timing timing) {
    String alias = factory == null ? null : AwaitilitySettings.alias(factory);
    return new Explanation<>(demand, timing, Evidence.of(recorder), alias);
  }

  /** How long Awaitility waits, but not longer than an hour. */
  Duration timeout() {
    return AwaitilitySettings.of(waiting()).timeout();
  }
}
