package org.mockzabbix.scenario;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.mockzabbix.text.Glob;

/**
 * A pattern for strings: {@code app.*} is a glob, {@code /app\..+/} a regular expression, and
 * {@code {exact: "a*"}} a string that is compared exactly.
 */
sealed interface StringPattern {

  record Exact(String text) implements StringPattern {}

  record Wildcard(String glob) implements StringPattern {}

  record Regex(Pattern pattern) implements StringPattern {}

  /** Returns the pattern that is written as {@code text}. */
  static StringPattern of(String text) {
    if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
      return new Regex(regex(text));
    }
    boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    return glob ? new Wildcard(text) : new Exact(text);
  }

  private static Pattern regex(String text) {
    try {
      return Pattern.compile(text.substring(1, text.length() - 1));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          text
              + " is not a valid regular expression ("
              + e.getDescription()
              + "): write {exact: \"...\"} if the string begins and ends with a slash");
    }
  }

  /** Applies the function for this kind of pattern, and returns its result. */
  default <T> T apply(
      Function<String, T> exact, Function<String, T> glob, Function<Pattern, T> regex) {
    if (this instanceof Exact text) {
      return exact.apply(text.text());
    }
    return this instanceof Wildcard wildcard
        ? glob.apply(wildcard.glob())
        : regex.apply(((Regex) this).pattern());
  }

  default Predicate<String> predicate() {
    return apply(
        text -> text::equals, Glob::compile, pattern -> text -> pattern.matcher(text).matches());
  }
}
