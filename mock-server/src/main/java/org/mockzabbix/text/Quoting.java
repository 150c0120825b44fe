package org.mockzabbix.text;

/**
 * Prepares text of users and clients for messages: on one line, not too long, and with every
 * character visible. Control characters, line separators, characters that change the direction of
 * text, other invisible format characters and lone surrogates are escaped, for example as {@code
 * \n} or {@code \u202e}. Text is never cut inside a surrogate pair.
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
    String quoted = '"' + escape(shown, "\"\\") + '"';
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
            && name.codePoints().noneMatch(Quoting::isInvisible);
    return plain ? name : quote(name);
  }

  /** Returns {@code text} with its invisible characters escaped. */
  public static String escape(String text) {
    return escape(text, "");
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

  private static String escape(String text, String backslashed) {
    if (text.chars().allMatch(c -> isPlain(c) && backslashed.indexOf(c) < 0)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(escaped, c, backslashed));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c, String backslashed) {
    switch (c) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        if (isInvisible(c)) {
          for (char unit : Character.toChars(c)) {
            escaped.append(String.format("\\u%04x", (int) unit));
          }
        } else {
          escaped.append(backslashed.indexOf(c) < 0 ? "" : "\\").appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7f;
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
