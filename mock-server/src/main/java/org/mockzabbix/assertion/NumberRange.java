package org.mockzabbix.assertion;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An expected number with a tolerance. Immutable.
 *
 * @param tolerance the greatest accepted difference; 0 or more
 * @param min the least accepted number
 * @param max the greatest accepted number
 */
record NumberRange(BigDecimal expected, BigDecimal tolerance, BigDecimal min, BigDecimal max) {

  /** The longest text that is parsed as a number. */
  private static final int MAX_LENGTH = 100;

  /** An upper bound for the scale of any {@code double}. */
  private static final long MAX_SCALE = 400;

  private static final int MAX_DIGITS = 40;

  /**
   * Creates a range.
   *
   * @throws IllegalArgumentException if an argument is not finite or the tolerance is negative
   */
  static NumberRange of(double expected, double tolerance) {
    if (!Double.isFinite(expected)) {
      throw new IllegalArgumentException("number must be finite, but was " + expected);
    }
    if (!Double.isFinite(tolerance) || tolerance < 0) {
      throw new IllegalArgumentException(
          "tolerance must be finite and at least 0, but was " + tolerance);
    }
    BigDecimal number = BigDecimal.valueOf(expected);
    BigDecimal difference = BigDecimal.valueOf(tolerance);
    return new NumberRange(number, difference, number.subtract(difference), number.add(difference));
  }

  /** Returns whether two texts are the same number. */
  static boolean isSameNumber(String text, String other) {
    Optional<BigDecimal> number = number(text);
    return number.isPresent()
        && number(other).filter(that -> that.compareTo(number.get()) == 0).isPresent();
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_LENGTH || text.isEmpty() || !canBegin(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notNumber) {
      return Optional.empty();
    }
  }

  /** Returns whether a number can begin with this character. Faster than an exception. */
  private static boolean canBegin(char c) {
    return c == '-' || c == '+' || c == '.' || Character.isDigit(c);
  }

  /** Returns whether a text is a number in this range. */
  boolean contains(String text) {
    return number(text).filter(this::contains).isPresent();
  }

  /**
   * Compares without calculating, because the digits of 1e999999999 minus 1 do not fit into memory.
   */
  private boolean contains(BigDecimal number) {
    return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
  }

  /** Returns whether a number can be in both ranges. */
  boolean overlaps(NumberRange other) {
    return min.compareTo(other.max) <= 0 && other.min.compareTo(max) <= 0;
  }

  /** Returns the expected number as text if no other number is accepted. */
  Optional<String> soleNumber() {
    return tolerance.signum() == 0 ? Optional.of(plain(expected)) : Optional.empty();
  }

  /** Returns the difference of a text that is not in this range. */
  String differenceTo(String text) {
    return number(text)
        .map(number -> "number is " + distance(number))
        .orElse("value is not a number");
  }

  private String distance(BigDecimal number) {
    return Math.abs((long) number.scale()) > MAX_SCALE
        ? "far away"
        : plain(number.subtract(expected).abs()) + " away";
  }

  private static String plain(BigDecimal number) {
    boolean isShort = Math.abs((long) number.scale()) + number.precision() < MAX_DIGITS;
    return isShort ? number.stripTrailingZeros().toPlainString() : number.toString();
  }

  /** Returns the range in words, for example {@code number 0.5 ± 0.1}. */
  @Override
  public String toString() {
    return "number " + plain(expected) + (tolerance.signum() == 0 ? "" : " ± " + plain(tolerance));
  }
}
