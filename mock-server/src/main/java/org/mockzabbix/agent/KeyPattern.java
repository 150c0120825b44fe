package org.mockzabbix.agent;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.protocol.ItemKey;
import org.mockzabbix.text.InterruptibleText;

/**
 * The item keys to which a mock agent responds with one script. Immutable. Patterns of one kind are
 * equal if they were made from the same key, name or regular expression.
 */
public final class KeyPattern {

  /** The kinds of patterns, the most specific first. */
  private enum Specificity {
    KEY,
    NAME,
    REGEX,
    EVERY_KEY
  }

  private static final String ANY_PARAMETERS = "[*]";

  private final Specificity specificity;
  private final Object content; // the key, name or regular expression
  private final BiPredicate<String, Optional<ItemKey>> test;

  private KeyPattern(
      Specificity specificity, Object content, BiPredicate<String, Optional<ItemKey>> test) {
    this.specificity = specificity;
    this.content = content;
    this.test = test;
  }

  /**
   * Creates a pattern from text: {@code name[*]} matches the name with any parameters or none, and
   * a key matches that key in each of its spellings, for example {@code k[a]} and {@code k["a"]}.
   *
   * @throws IllegalArgumentException with the reason, if {@code text} is not a valid key
   */
  public static KeyPattern of(String text) {
    Objects.requireNonNull(text, "text must not be null");
    ItemKey itemKey = ItemKey.parse(text);
    return text.equals(itemKey.name() + ANY_PARAMETERS)
        ? new KeyPattern(
            Specificity.NAME,
            itemKey.name(),
            (key, parsed) -> parsed.isPresent() && parsed.get().name().equals(itemKey.name()))
        : new KeyPattern(
            Specificity.KEY,
            itemKey,
            (key, parsed) -> parsed.isPresent() && parsed.get().equals(itemKey));
  }

  /** Creates a pattern that matches keys whose whole text matches {@code regex}. */
  public static KeyPattern regex(Pattern regex) {
    Objects.requireNonNull(regex, "regex must not be null");
    return new KeyPattern(
        Specificity.REGEX,
        List.of(regex.pattern(), regex.flags()),
        (key, parsed) -> InterruptibleText.matches(regex, key));
  }

  /** Creates a pattern that matches every valid key. */
  public static KeyPattern everyKey() {
    return new KeyPattern(Specificity.EVERY_KEY, "", (key, parsed) -> parsed.isPresent());
  }

  /**
   * Returns whether a key matches.
   *
   * @param key the text of the key as received
   * @param parsed the parsed key; empty if the text is not a valid key
   */
  public boolean matches(String key, Optional<ItemKey> parsed) {
    return test.test(key, parsed);
  }

  /**
   * Returns the patterns that match this key and can be found with {@link #equals}, the most
   * specific one first.
   */
  static List<KeyPattern> equalTo(ItemKey key) {
    BiPredicate<String, Optional<ItemKey>> unused = (text, other) -> false;
    return List.of(
        new KeyPattern(Specificity.KEY, key, unused),
        new KeyPattern(Specificity.NAME, key.name(), unused));
  }

  /** Returns whether {@link #equalTo} finds this pattern. */
  boolean isFoundByEquality() {
    return specificity.compareTo(Specificity.REGEX) < 0;
  }

  /** Returns whether {@link #matches} can take long: a regular expression can backtrack. */
  boolean mayBlock() {
    return specificity == Specificity.REGEX;
  }

  /** Returns whether this pattern is less specific than {@code other}, and so is tried later. */
  boolean isLessSpecificThan(KeyPattern other) {
    return specificity.compareTo(other.specificity) > 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyPattern that
        && specificity == that.specificity
        && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  /**
   * Returns the key, the name with {@code [*]}, the regular expression between slashes, or {@code
   * *} for every key.
   */
  @Override
  public String toString() {
    return switch (specificity) {
      case KEY -> content.toString();
      case NAME -> content + ANY_PARAMETERS;
      case REGEX -> "/" + ((List<?>) content).get(0) + "/";
      case EVERY_KEY -> "*";
    };
  }
}
