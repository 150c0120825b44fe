package org.mockzabbix.assertion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Likeness;

/** What the host or the key of a value has to be. */
sealed interface NameCriterion extends Criterion {

  /** Which of the two names. */
  enum Part {
    HOST,
    KEY;

    String of(ItemValue item) {
      return this == HOST ? item.host() : item.key();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Part part();

  /** Whether a name is accepted, whatever value it belongs to. */
  boolean acceptsName(String name);

  @Override
  default boolean accepts(ItemValue item) {
    return acceptsName(part().of(item));
  }

  @Override
  default String actual(ItemValue item) {
    return part() + " " + Wording.name(part().of(item));
  }

  /** One name, compared letter by letter. */
  record Text(Part part, String text) implements NameCriterion {
    @Override
    public boolean acceptsName(String name) {
      return name.equals(text);
    }

    @Override
    public String expected() {
      return Wording.name(text);
    }

    @Override
    public String difference(ItemValue item) {
      return part + " " + likeness(item).words();
    }

    @Override
    public int distance(ItemValue item) {
      return likeness(item).distance();
    }

    private Likeness likeness(ItemValue item) {
      return isOtherSpelling(part.of(item))
          ? new Likeness(1, "is the same, written differently")
          : Likeness.of(text, part.of(item));
    }

    private boolean isOtherSpelling(String name) {
      return part == Part.KEY
          && ItemKey.tryParse(text)
              .flatMap(key -> ItemKey.tryParse(name).filter(key::equals))
              .isPresent();
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof NameCriterion name
          && name.part() == part
          && (name instanceof Text ? !equals(name) : !name.acceptsName(text));
    }
  }

  /** Every name with some property. Two with the same words are the same. */
  final class Matching implements NameCriterion {

    private final Part part;
    private final String words;
    private final Predicate<String> predicate;
    private final Function<String, String> difference;

    private Matching(
        Part part, String words, Predicate<String> predicate, Function<String, String> difference) {
      this.part = part;
      this.words = words;
      this.predicate = predicate;
      this.difference = difference;
    }

    static Matching like(Part part, String glob) {
      String words = part + " like " + Wording.name(glob);
      String difference = part + " is not like " + Wording.name(glob);
      return new Matching(part, words, Glob.like(glob), name -> difference);
    }

    static Matching regex(Part part, Pattern regex) {
      String words = part + " /" + regex + "/";
      String difference = part + " does not match /" + regex + "/";
      return new Matching(part, words, regex.asMatchPredicate(), name -> difference);
    }

    static Matching inAnySpelling(ItemKey key) {
      return new Matching(
          Part.KEY,
          "key " + key + " in any spelling",
          name -> ItemKey.tryParse(name).filter(key::equals).isPresent(),
          name -> "key " + Likeness.of(key.toString(), name).words());
    }

    static Matching keyName(String keyName) {
      return new Matching(
          Part.KEY,
          "key named " + Wording.name(keyName),
          name -> ItemKey.tryParse(name).filter(key -> key.name().equals(keyName)).isPresent(),
          name -> "key has another name");
    }

    static Matching parameter(int number, String text) {
      Function<String, Optional<String>> sent =
          name -> ItemKey.tryParse(name).flatMap(key -> parameter(key, number));
      return new Matching(
          Part.KEY,
          "parameter " + number + " " + Wording.quoted(text),
          name -> sent.apply(name).filter(text::equals).isPresent(),
          name ->
              "parameter "
                  + number
                  + sent.apply(name)
                      .map(actual -> " is " + Wording.quoted(actual))
                      .orElse(" is absent"));
    }

    private static Optional<String> parameter(ItemKey key, int number) {
      List<String> parameters = key.parameters();
      return number > parameters.size()
          ? Optional.empty()
          : Optional.of(parameters.get(number - 1));
    }

    @Override
    public Part part() {
      return part;
    }

    @Override
    public boolean acceptsName(String name) {
      return predicate.test(name);
    }

    @Override
    public String expected() {
      return words;
    }

    @Override
    public String difference(ItemValue item) {
      return difference.apply(part.of(item));
    }

    @Override
    public int distance(ItemValue item) {
      return Likeness.FAR;
    }

    @Override
    public boolean contradicts(Criterion other) {
      return other instanceof Text text && text.contradicts(this);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Matching that && words.equals(that.words);
    }

    @Override
    public int hashCode() {
      return words.hashCode();
    }
  }
}
