package org.mockzabbix.text;

/**
 * Puts text that users and clients wrote into messages: on one line, not too long, and with every
 * character visible (see {@link Escaping}). Text is never cut inside a surrogate pair.
 */
public final class Quoting {

  private static final int LONGEST_QUOTE = 120;

  private Quoting() {}

  /**
   * Returns {@code text} in double quotes, with double quotes and backslashes escaped as well. Of a
   * text of more than 120 characters, returns the beginning and the length.
   */
  public static String quote(String text) {
    String shown = beginning(text, LONGEST_QUOTE);
    String quoted = '"' + escape(shown, Escaping.QUOTED) + '"';
    return shown.length() == text.length()
        ? quoted
        : quoted + "... (" + text.length() + " characters)";
  }

  /** Returns {@code name} without quotes if its beginning and end are visible without them. */
  public static String quoteIfNeeded(String name) {
    boolean plain =
        !name.isEmpty()
            && name.length() <= LONGEST_QUOTE
            && name.chars().allMatch(c -> c > ' ' && c != '"')
            && name.codePoints().noneMatch(Escaping::isInvisible);
    return plain ? name : quote(name);
  }

  /** Returns {@code text} with its invisible characters escaped. */
  public static String escape(String text) {
    return escape(text, Escaping.MESSAGE);
  }

  /** Returns {@code text} escaped, or its escaped beginning and "..." if it is longer. */
  public static String escape(String text, int maxLength) {
    String shown = beginning(text, maxLength);
    return escape(shown) + (shown.length() == text.length() ? "" : "...");
  }

  /** Returns {@code text}, or its beginning and "..." if it is longer. */
  public static String shorten(String text, int maxLength) {
    String shown = beginning(text, maxLength);
    return shown.length() == text.length() ? text : shown + "...";
  }

  private static String beginning(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    boolean insidePair =
        Character.isHighSurrogate(text.charAt(maxLength - 1))
            && Character.isLowSurrogate(text.charAt(maxLength));
    return text.substring(0, insidePair ? maxLength - 1 : maxLength);
  }

  private static String escape(String text, Escaping escaping) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    escaping.append(escaped, text);
    return escaped.toString();
  }
}
