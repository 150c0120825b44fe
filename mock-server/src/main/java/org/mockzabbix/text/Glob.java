package org.mockzabbix.text;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Patterns in which {@code *} matches any text and {@code ?} any one character. All other
 * characters match themselves.
 */
public final class Glob {

  private Glob() {}

  /** Returns a predicate that is true for texts that match {@code glob} as a whole. */
  public static Predicate<String> compile(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.codePoints().forEach(c -> append(c, regex));
    Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return text -> InterruptibleText.matches(pattern, text);
  }

  private static void append(int c, StringBuilder regex) {
    switch (c) {
      case '*' -> regex.append(".*");
      case '?' -> regex.append('.');
      default -> regex.append(Pattern.quote(Character.toString(c)));
    }
  }
}
