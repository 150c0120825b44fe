package org.mockzabbix.assertion;

import java.time.Duration;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.StartEvaluationEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a condition factory was told, which it has no accessors for. They are overheard from a wait
 * that is broken off when it begins.
 *
 * @param alias what the test calls the wait
 * @param timeout how long it waits at most; never endless
 */
record AwaitilitySettings(@Nullable String alias, Duration timeout) {

  /** What becomes of {@code FOREVER}, and of everything longer. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The alias alone, whatever the timeout is. */
  static @Nullable String alias(ConditionFactory factory) {
    return of(factory.atMost(LONGEST)).alias;
  }

  static AwaitilitySettings of(ConditionFactory factory) {
    Eavesdropper listener = new Eavesdropper();
    try {
      factory
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .dontCatchUncaughtExceptions()
          .conditionEvaluationListener(listener)
          .until(() -> true);
    } catch (BrokenOff asIntended) {
      return new AwaitilitySettings(listener.alias, capped(listener.millis));
    }
    throw new AssertionError("Awaitility did not tell its listener that a wait begins");
  }

  private static Duration capped(long millis) {
    return millis < LONGEST.toMillis() ? Duration.ofMillis(millis) : LONGEST;
  }

  private static final class Eavesdropper implements ConditionEvaluationListener<Object> {

    private @Nullable String alias;
    private long millis;

    @Override
    public void beforeEvaluation(StartEvaluationEvent<Object> event) {
      alias = event.getAlias();
      millis = event.getRemainingTimeInMS();
      throw new BrokenOff();
    }

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {
      throw new AssertionError("the wait was broken off before");
    }
  }

  private static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOff() {
      super(null, null, false, false);
    }
  }
}
