package org.mockzabbix.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints durations for messages, for example {@code 2 s}, and parses those of settings, for example
 * {@code 500ms}.
 */
public final class DurationFormat {

  /** Examples of texts that {@link #parse} accepts, for messages. */
  public static final String SPELLINGS = "500ms, 10s, 5m, 1h, 7d or 2w";

  /** A regular expression for the texts that {@link #parse} accepts. */
  public static final String REGEX = "[0-9]{1,12}(ms|[smhdw])?";

  private static final Pattern SPELLING = Pattern.compile("(\\d{1,12})(ms|[smhdw]?)");
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final int NANOS_IN_MILLI = 1_000_000;
  private static final long FRACTIONS_UP_TO = 1_000_000_000; // about 31 years

  private DurationFormat() {}

  /**
   * Returns {@code duration} in the largest unit that needs no fraction, for example {@code 2 s},
   * {@code 500 ms}, {@code 5 min} or {@code 25 h}. One day is {@code 24 h}; the unit of days is
   * used from {@code 2 d}. Beyond 30 years, fractions of a second are left out.
   */
  public static String format(Duration duration) {
    long seconds = duration.getSeconds();
    boolean whole = duration.getNano() == 0 || Math.abs(seconds) > FRACTIONS_UP_TO;
    return whole ? formatSeconds(seconds) : formatFraction(duration.toNanos());
  }

  private static String formatSeconds(long seconds) {
    if (seconds % DAY == 0 && Math.abs(seconds / DAY) > 1) {
      return seconds / DAY + " d";
    }
    if (seconds % HOUR == 0 && seconds != 0) {
      return seconds / HOUR + " h";
    }
    return seconds % MINUTE == 0 && seconds != 0 ? seconds / MINUTE + " min" : seconds + " s";
  }

  private static String formatFraction(long nanos) {
    return nanos % NANOS_IN_MILLI == 0 ? nanos / NANOS_IN_MILLI + " ms" : nanos + " ns";
  }

  /**
   * Returns the duration that {@code text} spells: a number of seconds, or a number with the unit
   * {@code ms}, {@code s}, {@code m}, {@code h}, {@code d} or {@code w}. Empty if the text has
   * another form.
   */
  public static Optional<Duration> parse(String text) {
    Matcher parts = SPELLING.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(parts.group(1));
    String unit = parts.group(2);
    return Optional.of(
        unit.equals("ms")
            ? Duration.ofMillis(number)
            : Duration.ofSeconds(number * secondsIn(unit)));
  }

  private static long secondsIn(String unit) {
    return switch (unit) {
      case "m" -> MINUTE;
      case "h" -> HOUR;
      case "d" -> DAY;
      case "w" -> WEEK;
      default -> 1;
    };
  }
}
