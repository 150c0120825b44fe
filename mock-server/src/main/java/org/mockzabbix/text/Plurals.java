package org.mockzabbix.text;

import java.util.List;

/** Prints counts with their nouns, and lists of names. */
public final class Plurals {

  private static final int MAX_NAMES = 5;

  private Plurals() {}

  /** Returns a count with its noun, for example {@code 1 value} or {@code 0 values}. */
  public static String count(long number, String noun) {
    return count(number, noun, noun + 's');
  }

  /** Returns a count with a noun of irregular plural, for example {@code 3 matches}. */
  public static String count(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** Returns names separated by commas; of more than 5, the first ones and the number of others. */
  public static String list(List<String> names) {
    int shown = Math.min(names.size(), MAX_NAMES);
    String others = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
    return String.join(", ", names.subList(0, shown)) + others;
  }

  /** Returns a number of repetitions, for example {@code once} or {@code 3 times}. */
  public static String times(long number) {
    return number == 1 ? "once" : number + " times";
  }
}
