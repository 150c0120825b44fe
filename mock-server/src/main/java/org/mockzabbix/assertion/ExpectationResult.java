package org.mockzabbix.assertion;

import java.util.Objects;
import org.mockzabbix.sentence.CheckReturnValue;

/**
 * The result of evaluating an expectation.
 *
 * @param explanation the message of the assertion that fails, with received values and near misses;
 *     empty if the expectation is met
 */
@CheckReturnValue
public record ExpectationResult(Expectation expectation, Verdict verdict, String explanation) {

  public ExpectationResult {
    Objects.requireNonNull(expectation, "expectation must not be null");
    Objects.requireNonNull(verdict, "verdict must not be null");
    Objects.requireNonNull(explanation, "explanation must not be null");
  }

  /** Returns whether the expectation is met. */
  public boolean isMet() {
    return verdict == Verdict.MET;
  }
}
