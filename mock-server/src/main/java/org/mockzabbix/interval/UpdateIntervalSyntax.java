package org.mockzabbix.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
public final class UpdateIntervalSyntax {

  private static final int MAX_LENGTH = 1024;
  private static final long SECONDS_OF_DAY = 24 * 60 * 60;

  private static final String MACRO = UserMacroSyntax.REGEX;
  private static final String TIME = "(?:\\d{1,9}[smhdw]?|" + MACRO + ')';
  private static final Pattern INTERVAL = Pattern.compile("(?:" + MACRO + "|[^;])*+");
  private static final Pattern TIME_ONLY = Pattern.compile(TIME);
  private static final Pattern MACRO_ONLY = Pattern.compile(MACRO);
  private static final Pattern FLEXIBLE = Pattern.compile(TIME + "/(?:" + MACRO + "|(.+))");

  private UpdateIntervalSyntax() {}

  /**
   * Returns {@code text} if it is a valid update interval.
   *
   * @param key the key of the item, for the message
   * @throws IllegalArgumentException naming the item, the text and the reason
   */
  public static String check(String key, String text) {
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
    return MACRO_ONLY.matcher(text).matches()
        || isFlexible(text)
        || SchedulingInterval.parse(text).isPresent();
  }

  private static boolean isFlexible(String text) {
    Matcher parts = FLEXIBLE.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    String period = parts.group(1);
    return period == null || WeekPeriod.parse(period).isPresent(); // null for a macro
  }
}
