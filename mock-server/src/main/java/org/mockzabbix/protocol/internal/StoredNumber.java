package org.mockzabbix.protocol.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ZabbixVersion;

/** Reads numbers as a server does, and prints them as PostgreSQL does. */
final class StoredNumber {

  /** A server reads a number from this many bytes, and ignores those that follow. */
  private static final int READ = 2047;

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final BigInteger END_OF_UNSIGNED = BigInteger.TWO.pow(64);
  private static final double LARGEST_BEFORE_70 = 1e308;
  private static final int MAX_DIGITS = 17; // of a double
  private static final int MAX_PLAIN_EXPONENT = 14;
  private static final int MIN_PLAIN_EXPONENT = -4;

  private StoredNumber() {}

  /**
   * Returns the integer that is stored of a value; null if the value is not suitable. Servers of
   * 7.0 also read numbers with a fraction or an exponent, and cut the fraction off.
   */
  static @Nullable String unsigned(String value, ZabbixVersion version) {
    String trimmed = trimmed(value);
    String text = withoutZeroFraction(trimmed.startsWith("+") ? trimmed.substring(1) : trimmed);
    if (DIGITS.matcher(text).matches()) {
      BigInteger integer = new BigInteger(text);
      return integer.compareTo(END_OF_UNSIGNED) < 0 ? integer.toString() : null;
    }
    OptionalDouble number =
        version.atLeast(ZabbixVersion.V7_0) ? finite(text) : OptionalDouble.empty();
    return number.stream()
        .filter(real -> real >= 0 && real < END_OF_UNSIGNED.doubleValue())
        .mapToObj(real -> new BigDecimal(real).toBigInteger().toString())
        .findFirst()
        .orElse(null);
  }

  /** Returns the number of a value, even if it is out of range; empty if it is not a number. */
  static OptionalDouble decimal(String value) {
    return finite(trimmed(value));
  }

  private static OptionalDouble finite(String text) {
    double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  static boolean isOutOfRange(double number, ZabbixVersion version) {
    return !version.atLeast(ZabbixVersion.V7_0) && Math.abs(number) > LARGEST_BEFORE_70;
  }

  /** Removes line ends from the end, spaces from both ends, and a pair of quotes around it. */
  private static String trimmed(String value) {
    int end = Math.min(value.length(), READ);
    while (end > 0 && (value.charAt(end - 1) == '\n' || value.charAt(end - 1) == '\r')) {
      end--;
    }
    int start = 0;
    while (start < end && value.charAt(start) == ' ') {
      start++;
    }
    while (start < end && value.charAt(end - 1) == ' ') {
      end--;
    }
    boolean quoted = end - start > 1 && value.charAt(start) == '"' && value.charAt(end - 1) == '"';
    return quoted ? value.substring(start + 1, end - 1) : value.substring(start, end);
  }

  /** Removes the zeros at the end of a fraction, unless the number has an exponent. */
  private static String withoutZeroFraction(String text) {
    int point = text.indexOf('.');
    if (point < 0 || point != text.lastIndexOf('.') || text.matches("(?s).*[eE].*")) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end - 1 == point ? point : end);
  }

  /** Returns the fewest digits that are read as the same number, in the form of PostgreSQL. */
  static String print(double number) {
    if (number == 0) {
      return "0";
    }
    BigDecimal digits = shortest(Math.abs(number)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    boolean plain = exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT;
    return (number < 0 ? "-" : "")
        + (plain ? digits.toPlainString() : scientific(digits, exponent, "e"));
  }

  private static BigDecimal shortest(double number) {
    for (int precision = 1; precision < MAX_DIGITS; precision++) {
      for (RoundingMode rounding : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP}) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(precision, rounding));
        if (isCertainly(number, rounded)) {
          return rounded;
        }
      }
    }
    return new BigDecimal(number).round(new MathContext(MAX_DIGITS));
  }

  /** Returns whether digits mean a number, and are not in the middle between two numbers. */
  private static boolean isCertainly(double number, BigDecimal digits) {
    if (digits.doubleValue() != number) {
      return false;
    }
    double neighbor =
        digits.compareTo(new BigDecimal(number)) > 0 ? Math.nextUp(number) : Math.nextDown(number);
    return Double.isInfinite(neighbor)
        || new BigDecimal(number)
                .add(new BigDecimal(neighbor))
                .compareTo(digits.multiply(BigDecimal.valueOf(2)))
            != 0;
  }

  private static String scientific(BigDecimal digits, int exponent, String letter) {
    String all = digits.unscaledValue().abs().toString();
    String fraction = all.length() == 1 ? "" : '.' + all.substring(1);
    int size = Math.abs(exponent);
    return all.charAt(0)
        + fraction
        + letter
        + (exponent < 0 ? '-' : '+')
        + (size < 10 ? "0" : "")
        + size;
  }

  /** Returns a number that is out of range as a server prints it: with 15 or 17 digits. */
  static String printForError(double number) {
    BigDecimal size = new BigDecimal(Math.abs(number));
    BigDecimal shorter = size.round(new MathContext(15));
    boolean exact = shorter.doubleValue() == Math.abs(number);
    BigDecimal digits =
        (exact ? shorter : size.round(new MathContext(MAX_DIGITS))).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return (number < 0 ? "-" : "") + scientific(digits, exponent, "E");
  }
}
