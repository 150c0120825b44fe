package org.mockzabbix.assertion;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.text.Glob;
import org.mockzabbix.text.Likeness;

/**
 * Requires a certain text of one part of a report. Two of these criteria are equal if their words
 * are equal. Immutable.
 */
final class ReportCriterion {

  private final ReportPart part;
  private final String words;
  private final @Nullable String text; // null for a pattern
  private final Predicate<String> accepts;

  private ReportCriterion(
      ReportPart part, String words, @Nullable String text, Predicate<String> accepts) {
    this.part = part;
    this.words = words;
    this.text = text;
    this.accepts = accepts;
  }

  static ReportCriterion exactly(ReportPart part, String text) {
    return new ReportCriterion(part, part.quoted(text), text, text::equals);
  }

  static ReportCriterion like(ReportPart part, String glob) {
    return new ReportCriterion(part, "like " + part.quoted(glob), null, Glob.compile(glob));
  }

  static ReportCriterion matching(ReportPart part, Pattern regex) {
    return new ReportCriterion(part, "/" + regex + "/", null, regex.asMatchPredicate());
  }

  ReportPart part() {
    return part;
  }

  /** Returns the required text in words, without the part. */
  String words() {
    return words;
  }

  boolean isPattern() {
    return text == null;
  }

  /** Returns whether a report with this text is accepted; null if the report lacks the part. */
  boolean accepts(@Nullable String actual) {
    return actual != null && accepts.test(actual);
  }

  /** Returns how a text that is not accepted differs; the smaller, the more similar. */
  int distance(@Nullable String actual) {
    return part == ReportPart.HOST && text != null && actual != null
        ? Likeness.of(text, actual).distance()
        : 1;
  }

  /** Returns true if certainly no report meets both criteria. */
  boolean contradicts(ReportCriterion other) {
    if (part == other.part) {
      return text != null && !other.accepts(text);
    }
    return part == ReportPart.ERROR
        && (other.part == ReportPart.OUTPUT
            || (other.part == ReportPart.AVAILABILITY && !other.accepts("unavailable")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReportCriterion that && part == that.part && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(part, words);
  }

  /** Returns the part and its text, for example {@code metadata "linux"}. */
  @Override
  public String toString() {
    return part + " " + words;
  }
}
