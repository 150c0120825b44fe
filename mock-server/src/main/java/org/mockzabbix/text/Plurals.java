package org.mockzabbix.text;

/** Prints counts with their nouns. */
public final class Plurals {

  private Plurals() {}

  /** Returns, for example, {@code 1 value}, {@code 3 values} or {@code 0 values}. */
  public static String count(long number, String noun) {
    return count(number, noun, noun + 's');
  }

  /** Returns, for example, {@code 1 match} or {@code 3 matches}. */
  public static String count(long number, String singular, String plural) {
    return number + " " + (number == 1 ? singular : plural);
  }

  /** Returns, for example, {@code once} or {@code 3 times}. */
  public static String times(long number) {
    return number == 1 ? "once" : number + " times";
  }
}
