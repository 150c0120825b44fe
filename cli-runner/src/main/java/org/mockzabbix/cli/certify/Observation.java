package org.mockzabbix.cli.certify;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a program did in one trial.
 *
 * @param exitCode empty if the program was still running when its time was up
 * @param time how long the program ran
 * @param connections the number of connections that the peer recorded
 * @param values the number of values that a real server would have stored
 * @param compressed whether the program compressed a packet
 * @param output the output and the errors of the program; only the first part if it is long
 */
record Observation(
    OptionalInt exitCode,
    Duration time,
    int connections,
    int values,
    boolean compressed,
    String output) {

  /** Returns whether the program was still running when its time was up. */
  boolean hung() {
    return exitCode.isEmpty();
  }

  /** Returns whether the program ended with exit code 0. */
  boolean succeeded() {
    return exitCode.isPresent() && exitCode.getAsInt() == 0;
  }
}
