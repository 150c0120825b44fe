package org.mockzabbix.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.IntegerRange;
import org.mockzabbix.text.Quoting;
import org.mockzabbix.text.UserMacroSyntax;
import org.mockzabbix.text.ZabbixTime;

/**
 * The syntax of update intervals: a time, which flexible and scheduling intervals may follow after
 * semicolons. A user macro can replace each interval, and both parts of a flexible one. As in the
 * frontend, a time is at most one day, and 0 is valid only if a custom interval follows.
 *
 * <pre>{@code
 * 30s
 * 5m;wd1-5h9-18
 * 0;1s/1-7,00:00-24:00
 * {$INTERVAL};{$PERIODS}
 * }</pre>
 */
final class UpdateIntervalSyntax {

  private static final int MAX_LENGTH = 1024;
  private static final int MINUTES_OF_DAY = 24 * 60;
  private static final long SECONDS_OF_DAY = 24 * 60 * 60;

  private static final String MACRO = UserMacroSyntax.REGEX;
  private static final String TIME = "(?:\\d{1,9}[smhdw]?|" + MACRO + ')';
  private static final String CLOCK = "(\\d{1,2}):([0-5]\\d)";
  private static final String PERIOD = "([1-7])(?:-([1-7]))?," + CLOCK + '-' + CLOCK;

  private static final Pattern INTERVAL = Pattern.compile("(?:" + MACRO + "|[^;])*+");
  private static final Pattern TIME_ONLY = Pattern.compile(TIME);
  private static final Pattern MACRO_ONLY = Pattern.compile(MACRO);
  private static final Pattern FLEXIBLE =
      Pattern.compile(TIME + "/(?:" + MACRO + '|' + PERIOD + ')');
  private static final Pattern SCHEDULING =
      Pattern.compile(
          "(?=.)(?:md([^a-z]+))?(?:wd([^a-z]+))?(?:h([^a-z]+))?(?:m([^a-z]+))?(?:s([^a-z]+))?");
  private static final Pattern FILTER =
      Pattern.compile("(?=.)(?:(\\d{1,2})(?:-(\\d{1,2}))?)?(?:/(0?[1-9]|[1-5]\\d))?");

  /** The numbers in the filters of a scheduling interval, in the order of their letters. */
  private static final List<IntegerRange> FILTER_NUMBERS =
      List.of(
          new IntegerRange(1, 31),
          new IntegerRange(1, 7),
          new IntegerRange(0, 23),
          new IntegerRange(0, 59),
          new IntegerRange(0, 59));

  private UpdateIntervalSyntax() {}

  /**
   * Returns {@code text} if it is a valid update interval.
   *
   * @param key the key of the item, for the message
   * @throws IllegalArgumentException naming the item, the text and the reason
   */
  static String check(String key, String text) {
    String defect = defect(text);
    if (defect != null) {
      throw new IllegalArgumentException(
          Quoting.quote(text)
              + " is not a valid update interval of item "
              + Quoting.quoteIfNeeded(key)
              + ": "
              + defect);
    }
    return text;
  }

  private static @Nullable String defect(String text) {
    if (text.length() > MAX_LENGTH) {
      return "Zabbix accepts at most " + MAX_LENGTH + " characters";
    }
    List<String> intervals = intervals(text);
    String time = intervals.get(0);
    if (!TIME_ONLY.matcher(time).matches()) {
      return isCustom(time)
          ? "put a time before the first custom interval, for example " + Quoting.quote("0;" + time)
          : "write seconds, or a number and one of the letters smhdw, for example 30s or 5m";
    }
    for (String custom : intervals.subList(1, intervals.size())) {
      if (!isCustom(custom)) {
        return Quoting.quote(custom)
            + " is neither a flexible interval such as 1s/1-7,00:00-24:00"
            + " nor a scheduling interval such as wd1-5h9-18";
      }
    }
    return durationDefect(text, intervals);
  }

  private static List<String> intervals(String text) {
    List<String> intervals = new ArrayList<>();
    int end = -1;
    while (end < text.length()) {
      int start = end + 1;
      Matcher interval = INTERVAL.matcher(text).region(start, text.length());
      end = interval.lookingAt() ? interval.end() : start;
      intervals.add(text.substring(start, end));
    }
    return intervals;
  }

  private static @Nullable String durationDefect(String text, List<String> intervals) {
    for (String interval : intervals) {
      if (seconds(interval) > SECONDS_OF_DAY) {
        return "the longest update interval is 1d";
      }
    }
    return intervals.stream().allMatch(interval -> seconds(interval) == 0)
        ? "a server would never check the item: write at least 1s, or add a custom interval, for"
            + " example "
            + Quoting.quote(text + ";h9")
        : null;
  }

  /**
   * Returns the number of seconds in a time or flexible interval; -1 if it has a macro instead, or
   * is a scheduling interval.
   */
  private static long seconds(String interval) {
    return ZabbixTime.seconds(interval.split("/", 2)[0]).orElse(-1);
  }

  private static boolean isCustom(String text) {
    return MACRO_ONLY.matcher(text).matches() || isFlexible(text) || isScheduling(text);
  }

  private static boolean isFlexible(String text) {
    Matcher parts = FLEXIBLE.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    if (parts.group(1) == null) { // a macro
      return true;
    }
    int from = minutes(parts.group(3), parts.group(4));
    int to = minutes(parts.group(5), parts.group(6));
    return isOrdered(parts.group(1), parts.group(2)) && from < to && to <= MINUTES_OF_DAY;
  }

  private static int minutes(String hours, String minutes) {
    return 60 * Integer.parseInt(hours) + Integer.parseInt(minutes);
  }

  private static boolean isOrdered(String from, @Nullable String to) {
    return to == null || Integer.parseInt(from) <= Integer.parseInt(to);
  }

  private static boolean isScheduling(String text) {
    Matcher parts = SCHEDULING.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    for (int i = 0; i < FILTER_NUMBERS.size(); i++) {
      String filters = parts.group(i + 1);
      if (filters != null && !areFilters(filters, FILTER_NUMBERS.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areFilters(String filters, IntegerRange numbers) {
    for (String filter : filters.split(",", -1)) {
      Matcher parts = FILTER.matcher(filter);
      if (!parts.matches()
          || !isWithin(parts.group(1), numbers)
          || !isWithin(parts.group(2), numbers)
          || (parts.group(1) != null && !isOrdered(parts.group(1), parts.group(2)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWithin(@Nullable String number, IntegerRange numbers) {
    return number == null || numbers.contains(Long.parseLong(number));
  }
}
