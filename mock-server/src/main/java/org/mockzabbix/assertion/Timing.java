package org.mockzabbix.assertion;

import java.time.Duration;
import java.util.Optional;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;

/** The time at which a condition must be met, or during which it must stay met. Immutable. */
sealed interface Timing {

  /**
   * Checks that this time fits a condition.
   *
   * @throws IllegalStateException if it waits for nothing
   */
  default void check(Condition<?> condition) {}

  /** Returns the time to wait or to watch; empty for {@link Now}. */
  default Optional<Duration> duration() {
    return Optional.empty();
  }

  /** Requires that the condition is met now. */
  record Now() implements Timing {
    @Override
    public String toString() {
      return "";
    }
  }

  /**
   * Requires that the condition is met at some time within {@code time}.
   *
   * @param time from 1 ms to 24 h
   */
  record Within(Duration time) implements Timing {
    public Within {
      DurationRange.TIMEOUT.check("within", time);
    }

    @Override
    public void check(Condition<?> condition) {
      if (condition.isLimit()) {
        throw new IllegalStateException(
            "within has nothing to wait for, because later values cannot make this true: "
                + FailureMessage.expected(condition, new Now())
                + "; use during to keep checking;"
                + " to check once, use now() in Java, or omit within");
      }
    }

    @Override
    public Optional<Duration> duration() {
      return Optional.of(time);
    }

    @Override
    public String toString() {
      return "within " + DurationFormat.format(time);
    }
  }

  /**
   * Requires that the condition is met at the end of {@code time}, and not violated before.
   *
   * @param time from 1 ms to 24 h
   */
  record During(Duration time) implements Timing {
    public During {
      DurationRange.TIMEOUT.check("during", time);
    }

    @Override
    public Optional<Duration> duration() {
      return Optional.of(time);
    }

    @Override
    public String toString() {
      return "during " + DurationFormat.format(time);
    }
  }
}
