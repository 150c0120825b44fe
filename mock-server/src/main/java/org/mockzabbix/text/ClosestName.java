package org.mockzabbix.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the known name that the author of an unknown name probably meant. */
public final class ClosestName {

  /** Each three letters of a name may have one typing error: a name of two letters has none. */
  private static final int LETTERS_FOR_EACH_ERROR = 3;

  /** A name of one letter may be the beginning of a name of three letters, such as 7 of 7.0. */
  private static final int LETTERS_FOR_EACH_TYPED = 3;

  private ClosestName() {}

  /** Returns the name in {@code known} closest to {@code name}; empty if none is close to it. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(other -> isClose(EditDistance.of(other, name)))
        .min(Comparator.comparingInt(other -> errors(EditDistance.of(other, name))))
        .or(() -> onlyOneBeginningWith(name, known));
  }

  private static boolean isClose(EditDistance distance) {
    return errors(distance) <= distance.length() / LETTERS_FOR_EACH_ERROR;
  }

  private static int errors(EditDistance distance) {
    return distance.isSwap() ? 1 : distance.edits();
  }

  private static Optional<String> onlyOneBeginningWith(String name, Collection<String> known) {
    List<String> longer = known.stream().filter(other -> other.startsWith(name)).toList();
    return longer.stream()
        .filter(only -> longer.size() == 1)
        .filter(only -> only.length() <= LETTERS_FOR_EACH_TYPED * name.length())
        .findFirst();
  }

  /** Returns {@code did you mean "reset"?}, or, if no known name is close, all of them. */
  public static String remedy(String name, Collection<String> known) {
    String choice = known.size() == 1 ? "use " : "use one of ";
    return remedy(name, known, choice + String.join(", ", known));
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
