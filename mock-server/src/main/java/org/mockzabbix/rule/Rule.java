package org.mockzabbix.rule;

import java.util.concurrent.atomic.AtomicLong;

/** A matcher with its answer, and how often it is still to be used. Thread-safe. */
public final class Rule {

  private final RequestMatcher matcher;
  private final Answering answering;
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong uses = new AtomicLong();

  Rule(RequestMatcher matcher, Answering answering) {
    this.matcher = matcher;
    this.answering = answering;
  }

  /**
   * Uses the rule for the next {@code times} matching requests only; after that it steps aside.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  public Rule times(long times) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1 but was " + times);
    }
    left.set(times);
    return this;
  }

  /** How often it has answered. */
  public long uses() {
    return uses.get();
  }

  Answering answering() {
    return answering;
  }

  /** Takes one use if the request matches and one is left. */
  boolean take(Incoming incoming) {
    if (!matcher.matches(incoming) || left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      return false;
    }
    uses.incrementAndGet();
    return true;
  }

  /** What it is for, and how often it was used. */
  @Override
  public String toString() {
    return "rule for " + matcher + ", used " + uses + " times";
  }
}
