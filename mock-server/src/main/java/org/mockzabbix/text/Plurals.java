package org.mockzabbix.text;

/** Prints counts with their nouns. */
public final class Plurals {

  private Plurals() {}

  /** Returns a count with its noun, for example {@code 1 value} or {@code 0 values}. */
  public static String count(long number, String noun) {
    return count(number, noun, noun + 's');
  }

  /** Returns a count with a noun of irregular plural, for example {@code 3 matches}. */
  public static String count(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** Returns a number of repetitions, for example {@code once} or {@code 3 times}. */
  public static String times(long number) {
    return number == 1 ? "once" : number + " times";
  }
}
