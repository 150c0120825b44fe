package org.mockzabbix.assertion;

import java.util.List;
import java.util.function.Function;

/**
 * The reasons why a condition is not met, for a {@link FailureMessage}.
 *
 * @param verb the participle for the matches, for example {@code received}
 * @param outcome the result, for example {@code no value for this item}
 * @param sections the lists that explain the outcome
 * @param expected the expected text of the comparison that an IDE shows
 * @param actual the actual text of the comparison that an IDE shows
 */
record FailureDetails(
    String verb, String outcome, List<Section> sections, String expected, String actual) {

  /** The number of lines that are shown of each list. */
  static final int MAX_LINES = 5;

  FailureDetails {
    sections = List.copyOf(sections);
  }

  /**
   * A list with a title.
   *
   * @param lines the first {@link #MAX_LINES} lines
   * @param omitted the number of lines that are not shown
   */
  record Section(String title, List<String> lines, int omitted) {

    /** Creates a section from the first elements of {@code all}. */
    static <T> Section of(String title, List<T> all, Function<? super T, String> line) {
      List<String> lines = all.stream().limit(MAX_LINES).<String>map(line).toList();
      return new Section(title, lines, Math.max(0, all.size() - MAX_LINES));
    }

    boolean isEmpty() {
      return lines.isEmpty();
    }
  }
}
