package org.mockzabbix.text;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints and parses numbers of bytes, for example {@code 64K}. */
public final class SizeFormat {

  /** Examples of texts that {@link #parse} accepts, for messages. */
  public static final String SPELLINGS = "4096, 64K, 128M or 1G";

  /** A regular expression for the texts that {@link #parse} accepts. */
  public static final String REGEX = "[0-9]{1,15}[KMG]?";

  private static final Pattern SPELLING = Pattern.compile("(\\d{1,15})([KMG]?)");
  private static final String UNITS = "KMG"; // each 1024 times the unit before it

  private SizeFormat() {}

  /**
   * Returns {@code bytes} in the largest unit that needs no fraction, for example {@code 1 byte},
   * {@code 1000 bytes}, {@code 64K} or {@code 128M}.
   */
  public static String format(long bytes) {
    long number = bytes;
    int unit = 0;
    while (number != 0 && number % 1024 == 0 && unit < UNITS.length()) {
      number /= 1024;
      unit++;
    }
    return unit == 0 ? Plurals.count(bytes, "byte") : "" + number + UNITS.charAt(unit - 1);
  }

  /**
   * Returns the number of bytes that {@code text} spells: a number, or a number with the unit
   * {@code K}, {@code M} or {@code G}. Empty if the text has another form or the number is too
   * large for a {@code long}.
   */
  public static OptionalLong parse(String text) {
    Matcher parts = SPELLING.matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(parts.group(1));
    int shift = parts.group(2).isEmpty() ? 0 : 10 * (UNITS.indexOf(parts.group(2)) + 1);
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }
}
