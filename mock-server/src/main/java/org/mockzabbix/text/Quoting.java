package org.mockzabbix.text;

/**
 * Prepares text of users and clients for messages: on one line, not too long, and with every
 * character visible (see {@link Escaping}). Text is never cut inside a surrogate pair.
 */
public final class Quoting {

  private static final int LONGEST_QUOTE = 120;

  private Quoting() {}

  /**
   * Returns {@code text} in double quotes, with double quotes and backslashes escaped as well. If
   * the text has more than 120 characters, returns its beginning and its length.
   */
  public static String quote(String text) {
    String shown = beginning(text, LONGEST_QUOTE);
    String quoted = '"' + escape(shown, Escaping.QUOTED) + '"';
    return shown.length() == text.length()
        ? quoted
        : quoted + "... (" + text.length() + " characters)";
  }

  /**
   * Returns {@code name}, in quotes if it is empty, long, or contains spaces, quotes or invisible
   * characters.
   */
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

  /**
   * Returns {@code text} escaped. If it has more than {@code maxLength} characters, returns its
   * escaped beginning and "...".
   */
  public static String escape(String text, int maxLength) {
    String shown = beginning(text, maxLength);
    return escape(shown) + (shown.length() == text.length() ? "" : "...");
  }

  /**
   * Returns {@code text}. If it has more than {@code maxLength} characters, returns its beginning
   * and "...".
   */
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
