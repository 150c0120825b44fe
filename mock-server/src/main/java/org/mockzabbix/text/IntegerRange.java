package org.mockzabbix.text;

/**
 * The integers that a setting accepts.
 *
 * @param min the least integer
 * @param max the greatest integer; {@link Long#MAX_VALUE} for no limit
 */
public record IntegerRange(long min, long max) {

  /** The ports to listen on; 0 is any free port. */
  public static final IntegerRange ANY_PORT = new IntegerRange(0, 65_535);

  /** The ports to connect to. */
  public static final IntegerRange PORT = new IntegerRange(1, 65_535);

  /** The values of an unsigned byte. */
  public static final IntegerRange BYTE = new IntegerRange(0, 0xff);

  /** Returns the range of {@code min} and all greater integers. */
  public static IntegerRange atLeast(long min) {
    return new IntegerRange(min, Long.MAX_VALUE);
  }

  /** Returns whether {@code value} is in this range. */
  public boolean contains(long value) {
    return value >= min && value <= max;
  }

  /**
   * Returns {@code value} if it is in this range.
   *
   * @param setting the name of the setting, for the message
   * @throws IllegalArgumentException naming the setting, the range and the value
   */
  public int check(String setting, int value) {
    return (int) check(setting, (long) value);
  }

  /**
   * Returns {@code value} if it is in this range.
   *
   * @param setting the name of the setting, for the message
   * @throws IllegalArgumentException naming the setting, the range and the value
   */
  public long check(String setting, long value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(setting + " must be " + this + ", but was " + value);
    }
    return value;
  }

  /** Returns the range in words, for example {@code from 0 to 65535} or {@code at least 1}. */
  @Override
  public String toString() {
    return max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
  }
}
