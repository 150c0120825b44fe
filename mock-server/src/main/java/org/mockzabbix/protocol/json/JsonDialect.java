package org.mockzabbix.protocol.json;

/** The rules by which the servers of a generation check JSON (protocol: JSON). */
public enum JsonDialect {
  /** The rules before 7.0: any depth, and surrogates that are not a pair. */
  ZABBIX_6(Integer.MAX_VALUE, true),
  /** The rules since 7.0. */
  ZABBIX_7(64, false);

  private final int maxDepth;
  private final boolean acceptsLoneSurrogates;

  JsonDialect(int maxDepth, boolean acceptsLoneSurrogates) {
    this.maxDepth = maxDepth;
    this.acceptsLoneSurrogates = acceptsLoneSurrogates;
  }

  /** Returns how many levels below the top object objects and arrays may nest. */
  int maxDepth() {
    return maxDepth;
  }

  /**
   * Returns whether a string may have an escape of half a surrogate pair. A server cannot decode
   * the string, and treats its member as absent.
   */
  boolean acceptsLoneSurrogates() {
    return acceptsLoneSurrogates;
  }
}
