package org.mockzabbix.protocol;

/** What a server says back, before it is put into bytes. */
public sealed interface Response {

  /** No byte: the server just closes the connection. */
  record None() implements Response {}

  /**
   * Success, with the counts of the rows that were sent.
   *
   * @param secondsSpent how long the server worked on them, in seconds
   */
  record Processed(int processed, int failed, int total, double secondsSpent) implements Response {}

  /** {@code "response":"failed"} and the reason in {@code info}. */
  record Failed(String info) implements Response {}

  /** Text without a header, as the forms of Zabbix 1.x are answered. */
  record Headerless(String text) implements Response {}
}
