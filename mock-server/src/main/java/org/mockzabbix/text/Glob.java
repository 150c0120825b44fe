package org.mockzabbix.text;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Text with {@code *} for anything and {@code ?} for one character, and nothing else special. */
public final class Glob {

  private Glob() {}

  /** Whether a whole text is like {@code glob}. */
  public static Predicate<String> like(String glob) {
    StringBuilder regex = new StringBuilder();
    glob.codePoints().forEach(c -> append(c, regex));
    return matching(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  private static void append(int c, StringBuilder regex) {
    switch (c) {
      case '*' -> regex.append(".*");
      case '?' -> regex.append('.');
      default -> regex.append(Pattern.quote(Character.toString(c)));
    }
  }

  /** Whether {@code regex} matches a whole text. */
  public static Predicate<String> matching(Pattern regex) {
    return text -> regex.matcher(text).matches();
  }
}
