package org.mockzabbix.interval;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scheduling interval: the local times at which an item is polled.
 *
 * @param monthDays from 1 to 31
 * @param weekDays from 1 for Monday to 7 for Sunday
 */
record SchedulingInterval(
    NavigableSet<Integer> monthDays,
    NavigableSet<Integer> weekDays,
    NavigableSet<Integer> hours,
    NavigableSet<Integer> minutes,
    NavigableSet<Integer> seconds) {

  private static final int MOST_DAYS = 10 * 366; // each day of a month is a Monday before that

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?=.)(?:md([^a-z]+))?(?:wd([^a-z]+))?(?:h([^a-z]+))?(?:m([^a-z]+))?(?:s([^a-z]+))?");
  private static final Pattern FILTER =
      Pattern.compile("(?=.)(?:(\\d{1,2})(?:-(\\d{1,2}))?)?(?:/(0?[1-9]|[1-5]\\d))?");

  /** Returns the interval that a text spells; empty if it is not a scheduling interval. */
  static Optional<SchedulingInterval> parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean hasMinutes = parts.group(4) != null;
    boolean hasSeconds = parts.group(5) != null;
    SchedulingInterval interval =
        new SchedulingInterval(
            numbers(orAll(parts.group(1)), 1, 31),
            numbers(orAll(parts.group(2)), 1, 7),
            numbers(orDefault(parts.group(3), hasMinutes || hasSeconds), 0, 23),
            numbers(orDefault(parts.group(4), hasSeconds), 0, 59),
            numbers(orDefault(parts.group(5), false), 0, 59));
    return Optional.of(interval).filter(SchedulingInterval::isComplete);
  }

  private static String orAll(@Nullable String filters) {
    return orDefault(filters, true);
  }

  /** Returns the filters. Without filters, all numbers match if a smaller unit has filters. */
  private static String orDefault(@Nullable String filters, boolean smallerUnitGiven) {
    if (filters != null) {
      return filters;
    }
    return smallerUnitGiven ? "/1" : "0";
  }

  /** Returns the numbers that filters select; none if a filter is not valid. */
  private static NavigableSet<Integer> numbers(String filters, int min, int max) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String filter : filters.split(",", -1)) {
      Matcher parts = FILTER.matcher(filter);
      if (!parts.matches()) {
        return Collections.emptyNavigableSet();
      }
      int from = orElse(parts.group(1), min);
      int to = orElse(parts.group(2), parts.group(1) == null ? max : from);
      int step = orElse(parts.group(3), 1);
      if (from < min || from > to || to > max) {
        return Collections.emptyNavigableSet();
      }
      for (int number = from; number <= to; number += step) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private boolean isComplete() {
    return Stream.of(monthDays, weekDays, hours, minutes, seconds).noneMatch(Set::isEmpty);
  }

  private static int orElse(@Nullable String number, int other) {
    return number == null ? other : Integer.parseInt(number);
  }

  /** Returns the first time at or after {@code time}; empty if ten years pass before it. */
  Optional<LocalDateTime> atOrAfter(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    LocalTime from = time.toLocalTime();
    for (int i = 0; i < MOST_DAYS; i++) {
      Optional<LocalTime> found = includes(day) ? atOrAfter(from) : Optional.empty();
      if (found.isPresent()) {
        return Optional.of(day.atTime(found.get()));
      }
      day = day.plusDays(1);
      from = LocalTime.MIDNIGHT;
    }
    return Optional.empty();
  }

  private boolean includes(LocalDate day) {
    return monthDays.contains(day.getDayOfMonth())
        && weekDays.contains(day.getDayOfWeek().getValue());
  }

  /** Returns the first time of a day at or after {@code time}, which has no fraction. */
  private Optional<LocalTime> atOrAfter(LocalTime time) {
    for (int hour : hours.tailSet(time.getHour())) {
      boolean sameHour = hour == time.getHour();
      for (int minute : minutes.tailSet(sameHour ? time.getMinute() : 0)) {
        boolean sameMinute = sameHour && minute == time.getMinute();
        Integer second = seconds.ceiling(sameMinute ? time.getSecond() : 0);
        if (second != null) {
          return Optional.of(LocalTime.of(hour, minute, second));
        }
      }
    }
    return Optional.empty();
  }
}
