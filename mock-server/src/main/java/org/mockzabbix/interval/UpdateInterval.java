package org.mockzabbix.interval;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.mockzabbix.text.ZabbixTime;

/**
 * The times at which an item is polled, as its update interval describes them: a delay, flexible
 * intervals that replace the delay, and scheduling intervals that add further times. Immutable.
 *
 * <p>As in Zabbix, the shortest of overlapping flexible intervals applies. Where clocks are changed
 * for daylight saving, a scheduled time that is skipped has no poll, and one that occurs twice has
 * two.
 */
public final class UpdateInterval {

  private static final Duration OF_MACROS = Duration.ofMinutes(1);
  private static final Duration HORIZON = Duration.ofDays(365);
  private static final int DAYS_TO_NEXT_LIMIT = 8; // a period recurs each week

  private final Duration delay; // outside the flexible intervals; zero for no polls
  private final List<FlexibleInterval> flexible;
  private final List<SchedulingInterval> scheduling;
  private final ZoneRules zone;

  private UpdateInterval(
      Duration delay,
      List<FlexibleInterval> flexible,
      List<SchedulingInterval> scheduling,
      ZoneId zone) {
    this.delay = delay;
    this.flexible = flexible;
    this.scheduling = scheduling;
    this.zone = zone.getRules();
  }

  /**
   * Returns the update interval that a valid text spells. If the text contains a user macro, whose
   * value only a real server knows, the interval is one minute.
   *
   * @param zone the time zone of the periods and scheduled times
   */
  public static UpdateInterval parse(String text, ZoneId zone) {
    List<String> parts = List.of(text.split(";", -1));
    OptionalLong seconds = ZabbixTime.seconds(parts.get(0));
    if (text.contains("{$") || seconds.isEmpty()) {
      return new UpdateInterval(OF_MACROS, List.of(), List.of(), zone);
    }
    List<String> custom = parts.subList(1, parts.size());
    return new UpdateInterval(
        Duration.ofSeconds(seconds.getAsLong()),
        custom.stream().flatMap(part -> FlexibleInterval.parse(part).stream()).toList(),
        custom.stream().flatMap(part -> SchedulingInterval.parse(part).stream()).toList(),
        zone);
  }

  /**
   * Returns the time from which on the delays are counted: {@code now}, or the beginning of the
   * next period with a delay. Empty if all delays are zero.
   */
  public Optional<Instant> start(Instant now) {
    Instant end = now.plus(HORIZON);
    for (Instant time = now; time.isBefore(end); time = nextLimit(time)) {
      if (!delayAt(time).isZero()) {
        return Optional.of(time);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the first scheduled time at or after {@code time}. Empty without scheduling intervals.
   */
  public Optional<Instant> scheduledFrom(Instant time) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    Instant from = second.equals(time) ? time : second.plusSeconds(1);
    return scheduling.stream()
        .flatMap(interval -> scheduled(interval, from).stream())
        .min(Instant::compareTo);
  }

  /** Searches from one change of the clocks to the next. */
  private Optional<Instant> scheduled(SchedulingInterval interval, Instant from) {
    ZoneOffsetTransition change = zone.nextTransition(from);
    Optional<Instant> found =
        interval
            .atOrAfter(LocalDateTime.ofInstant(from, zone.getOffset(from)))
            .map(local -> local.toInstant(zone.getOffset(from)));
    boolean isAfterChange =
        change != null && found.isPresent() && !found.get().isBefore(change.getInstant());
    return isAfterChange ? scheduled(interval, change.getInstant()) : found;
  }

  /**
   * Returns the first time after {@code now} at which the item is polled. Empty if a year passes
   * before it.
   *
   * @param start the time from which on the delays are counted
   */
  public Optional<Instant> next(Instant start, Instant now) {
    return Stream.concat(
            delayedAfter(start, now).stream(), scheduledFrom(now.plusNanos(1)).stream())
        .min(Instant::compareTo);
  }

  private Optional<Instant> delayedAfter(Instant start, Instant now) {
    Instant end = now.plus(HORIZON);
    Instant from = now.plusNanos(1);
    for (Instant time = now; time.isBefore(end); time = nextLimit(time)) {
      from = time.isAfter(from) ? time : from;
      Duration current = delayAt(time);
      Instant next = current.isZero() ? Instant.MAX : counted(start, current, from);
      if (next.isBefore(nextLimit(time))) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Returns {@code start} plus the smallest multiple of {@code delay} that is not before from. */
  private static Instant counted(Instant start, Duration delay, Instant from) {
    long passed = Duration.between(start, from).dividedBy(delay);
    Instant last = start.plus(delay.multipliedBy(passed));
    return last.isBefore(from) ? last.plus(delay) : last;
  }

  private Duration delayAt(Instant time) {
    if (flexible.isEmpty()) {
      return delay;
    }
    LocalDateTime local = LocalDateTime.ofInstant(time, zone.getOffset(time));
    return flexible.stream()
        .filter(interval -> interval.period().contains(local))
        .map(FlexibleInterval::delay)
        .min(Duration::compareTo)
        .orElse(delay);
  }

  /** Returns the next time at which the delay may change. */
  private Instant nextLimit(Instant time) {
    if (flexible.isEmpty()) {
      return Instant.MAX;
    }
    ZoneOffsetTransition change = zone.nextTransition(time);
    LocalDate today = LocalDateTime.ofInstant(time, zone.getOffset(time)).toLocalDate();
    Stream<Instant> limits =
        Stream.iterate(today.minusDays(1), day -> day.plusDays(1))
            .limit(1 + DAYS_TO_NEXT_LIMIT)
            .flatMap(day -> flexible.stream().flatMap(interval -> interval.period().limits(day)))
            .flatMap(local -> zone.getValidOffsets(local).stream().map(local::toInstant))
            .filter(limit -> limit.isAfter(time));
    return Stream.concat(limits, Stream.ofNullable(change).map(ZoneOffsetTransition::getInstant))
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
