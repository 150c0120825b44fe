package org.mockzabbix.benchmark;

import java.time.Duration;

/**
 * The effort of a measurement. More effort makes better figures.
 *
 * @param rounds the number of repetitions of short measurements
 * @param idle the time without events in which the cost of waiting is measured
 * @param crowd the number of values that are recorded before a benchmark that needs many
 */
record Effort(int rounds, Duration idle, int crowd) {

  static final Effort FULL = new Effort(2_000, Duration.ofSeconds(2), 100_000);

  Effort {
    if (rounds < 1 || rounds > 1_000_000) {
      throw new IllegalArgumentException("rounds must be 1..1000000 but was " + rounds);
    }
  }

  Effort withRounds(int newRounds) {
    return new Effort(newRounds, idle, crowd);
  }
}
