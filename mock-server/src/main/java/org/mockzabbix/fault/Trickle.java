package org.mockzabbix.fault;

import java.time.Duration;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.DurationRange;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Plurals;

/**
 * Writes the reply in small pieces, one each interval.
 *
 * @param bytes how many bytes a piece has; the last one may have fewer
 * @param interval the time between two pieces
 */
public record Trickle(int bytes, Duration interval) implements Fault {

  public Trickle {
    IntegerRange.atLeast(1).check("bytes", bytes);
    DurationRange.POSITIVE_DELAY.check("interval", interval);
  }

  @Override
  public String toString() {
    return "trickle of "
        + Plurals.count(bytes, "byte")
        + " every "
        + DurationFormat.format(interval);
  }
}
