package org.mockzabbix.text;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses times as Zabbix writes them: a number of seconds, or a number and one of the letters
 * {@code smhdw}.
 */
public final class ZabbixTime {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhdw]?)");

  private ZabbixTime() {}

  /** Returns the number of seconds in {@code text}; empty if it is not a valid time. */
  public static OptionalLong seconds(String text) {
    Matcher parts = TIME.matcher(text);
    return parts.matches()
        ? OptionalLong.of(Long.parseLong(parts.group(1)) * unit(parts.group(2)))
        : OptionalLong.empty();
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> 86_400;
      case "w" -> 604_800;
      default -> 1;
    };
  }
}
