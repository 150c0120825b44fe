package org.mockzabbix.text;

/**
 * The numbers of bytes that a setting accepts.
 *
 * @param min the least number of bytes
 * @param max the greatest number of bytes; {@link Long#MAX_VALUE} for no limit
 */
public record SizeRange(long min, long max) {

  /** Returns the range of {@code min} and all greater sizes. */
  public static SizeRange atLeast(long min) {
    return new SizeRange(min, Long.MAX_VALUE);
  }

  /** Returns whether {@code bytes} is in this range. */
  public boolean contains(long bytes) {
    return bytes >= min && bytes <= max;
  }

  /**
   * Returns {@code bytes} if it is in this range.
   *
   * @param setting the name of the setting, for the message
   * @throws IllegalArgumentException naming the setting, the range and the size
   */
  public long check(String setting, long bytes) {
    if (!contains(bytes)) {
      throw new IllegalArgumentException(
          setting + " must be " + this + ", but was " + SizeFormat.format(bytes));
    }
    return bytes;
  }

  /**
   * Returns the range in words, for example {@code from 1 byte to 1G} or {@code at least 1 byte}.
   */
  @Override
  public String toString() {
    return max == Long.MAX_VALUE
        ? "at least " + SizeFormat.format(min)
        : "from " + SizeFormat.format(min) + " to " + SizeFormat.format(max);
  }
}
