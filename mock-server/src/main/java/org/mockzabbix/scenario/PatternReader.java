package org.mockzabbix.scenario;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.mockzabbix.text.Glob;

/**
 * Reads what a text has to be like: {@code app.*} is a glob, {@code /app\..+/} a regular
 * expression, and {@code {exact: "a*"}} just that text. Confined to one call.
 */
final class PatternReader {

  private final Source source;

  PatternReader(Source source) {
    this.source = source;
  }

  /** What is made of each of the three kinds of patterns. */
  record Kinds<T>(Function<String, T> exact, Function<String, T> glob, Function<Pattern, T> regex) {

    static Kinds<Predicate<String>> predicates() {
      return new Kinds<>(
          exact -> exact::equals, Glob::like, regex -> text -> regex.matcher(text).matches());
    }
  }

  /** What {@code kinds} makes of a pattern whose shape was checked. */
  <T> T read(Node node, Kinds<T> kinds) {
    if (node instanceof Node.Fields fields) {
      return kinds.exact().apply(fields.requiredText("exact"));
    }
    String text = ((Node.Scalar) node).text();
    if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
      return kinds.regex().apply(regex(node, text.substring(1, text.length() - 1)));
    }
    boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    return (glob ? kinds.glob() : kinds.exact()).apply(text);
  }

  private Pattern regex(Node node, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw source.error(
          node,
          "/"
              + text
              + "/ is no regular expression ("
              + wrong.getDescription()
              + "); a text that"
              + " begins and ends with a slash is written {exact: \"...\"}");
    }
  }
}
