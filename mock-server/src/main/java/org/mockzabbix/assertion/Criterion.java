package org.mockzabbix.assertion;

import org.mockzabbix.protocol.ItemValue;

/** One thing that a value has to be or to carry. Immutable. */
sealed interface Criterion permits NameCriterion, ValueCriterion, TimeCriterion, OtherCriterion {

  boolean accepts(ItemValue item);

  /** What is expected, such as {@code value "0.42"}. */
  String expected();

  /** What a value carries in this place, in the form of {@link #expected()}. */
  String actual(ItemValue item);

  /** How a value that is not accepted differs. */
  String difference(ItemValue item);

  /** How much it differs, from 1 on. */
  default int distance(ItemValue item) {
    return 1;
  }

  /** Whether it is certain that no value can meet both. */
  boolean contradicts(Criterion other);
}
