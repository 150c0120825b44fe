package org.mockzabbix.protocol.json;

/** The rules by which the servers of a generation check JSON (protocol: JSON). */
public enum JsonDialect {
  /** The rules of 5.0: those of 6.0, with other error messages. */
  ZABBIX_5(Integer.MAX_VALUE, true, false),
  /** The rules of 6.0: any depth, and surrogates that are not a pair. */
  ZABBIX_6(Integer.MAX_VALUE, true, true),
  /** The rules since 7.0. */
  ZABBIX_7(64, false, true);

  private final int maxDepth;
  private final boolean acceptsLoneSurrogates;
  private final boolean shortensBetweenCharacters;

  JsonDialect(int maxDepth, boolean acceptsLoneSurrogates, boolean shortensBetweenCharacters) {
    this.maxDepth = maxDepth;
    this.acceptsLoneSurrogates = acceptsLoneSurrogates;
    this.shortensBetweenCharacters = shortensBetweenCharacters;
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

  /**
   * Returns whether error messages are shortened as since 6.0: three dots end a long text that they
   * quote, and no character is cut.
   */
  boolean shortensBetweenCharacters() {
    return shortensBetweenCharacters;
  }
}
