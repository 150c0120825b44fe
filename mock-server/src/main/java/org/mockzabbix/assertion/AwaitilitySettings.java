package org.mockzabbix.assertion;

import java.time.Duration;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.StartEvaluationEvent;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a condition factory. Awaitility has no accessors for them, so they are read by a
 * listener of a wait, which the listener aborts before the first evaluation.
 *
 * @param alias the alias of the wait; null if it has none
 * @param timeout the timeout of the wait, at most one hour
 */
record AwaitilitySettings(@Nullable String alias, Duration timeout) {

  /** The longest timeout, which replaces {@code FOREVER} and longer ones. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Returns the alias of a factory; null if it has none. */
  static @Nullable String alias(ConditionFactory factory) {
    return of(factory.atMost(LONGEST)).alias;
  }

  /** Returns the settings of a factory. */
  static AwaitilitySettings of(ConditionFactory factory) {
    SettingsListener listener = new SettingsListener();
    try {
      factory
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .dontCatchUncaughtExceptions()
          .conditionEvaluationListener(listener)
          .until(() -> true);
    } catch (WaitAbortedException expected) {
      return new AwaitilitySettings(listener.alias, capped(listener.millis));
    }
    throw new AssertionError("Awaitility did not call its listener before the evaluation");
  }

  private static Duration capped(long millis) {
    return millis < LONGEST.toMillis() ? Duration.ofMillis(millis) : LONGEST;
  }

  private static final class SettingsListener implements ConditionEvaluationListener<Object> {

    private @Nullable String alias;
    private long millis;

    @Override
    public void beforeEvaluation(StartEvaluationEvent<Object> event) {
      alias = event.getAlias();
      millis = event.getRemainingTimeInMS();
      throw new WaitAbortedException();
    }

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {
      throw new AssertionError("the wait was not aborted");
    }
  }

  private static final class WaitAbortedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WaitAbortedException() {
      super(null, null, false, false);
    }
  }
}
