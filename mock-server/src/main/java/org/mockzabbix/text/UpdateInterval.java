package org.mockzabbix.text;

import java.util.regex.Pattern;

/**
 * The update intervals of items: a time or a user macro, then flexible and scheduling intervals,
 * separated by semicolons.
 */
public final class UpdateInterval {

  private static final int MAX_LENGTH = 1024;
  private static final String MACRO =
      "\\{[$#][A-Z0-9_.]+(?::(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^}])*+)?\\}";
  private static final String TIME = "(?:\\d{1,9}[smhdw]?|" + MACRO + ")";
  private static final String CLOCK = "\\d{1,2}:[0-5]\\d";
  private static final String PERIOD =
      "(?:[1-7](?:-[1-7])?," + CLOCK + "-" + CLOCK + "|" + MACRO + ")";
  private static final String SCHEDULE =
      "(?=[mwhs])"
          + filter("md", "(?:3[01]|[12]\\d|0?[1-9])")
          + filter("wd", "[1-7]")
          + filter("h", "(?:2[0-3]|[01]?\\d)")
          + filter("m", "[0-5]?\\d")
          + filter("s", "[0-5]?\\d");
  private static final Pattern VALID =
      Pattern.compile(
          TIME + "(?:;(?:" + TIME + "/" + PERIOD + "|" + SCHEDULE + "|" + MACRO + "))*+");

  private UpdateInterval() {}

  private static String filter(String unit, String number) {
    String range = "(?:" + number + "(?:-" + number + ")?(?:/\\d{1,2})?|/\\d{1,2})";
    return "(?:" + unit + range + "(?:," + range + ")*)?";
  }

  /**
   * Returns {@code text} if it is a valid update interval.
   *
   * @param setting what the interval is for, for the message
   * @throws IllegalArgumentException naming the setting, the text and the reason
   */
  public static String check(String setting, String text) {
    if (text.length() > MAX_LENGTH || !VALID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          setting
              + " must be an update interval, for example 30s, 5m, 5m;wd1-5h9-18,"
              + " 0;1s/1-7,00:00-24:00 or {$INTERVAL}, but was "
              + Quoting.quote(text));
    }
    return text;
  }
}
