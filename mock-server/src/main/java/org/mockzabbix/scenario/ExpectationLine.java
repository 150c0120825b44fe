package org.mockzabbix.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.assertion.Expectation;
import org.mockzabbix.assertion.ItemMatcher;
import org.mockzabbix.assertion.ZabbixAssertions;
import org.mockzabbix.scenario.ScenarioNode.ScalarNode;
import org.mockzabbix.scenario.ScenarioNode.ScalarType;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.LineTokenizer;
import org.mockzabbix.text.Quoting;

/**
 * An expectation on one line. The line has the format of the input files of zabbix_sender, or that
 * of scenario files:
 *
 * <pre>{@code
 * web01 app.ok 1                            at least one value 1
 * web01 "app[a b]"                          at least one value; quotes as in zabbix_sender
 * * app.*                                   * matches any text
 * {host: web01, key: app.ok, times: 3}      an expectation of scenario files, in braces
 * noUnreadable                              an expectation of scenario files, in a word
 * }</pre>
 */
public final class ExpectationLine {

  private static final String FORM = "write HOST KEY [VALUE], for example web01 app.ok 1";
  private static final String FIELD = "expect"; // the field of scenario files

  private ExpectationLine() {}

  /**
   * Returns the expectation of a line.
   *
   * @throws IllegalArgumentException naming the problem and the remedy, if the line is not valid
   */
  public static Expectation parse(String line) {
    Objects.requireNonNull(line, "line must not be null");
    try {
      return parse(line.strip(), new Location("", 1, FIELD));
    } catch (ScenarioException located) {
      throw new IllegalArgumentException(located.problem(), located);
    }
  }

  /**
   * Returns the expectations of the lines of a file. Empty lines and lines that begin with {@code
   * #} are ignored.
   *
   * @throws ScenarioException naming the file, the line and the problem, if the file is missing,
   *     unreadable, without expectations, or if a line is not valid
   */
  public static List<Expectation> load(Path file) {
    Objects.requireNonNull(file, "file must not be null");
    List<Expectation> expectations = new ArrayList<>();
    int number = 0;
    for (String line : SourceFile.read(file).split("\n", -1)) {
      number++;
      String content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        expectations.add(parse(content, file.toString(), number));
      }
    }
    if (expectations.isEmpty()) {
      throw new ScenarioException(file.toString(), "contains no expectations: " + FORM);
    }
    return expectations;
  }

  private static Expectation parse(String line, String file, int number) {
    Location location = new Location(file, number, FIELD);
    try {
      return location.locate(() -> parse(line, location));
    } catch (ScenarioException other) { // has the line within the braces
      throw new ScenarioException(file, number, other.problem());
    }
  }

  private static Expectation parse(String line, Location location) {
    if (line.startsWith("{")) {
      return ExpectationSchema.EXPECTATION.read(ScenarioParser.parse(location, line));
    }
    if (isWord(line)) {
      return ExpectationSchema.EXPECTATION.read(new ScalarNode(line, ScalarType.STRING, location));
    }
    return Expectation.of(item(new LineTokenizer(line)));
  }

  /** Returns whether a line without blanks is a word. Loads the schema only for such a line. */
  private static boolean isWord(String line) {
    if (!line.matches("[\\w-]+")) {
      return false;
    }
    Set<String> words = ExpectationSchema.EXPECTATION.words();
    if (!words.contains(line) && ClosestName.of(line, words).isPresent()) {
      throw new IllegalArgumentException(
          "unknown expectation " + Quoting.quote(line) + ClosestName.hint(line, words));
    }
    return words.contains(line);
  }

  private static ItemMatcher item(LineTokenizer tokens) {
    ItemMatcher any = ZabbixAssertions.anyItem();
    String host = name(tokens, "host");
    if (host.equals("-")) {
      throw new IllegalArgumentException(
          "\"-\" needs a default host, which expectations do not have: write the host, or *");
    }
    ItemMatcher onHost = with(host, any::withHost, any::withHostLike);
    ItemMatcher item = with(name(tokens, "key"), onHost::withKey, onHost::withKeyLike);
    return tokens.atEnd() ? item : with(value(tokens), item::withValue, item::withValueLike);
  }

  private static ItemMatcher with(
      String text, Function<String, ItemMatcher> exact, Function<String, ItemMatcher> glob) {
    return (text.indexOf('*') < 0 ? exact : glob).apply(text);
  }

  private static String name(LineTokenizer tokens, String part) {
    if (tokens.atEnd()) {
      throw new IllegalArgumentException("the " + part + " is missing: " + FORM);
    }
    String name = closed(tokens.next(), part);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the " + part + " is empty: " + FORM);
    }
    return name;
  }

  private static String value(LineTokenizer tokens) {
    if (!tokens.atQuote()) {
      return tokens.rest();
    }
    String value = closed(tokens.next(), "value");
    if (!tokens.atEnd()) {
      throw new IllegalArgumentException(
          "text follows the quotes of the value: put the whole value in double quotes");
    }
    return value;
  }

  private static String closed(@Nullable String token, String part) {
    if (token == null) {
      throw new IllegalArgumentException(
          "the double quotes of the "
              + part
              + " are not closed, or text follows them: write \\\" for a quote inside of them");
    }
    return token;
  }
}
