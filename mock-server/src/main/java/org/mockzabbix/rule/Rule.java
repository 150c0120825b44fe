package org.mockzabbix.rule;

import org.mockzabbix.fault.Fault;

/**
 * A rule of a running server or agent: the response to matching requests, or the faults of
 * connections, and how often they apply. Its methods change the rule itself and return it. Changes
 * throw an {@link IllegalStateException} if the server or agent was closed, or if a reset has
 * removed the rule. Thread-safe.
 *
 * <pre>{@code
 * server.when(senderData()).fault(reset()).times(2).afterwards(failed("not now")).times(1);
 * server.when(agentData()).reply(failed("busy")).everyNth(3);
 * }</pre>
 */
public interface Rule {

  /**
   * Limits the rule to the next {@code times} matching requests. The rule is then exhausted, or
   * continues as {@link #afterwards} specifies.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  Rule times(long times);

  /**
   * Sets how the server responds when the rule has reached its limit. A further call of {@link
   * #times} limits this response.
   *
   * @throws IllegalStateException if the rule has no limit, or is for connections
   */
  Rule afterwards(Responder responder);

  /**
   * Sets the faults to inject when the rule has reached its limit. The response is the one without
   * the rule.
   *
   * @throws IllegalStateException if the rule has no limit
   */
  Rule afterwards(Fault fault, Fault... more);

  /**
   * Ignores the next {@code count} matching requests, counted from this call.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  Rule skip(long count);

  /**
   * Applies the rule only to every {@code n}-th matching request from now on.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  Rule everyNth(long n);

  /**
   * Applies the rule to each matching request with this probability. The same seed produces the
   * same sequence of decisions, in the order of the requests.
   *
   * @param probability from 0 (never) to 1 (always)
   * @throws IllegalArgumentException if {@code probability} is out of range
   */
  Rule withProbability(double probability, long seed);

  /** Returns how often the rule was used. */
  long uses();

  /** Switches the rule off: it applies to no request, and counts none, until {@link #enable}. */
  Rule disable();

  /** Switches the rule on again. */
  Rule enable();

  /** Returns whether the rule is switched on, as every new rule is. */
  boolean isEnabled();

  /** Returns whether the rule has reached its limit and no longer applies. */
  boolean isExhausted();

  /** Returns the definition that the rule started with, without later changes. */
  RuleDefinition definition();
}
