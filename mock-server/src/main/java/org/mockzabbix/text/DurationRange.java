package org.mockzabbix.text;

import java.time.Duration;
import java.util.Objects;

/**
 * The durations that a setting accepts.
 *
 * @param min the shortest duration
 * @param max the longest duration
 * @param wholeSeconds whether a fraction of a second is refused
 */
public record DurationRange(Duration min, Duration max, boolean wholeSeconds) {

  private static final Duration DAY = Duration.ofDays(1);

  /** The range of the timeout of a check by an agent, from 1 s to 10 min in whole seconds. */
  public static final DurationRange CHECK_TIMEOUT =
      new DurationRange(Duration.ofSeconds(1), Duration.ofMinutes(10), true);

  /** The range of a timeout, from 1 ms to 24 h. */
  public static final DurationRange TIMEOUT = new DurationRange(Duration.ofMillis(1), DAY);

  /** The range of a delay, from 0 s to 24 h. */
  public static final DurationRange DELAY = new DurationRange(Duration.ZERO, DAY);

  /** The range of a delay that must not be zero, from 1 ns to 24 h. */
  public static final DurationRange POSITIVE_DELAY = new DurationRange(Duration.ofNanos(1), DAY);

  /** Creates a range that includes fractions of a second. */
  public DurationRange(Duration min, Duration max) {
    this(min, max, false);
  }

  /** Returns whether {@code value} is between both ends of this range. */
  public boolean contains(Duration value) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }

  /**
   * Returns {@code value} if it is in this range.
   *
   * @param setting the name of the setting, for the message
   * @throws IllegalArgumentException naming the setting, the rule and the value
   * @throws NullPointerException naming the setting, if {@code value} is null
   */
  public Duration check(String setting, Duration value) {
    Objects.requireNonNull(value, setting + " must not be null");
    if (!contains(value)) {
      throw new IllegalArgumentException(
          setting + " must be " + this + ", but was " + DurationFormat.format(value));
    }
    return checkFraction(setting, value);
  }

  /**
   * Returns {@code value} if its fraction of a second is allowed.
   *
   * @throws IllegalArgumentException naming the setting, the rule and the value
   */
  public Duration checkFraction(String setting, Duration value) {
    if (wholeSeconds && value.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          setting + " must be in whole seconds, but was " + DurationFormat.format(value));
    }
    return value;
  }

  /** Returns the range in words, for example {@code from 1 ms to 24 h}. */
  @Override
  public String toString() {
    return "from " + DurationFormat.format(min) + " to " + DurationFormat.format(max);
  }
}
