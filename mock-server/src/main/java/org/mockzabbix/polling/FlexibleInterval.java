package org.mockzabbix.polling;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mockzabbix.text.ZabbixTime;

/**
 * A flexible interval: the delay between polls in a period of each week.
 *
 * @param delay zero if the item is not polled in the period
 * @param firstDay from 1 for Monday to 7 for Sunday
 * @param lastDay at least {@code firstDay}
 * @param start the first minute of each of these days
 * @param end the minute after the last one, up to 1440
 */
record FlexibleInterval(Duration delay, int firstDay, int lastDay, int start, int end) {

  private static final Pattern SYNTAX =
      Pattern.compile("([^/]+)/(\\d)(?:-(\\d))?,(\\d+):(\\d+)-(\\d+):(\\d+)");

  /** Returns the interval that a text spells; empty if it is not a flexible interval. */
  static Optional<FlexibleInterval> parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches() || ZabbixTime.seconds(parts.group(1)).isEmpty()) {
      return Optional.empty();
    }
    int firstDay = Integer.parseInt(parts.group(2));
    return Optional.of(
        new FlexibleInterval(
            Duration.ofSeconds(ZabbixTime.seconds(parts.group(1)).getAsLong()),
            firstDay,
            parts.group(3) == null ? firstDay : Integer.parseInt(parts.group(3)),
            minutes(parts.group(4), parts.group(5)),
            minutes(parts.group(6), parts.group(7))));
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  /** Returns whether a local time is in the period. */
  boolean contains(LocalDateTime time) {
    int minute = 60 * time.getHour() + time.getMinute();
    return isOn(time.toLocalDate()) && start <= minute && minute < end;
  }

  private boolean isOn(LocalDate day) {
    int number = day.getDayOfWeek().getValue();
    return firstDay <= number && number <= lastDay;
  }

  /** Returns when the period begins and ends on a day. Empty if it does not include the day. */
  Stream<LocalDateTime> limits(LocalDate day) {
    LocalDateTime midnight = day.atTime(LocalTime.MIDNIGHT);
    return isOn(day)
        ? Stream.of(midnight.plusMinutes(start), midnight.plusMinutes(end))
        : Stream.empty();
  }
}
