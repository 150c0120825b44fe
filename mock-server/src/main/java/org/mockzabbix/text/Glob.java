package org.mockzabbix.text;

import java.util.function.Predicate;

/**
 * Patterns in which {@code *} matches any text and {@code ?} any one character. All other
 * characters match themselves.
 */
public final class Glob {

  private static final int NONE = -1;

  private Glob() {}

  /**
   * Returns a predicate that is true for texts that match {@code glob} as a whole. Its time is
   * proportional to the product of both lengths at most, unlike that of a regular expression.
   */
  public static Predicate<String> compile(String glob) {
    return text -> matches(glob, text);
  }

  /** Only the last asterisk may have to match more: the shortest match of the others suffices. */
  private static boolean matches(String glob, String text) {
    int asterisk = NONE; // the index of the last asterisk in the glob
    int retry = 0; // the index in the text up to which that asterisk matches
    int g = 0;
    int t = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        asterisk = g++;
        retry = t;
      } else if (g < glob.length() && glob.charAt(g) == '?') {
        g++;
        t = nextCharacter(text, t);
      } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
        g++;
        t++;
      } else if (asterisk != NONE) {
        retry = nextCharacter(text, retry);
        g = asterisk + 1;
        t = retry;
      } else {
        return false;
      }
    }
    return glob.substring(g).chars().allMatch(c -> c == '*');
  }

  /** Returns the index of the character after the one at {@code index}, which may be a pair. */
  private static int nextCharacter(String text, int index) {
    return index + Character.charCount(text.codePointAt(index));
  }
}
