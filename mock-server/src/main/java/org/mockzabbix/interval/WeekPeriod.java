package org.mockzabbix.interval;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A period of each week, for example {@code 1-5,09:00-18:00}.
 *
 * @param firstDay from 1 for Monday to 7 for Sunday
 * @param lastDay at least {@code firstDay}
 * @param start the first minute of each of these days
 * @param end the minute after the last one, up to 1440
 */
record WeekPeriod(int firstDay, int lastDay, int start, int end) {

  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final String CLOCK = "(\\d{1,2}):([0-5]\\d)";
  private static final Pattern SYNTAX =
      Pattern.compile("([1-7])(?:-([1-7]))?," + CLOCK + '-' + CLOCK);

  /** Returns the period that a text spells; empty if it is not a period. */
  static Optional<WeekPeriod> parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    return parts.matches()
        ? Optional.of(of(parts)).filter(WeekPeriod::isOrdered)
        : Optional.empty();
  }

  private static WeekPeriod of(Matcher parts) {
    @Nullable String lastDay = parts.group(2);
    return new WeekPeriod(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(lastDay == null ? parts.group(1) : lastDay),
        minutes(parts.group(3), parts.group(4)),
        minutes(parts.group(5), parts.group(6)));
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private boolean isOrdered() {
    return firstDay <= lastDay && start < end && end <= MINUTES_OF_DAY;
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
