package org.mockzabbix.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Names {

  /** Two letters in the wrong order make a word of three this far from itself. */
  private static final int MUCH_LIKE = 17;

  private Names() {}

  /** The one of {@code known} that is most like {@code name}; empty if none is much like it. */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> Likeness.of(other, name).distance()))
        .filter(other -> Likeness.of(other, name).distance() <= MUCH_LIKE);
  }
}
