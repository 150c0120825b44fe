package org.mockzabbix.assertion;

import org.mockzabbix.protocol.ItemValue;

/** One requirement of an {@link ItemMatcher}. Immutable. */
interface Criterion {

  /** Returns whether {@code item} meets this requirement. */
  boolean accepts(ItemValue item);

  /** Returns this requirement in words, for example {@code value "0.42"}. */
  String expected();

  /** Describes a value in the form of {@link #expected()}. */
  String actual(ItemValue item);

  /** Returns the difference of a value that is not accepted, for example {@code value differs}. */
  String difference(ItemValue item);

  /** Returns the size of the difference of a value that is not accepted, at least 1. */
  default int distance(ItemValue item) {
    return 1;
  }

  /** Returns a copy that calls a function of the test only if this is allowed. */
  default Criterion limitedBy(Overtime overtime) {
    return this;
  }

  /** Returns true if certainly no value meets both requirements. */
  default boolean contradicts(Criterion other) {
    return false;
  }
}
