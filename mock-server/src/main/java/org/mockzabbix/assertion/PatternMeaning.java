package org.mockzabbix.assertion;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern reads in a text, to find patterns that contradict each other. Immutable.
 *
 * @param content what the pattern reads
 * @param part the part of the content whose text it fixes; null for none or all
 * @param text the text of this part; null for none or all
 * @param range the range of a number; null for other content
 * @param sample a text that the pattern accepts, if it accepts no text of other content
 */
record PatternMeaning(
    Content content,
    @Nullable String part,
    @Nullable String text,
    @Nullable NumberRange range,
    Optional<String> sample) {

  /** The content that a pattern reads in a text. */
  enum Content {
    /** The text itself, as a glob does. */
    SPELLING,
    /** The name and parameters of an item key, in any spelling. */
    KEY,
    NUMBER,
    JSON,
    /** The rows of low-level discovery, which two forms of JSON can have. */
    DISCOVERY
  }

  static PatternMeaning spelling() {
    return new PatternMeaning(Content.SPELLING, null, null, null, Optional.empty());
  }

  /** Reads a whole key, or a value. */
  static PatternMeaning of(Content content, Optional<String> sample) {
    return new PatternMeaning(content, null, null, null, sample);
  }

  static PatternMeaning partOfKey(String part, String text) {
    return new PatternMeaning(Content.KEY, part, text, null, Optional.empty());
  }

  static PatternMeaning number(NumberRange range) {
    return new PatternMeaning(Content.NUMBER, null, null, range, range.soleNumber());
  }

  /** Returns whether certainly no text has both meanings, regardless of samples. */
  boolean excludes(PatternMeaning other) {
    boolean otherText =
        part != null && part.equals(other.part) && text != null && !text.equals(other.text);
    return otherText || (range != null && other.range != null && !range.overlaps(other.range));
  }

  /** Returns whether a pattern with this meaning accepts all texts with the meaning or none. */
  boolean isEqualForAll(PatternMeaning sampled) {
    boolean otherForms = sampled.content == Content.DISCOVERY && content == Content.JSON;
    return content != Content.SPELLING && !otherForms;
  }
}
