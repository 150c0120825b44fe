package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;

/**
 * What a demand has to say about its miss.
 *
 * @param verb what was done to the things it counts, such as {@code received}
 * @param outcome what came instead, such as {@code nothing at all}
 * @param sections the details
 * @param expected for tools that show the difference to {@code actual}
 */
record Account(
    String verb, String outcome, List<Section> sections, String expected, String actual) {

  /** So many lines of a kind are shown. */
  static final int LISTED = 5;

  Account {
    sections = List.copyOf(sections);
  }

  /**
   * A titled list.
   *
   * @param lines at most {@link #LISTED} of them
   * @param others how many more there would be
   */
  record Section(String title, List<String> lines, int others) {

    /** The first of {@code all}, the rest counted. */
    static <T> Section of(String title, List<T> all, Words<? super T> words) {
      List<String> lines = new ArrayList<>();
      all.stream().limit(LISTED).forEach(one -> lines.add(words.of(one)));
      return new Section(title, lines, Math.max(0, all.size() - LISTED));
    }

    boolean isEmpty() {
      return lines.isEmpty();
    }
  }

  /** How one thing is written on a line. */
  interface Words<T> {
    String of(T thing);
  }
}
