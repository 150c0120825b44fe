package org.mockzabbix.assertion;

import org.mockzabbix.protocol.ItemValue;

/** One requirement of an {@link ItemMatcher}. Immutable. */
interface Criterion {

  /** Returns whether a value meets this requirement. */
  boolean accepts(ItemValue item);

  /** Returns what is expected, for example {@code value "0.42"}. */
  String expected();

  /** Describes a value in the form of {@link #expected()}. */
  String actual(ItemValue item);

  /** Returns how a value that is not accepted differs, for example {@code value differs}. */
  String difference(ItemValue item);

  /** Returns how much a value that is not accepted differs, at least 1. */
  default int distance(ItemValue item) {
    return 1;
  }

  /** Returns whether it is certain that no value meets both requirements. */
  default boolean contradicts(Criterion other) {
    return false;
  }
}
