package org.mockzabbix.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often an item is checked, in Zabbix's spelling: a number with or without a unit. */
public final class Delay {

  private static final Pattern SIMPLE = Pattern.compile("(\\d{1,9})([smhdw]?)");

  private Delay() {}

  /**
   * The delay that {@code text} spells; empty for flexible and scheduled ones, which are more than
   * a number.
   */
  public static Optional<Duration> parse(String text) {
    Matcher parts = SIMPLE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(parts.group(1)) * unit(parts.group(2))));
  }

  private static long unit(String unit) {
    return switch (unit) {
      case "m" -> 60;
      case "h" -> 3_600;
      case "d" -> 86_400;
      case "w" -> 604_800;
      default -> 1;
    };
  }
}
