package org.mockzabbix.agent;

import java.math.BigDecimal;
import java.util.stream.DoubleStream;
import org.mockzabbix.text.Plurals;

/**
 * The decimal numbers from a least to a greatest one. They are counted in units of the last
 * decimal, so that sums are exact. Immutable.
 *
 * @param min the least number, in units
 * @param max the greatest number, in units
 * @param decimals the number of digits after the decimal point
 */
record DecimalRange(long min, long max, int decimals) {

  private static final int MOST_DECIMALS = 9;

  private static final long MOST_UNITS = 1_000_000_000_000_000_000L;

  /**
   * Creates a range.
   *
   * @param decimals the number of digits after the decimal point, from 0 to 9
   */
  static DecimalRange of(double min, double max, int decimals) {
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "decimals must be from 0 to " + MOST_DECIMALS + ", but was " + decimals);
    }
    DecimalRange range =
        new DecimalRange(units("min", min, decimals), units("max", max, decimals), decimals);
    if (range.min > range.max) {
      throw new IllegalArgumentException(
          "max must be at least min (" + text(min) + "), but was " + text(max));
    }
    return range;
  }

  /** Returns how many decimals are needed for all of these numbers, from 0 to 9. */
  static int decimalsOf(double... numbers) {
    int needed =
        DoubleStream.of(numbers)
            .filter(Double::isFinite)
            .mapToInt(number -> exact(number).scale())
            .max()
            .orElse(0);
    if (needed > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "the numbers must have at most " + MOST_DECIMALS + " decimals, but need " + needed);
    }
    return needed;
  }

  /** Returns the range from the smallest difference of two of these numbers to the greatest. */
  DecimalRange width() {
    return new DecimalRange(1, max - min, decimals);
  }

  /**
   * Returns a number of this range in units.
   *
   * @throws IllegalArgumentException if it is out of the range
   */
  long checked(String name, double number) {
    long units = units(name, number, decimals);
    if (units < min || units > max) {
      throw new IllegalArgumentException(
          name + " must be from " + text(min) + " to " + text(max) + ", but was " + text(units));
    }
    return units;
  }

  /** Returns a number of units as a decimal number without exponent. */
  String text(long units) {
    return BigDecimal.valueOf(units, decimals).toPlainString();
  }

  private static String text(double number) {
    return exact(number).toPlainString();
  }

  private static long units(String name, double number, int decimals) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " must be a finite number, but was " + number);
    }
    BigDecimal units = exact(number).movePointRight(decimals);
    if (units.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          name
              + " must have at most "
              + Plurals.count(decimals, "decimal")
              + ", but was "
              + text(number));
    }
    if (units.abs().compareTo(BigDecimal.valueOf(MOST_UNITS)) > 0) {
      throw new IllegalArgumentException(
          name + " must have at most 18 digits with its decimals, but was " + text(number));
    }
    return units.longValueExact();
  }

  /** Returns the shortest decimal number that is read as {@code number}. */
  private static BigDecimal exact(double number) {
    BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
    return exact.scale() < 0 ? exact.setScale(0) : exact;
  }
}
