package org.mockzabbix.assertion;

/** The result of evaluating an expectation. */
public enum Verdict {
  /** The expectation is met. */
  MET,
  /** The expectation is not met, but further values may meet it. */
  PENDING,
  /** The expectation is not met, and further values cannot change that. */
  VIOLATED,
  /**
   * The journal meets the expectation as far as it was read. It may be violated by exchanges that
   * were evicted, or by values for which slow functions of the test were not called in time.
   */
  UNKNOWN
}
