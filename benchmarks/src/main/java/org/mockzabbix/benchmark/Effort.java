package org.mockzabbix.benchmark;

import java.time.Duration;

/**
 * How much is measured: figures are better with more of it.
 *
 * @param rounds how often what takes moments is repeated
 * @param idle how long nothing happens where the cost of waiting is measured
 * @param crowd how many values are recorded before a benchmark that needs many begins
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
