package org.mockzabbix.cli.verify;

/** The reason why a run of {@code verify} ended. */
enum RunEnd {
  /** The program ended by itself. */
  COMMAND_ENDED,
  /** An expectation cannot be met any more. */
  VIOLATED,
  /** Every expectation is met, and nothing more is awaited. */
  ALL_MET,
  /** The time is up. */
  TIME_UP,
  /** A signal ended the run. */
  SIGNAL
}
