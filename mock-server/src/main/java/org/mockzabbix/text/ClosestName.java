package org.mockzabbix.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that the author of an unknown name probably meant. */
public final class ClosestName {

  /** The distance between a name of three letters and the name with two of them swapped. */
  private static final int LARGEST_DISTANCE = 17;

  private ClosestName() {}

  /** Returns the name in {@code known} closest to {@code name}; empty if none is close to it. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(other -> Likeness.of(other, name).distance()))
        .filter(other -> Likeness.of(other, name).distance() <= LARGEST_DISTANCE);
  }

  /** Returns {@code did you mean "reset"?}, or, if no known name is close, all of them. */
  public static String remedy(String name, Collection<String> known) {
    return remedy(name, known, "use one of " + String.join(", ", known));
  }

  /** Returns {@code did you mean "reset"?}, or {@code other} if no known name is close. */
  public static String remedy(String name, Collection<String> known, String other) {
    return of(name, known).map(meant -> "did you mean " + Quoting.quote(meant) + '?').orElse(other);
  }

  /** Returns {@code : did you mean "reset"?}, or an empty text if no known name is close. */
  public static String hint(String name, Collection<String> known) {
    String remedy = remedy(name, known, "");
    return remedy.isEmpty() ? "" : ": " + remedy;
  }
}
