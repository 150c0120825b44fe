package org.mockzabbix.protocol;

import org.mockzabbix.text.IntegerRange;

/**
 * One expression of a global regular expression, which log items name as {@code @name}.
 *
 * @param type 0 text included, 1 any of a list included, 2 not included, 3 pattern matches, 4 does
 *     not
 * @param delimiter what separates the list of type 1
 */
public record GlobalRegexp(
    String name, String expression, int type, String delimiter, CaseSensitivity caseSensitivity) {

  private static final IntegerRange TYPES = new IntegerRange(0, 4);

  /** Whether capitals count. */
  public enum CaseSensitivity {
    /** They count. */
    SENSITIVE,
    /** They do not. */
    INSENSITIVE
  }

  public GlobalRegexp {
    TYPES.check("type", type);
  }

  /** The pattern {@code expression} must match, capitals counting. */
  public static GlobalRegexp matches(String name, String expression) {
    return new GlobalRegexp(name, expression, 3, ",", CaseSensitivity.SENSITIVE);
  }
}
