package org.mockzabbix.protocol;

/**
 * One expression of a global regular expression, which log items name as {@code @name}.
 *
 * @param type 0 text included, 1 any of a list included, 2 not included, 3 pattern matches, 4 does
 *     not
 * @param delimiter what separates the list of type 1
 */
public record GlobalRegexp(
    String name, String expression, int type, String delimiter, CaseSensitivity caseSensitivity) {

  /** Whether capitals count. */
  public enum CaseSensitivity {
    /** They count. */
    SENSITIVE,
    /** They do not. */
    INSENSITIVE
  }

  public GlobalRegexp {
    if (type < 0 || type > 4) {
      throw new IllegalArgumentException("the expression type must be 0..4 but was " + type);
    }
  }

  /** The pattern {@code expression} must match, capitals counting. */
  public static GlobalRegexp matches(String name, String expression) {
    return new GlobalRegexp(name, expression, 3, ",", CaseSensitivity.SENSITIVE);
  }
}
