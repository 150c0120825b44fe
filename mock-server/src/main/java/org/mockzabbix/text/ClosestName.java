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
}
