package org.mockzabbix.fault;

import java.time.Duration;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Plurals;

/**
 * A fault that writes a response in pieces. Created by {@link Fault#trickle}.
 *
 * @param bytes the size of a piece; the last piece may be smaller
 * @param interval the time between two pieces
 */
public record Trickle(int bytes, Duration interval) implements Fault {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if {@code bytes} is less than 1, or {@code interval} is not
   *     from 1 ns to 24 h
   */
  public Trickle {
    IntegerRange.atLeast(1).check("bytes", bytes);
    DurationRange.POSITIVE_DELAY.check("interval", interval);
  }

  /** Returns the fault in words, for example {@code trickle of 1 byte every 50 ms}. */
  @Override
  public String toString() {
    return "trickle of "
        + Plurals.count(bytes, "byte")
        + " every "
        + DurationFormat.format(interval);
  }
}
