package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A requirement of a {@link RequestMatcher} on one text of a request, to find requirements that
 * contradict each other. Immutable.
 *
 * @param words the requirement in words, for messages
 * @param text the only accepted text; null if there may be several
 */
record Requirement(
    RequestText subject, String words, @Nullable String text, Predicate<String> accepts) {

  /** The texts of a request that can be required. */
  enum RequestText {
    KIND,
    HOST,
    KEY,
    VALUE,
    METADATA,
    INTERFACE,
    PEER,
    CONNECTION,
    ENCRYPTION,
    PSK_IDENTITY,
    CERTIFICATE
  }

  static Requirement exactly(RequestText subject, String words, String text) {
    return new Requirement(subject, words, text, text::equals);
  }

  static Requirement matching(RequestText subject, String words, Predicate<String> accepts) {
    return new Requirement(subject, words, null, accepts);
  }

  /**
   * Checks that a request can meet this requirement and others.
   *
   * @throws IllegalArgumentException if certainly none can
   */
  void checkAgainst(List<Requirement> others) {
    others.stream()
        .filter(other -> other.subject == subject && (excludes(other) || other.excludes(this)))
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(words + " contradicts " + other.words);
            });
  }

  private boolean excludes(Requirement other) {
    return other.text != null && !accepts.test(other.text);
  }
}
