package org.mockzabbix.assertion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mockzabbix.assertion.PatternMeaning.Content;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Likeness;
import org.mockzabbix.text.Quoting;

/** Requires a certain text of the host, the key or the value. */
sealed interface TextCriterion extends Criterion {

  /** The texts of a value that can be compared. */
  enum ComparedText {
    HOST,
    KEY,
    VALUE;

    private String of(ItemValue item) {
      return switch (this) {
        case HOST -> item.host();
        case KEY -> item.key();
        case VALUE -> item.value();
      };
    }

    private String quoted(String text) {
      return this == VALUE ? Quoting.quote(text) : Quoting.quoteIfNeeded(text);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the part whose text is compared. */
  ComparedText part();

  /** Returns whether the text of the part is accepted. */
  boolean acceptsText(String text);

  /** Returns a text that is accepted, if no text with other content is. */
  Optional<String> sample();

  @Override
  default boolean accepts(ItemValue item) {
    return acceptsText(part().of(item));
  }

  @Override
  default String actual(ItemValue item) {
    return part() + " " + part().quoted(part().of(item));
  }

  /** Requires exactly this text. */
  record ExactText(ComparedText part, String text) implements TextCriterion {

    @Override
    public boolean acceptsText(String other) {
      return other.equals(text);
    }

    @Override
    public Optional<String> sample() {
      return Optional.of(text);
    }

    @Override
    public String expected() {
      return (part == ComparedText.VALUE ? "value " : "") + part.quoted(text);
    }

    @Override
    public String difference(ItemValue item) {
      return part + " " + likeness(item).words();
    }

    /** Returns 2 at most for a value, which is less than the distance of a different item. */
    @Override
    public int distance(ItemValue item) {
      Likeness likeness = likeness(item);
      if (part == ComparedText.VALUE) {
        return likeness.isNear() ? 1 : 2;
      }
      return likeness.distance();
    }

    private Likeness likeness(ItemValue item) {
      String actual = part.of(item);
      return switch (part) {
        case HOST -> Likeness.of(text, actual);
        case KEY ->
            isSameKey(actual)
                ? new Likeness(1, "is the same, written differently")
                : Likeness.of(text, actual);
        case VALUE ->
            NumberRange.isSameNumber(text, actual)
                ? new Likeness(1, "is the same number, written differently")
                : Likeness.ofContent(text, actual);
      };
    }

    private boolean isSameKey(String actual) {
      return ItemKey.tryParse(text)
          .flatMap(key -> ItemKey.tryParse(actual).filter(key::equals))
          .isPresent();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof TextCriterion that && that.part() == part && !that.acceptsText(text);
    }
  }

  /**
   * Requires that a text meets a predicate, for example a glob. Two of these criteria are equal if
   * their words are equal.
   */
  final class TextPattern implements TextCriterion {

    private final ComparedText part;
    private final PatternMeaning meaning;
    private final String expected;
    private final Predicate<String> predicate;
    private final Function<String, String> difference;

    private TextPattern(
        ComparedText part,
        PatternMeaning meaning,
        String expected,
        Predicate<String> predicate,
        Function<String, String> difference) {
      this.part = part;
      this.meaning = meaning;
      this.expected = expected;
      this.predicate = predicate;
      this.difference = difference;
    }

    static TextPattern like(ComparedText part, String glob) {
      String quoted = part.quoted(glob);
      return new TextPattern(
          part,
          PatternMeaning.spelling(),
          part + " like " + quoted,
          Glob.compile(glob),
          text -> part + " is not like " + quoted);
    }

    static TextPattern regex(ComparedText part, Pattern regex) {
      return new TextPattern(
          part,
          PatternMeaning.spelling(),
          part + " /" + regex + "/",
          regex.asMatchPredicate(),
          text -> part + " does not match /" + regex + "/");
    }

    static TextPattern keyInAnySpelling(ItemKey key) {
      return new TextPattern(
          ComparedText.KEY,
          PatternMeaning.of(Content.KEY, Optional.of(key.toString())),
          "key " + key + " in any spelling",
          text -> ItemKey.tryParse(text).filter(key::equals).isPresent(),
          text -> "key " + Likeness.of(key.toString(), text).words());
    }

    static TextPattern keyName(String keyName) {
      return new TextPattern(
          ComparedText.KEY,
          PatternMeaning.partOfKey("name", keyName),
          "key named " + Quoting.quoteIfNeeded(keyName),
          text -> ItemKey.tryParse(text).filter(key -> key.name().equals(keyName)).isPresent(),
          text -> "key has another name");
    }

    static TextPattern keyParameter(int number, String content) {
      String label = "parameter " + number;
      Function<String, Optional<String>> sent =
          text -> ItemKey.tryParse(text).flatMap(key -> parameter(key, number));
      return new TextPattern(
          ComparedText.KEY,
          PatternMeaning.partOfKey(label, content),
          label + ' ' + Quoting.quote(content),
          text -> sent.apply(text).filter(content::equals).isPresent(),
          text ->
              sent.apply(text)
                  .map(actual -> label + " is " + Quoting.quote(actual))
                  .orElse(label + " is absent"));
    }

    private static Optional<String> parameter(ItemKey key, int number) {
      List<String> parameters = key.parameters();
      return number > parameters.size()
          ? Optional.empty()
          : Optional.of(parameters.get(number - 1));
    }

    static TextPattern number(NumberRange range) {
      return new TextPattern(
          ComparedText.VALUE,
          PatternMeaning.number(range),
          range.toString(),
          range::contains,
          range::differenceTo);
    }

    static TextPattern json(ExpectedJson json) {
      return new TextPattern(
          ComparedText.VALUE,
          PatternMeaning.of(Content.JSON, Optional.of(json.sample())),
          json.toString(),
          json::isEqualTo,
          value -> json.differenceTo(value).orElseThrow());
    }

    static TextPattern discovery(ExpectedDiscoveryRows rows) {
      return new TextPattern(
          ComparedText.VALUE,
          PatternMeaning.of(Content.DISCOVERY, rows.sample()),
          rows.toString(),
          rows::areIn,
          value -> rows.differenceTo(value).orElseThrow());
    }

    @Override
    public ComparedText part() {
      return part;
    }

    @Override
    public boolean acceptsText(String text) {
      return predicate.test(text);
    }

    @Override
    public Optional<String> sample() {
      return meaning.sample();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof TextPattern that
          && that.part == part
          && (meaning.excludes(that.meaning) || rejectsSampleOf(that));
    }

    private boolean rejectsSampleOf(TextPattern other) {
      return meaning.isEqualForAll(other.meaning)
          && other.meaning.sample().filter(sample -> !acceptsText(sample)).isPresent();
    }

    @Override
    public String expected() {
      return expected;
    }

    @Override
    public String difference(ItemValue item) {
      return difference.apply(part.of(item));
    }

    @Override
    public int distance(ItemValue item) {
      return part == ComparedText.VALUE ? 1 : Likeness.FAR;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TextPattern that && expected.equals(that.expected);
    }

    @Override
    public int hashCode() {
      return expected.hashCode();
    }
  }
}
