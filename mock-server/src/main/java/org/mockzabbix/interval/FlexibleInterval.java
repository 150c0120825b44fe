package org.mockzabbix.interval;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.mockzabbix.text.ZabbixTime;

/**
 * A flexible interval: the delay between polls in a period of each week, for example {@code
 * 10s/1-5,09:00-18:00}.
 *
 * @param delay zero if the item is not polled in the period
 */
record FlexibleInterval(Duration delay, WeekPeriod period) {

  /** Returns the interval that a valid text spells; empty if it is not a flexible interval. */
  static Optional<FlexibleInterval> parse(String text) {
    int slash = Math.max(0, text.indexOf('/')); // a text without one has no delay
    OptionalLong seconds = ZabbixTime.seconds(text.substring(0, slash));
    return WeekPeriod.parse(text.substring(slash + 1))
        .filter(period -> seconds.isPresent())
        .map(period -> new FlexibleInterval(Duration.ofSeconds(seconds.getAsLong()), period));
  }
}
