package org.mockzabbix.agent;

import org.mockzabbix.protocol.ItemKey;

/**
 * Random numbers that are the same in each run and on each Java version: the generator SplitMix64
 * (Steele, Lea and Flood, 2014). Not thread-safe.
 */
final class RandomNumbers {

  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  private long state;

  private RandomNumbers(long state) {
    this.state = state;
  }

  /** Creates numbers that differ for each host and key. */
  static RandomNumbers of(long seed, String host, ItemKey key) {
    long ofHost = mixed(mixed(seed + GOLDEN_RATIO) ^ host.hashCode());
    return new RandomNumbers(mixed(ofHost ^ key.toString().hashCode()));
  }

  /** Returns the next number from {@code min} to {@code max}, whose difference fits in a long. */
  long next(long min, long max) {
    state += GOLDEN_RATIO;
    return min + Long.remainderUnsigned(mixed(state), max - min + 1);
  }

  private static long mixed(long number) {
    long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
