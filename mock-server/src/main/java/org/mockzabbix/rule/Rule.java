package org.mockzabbix.rule;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.text.Plurals;

/**
 * What happens to which requests, or connections, and how often. Thread-safe: {@code lock} guards
 * every field that can change, and no matcher runs while it is held.
 *
 * <pre>{@code
 * server.when(senderData()).fault(reset()).times(2).afterwards(failed("not now")).times(1);
 * server.when(agentData()).reply(failed("busy")).everyNth(3);
 * }</pre>
 */
public final class Rule {

  private final RequestMatcher matcher;
  private final RulePlan origin;

  private final ReentrantLock lock = new ReentrantLock();
  private RulePlan plan; // the origin, and what was said of it since
  private int current; // which of the plan's turns it is at
  private long usesOfCurrent;
  private long matched;
  private long uses;
  private @Nullable Random random;

  Rule(RulePlan plan) {
    this.matcher = plan.matcher();
    this.origin = plan;
    this.plan = plan;
    this.random = dice(plan.choice());
  }

  private static @Nullable Random dice(RulePlan.Choice choice) {
    return choice.isChance() ? new Random(choice.seed()) : null;
  }

  /**
   * Uses the rule for the next {@code times} matching requests only; after that it steps aside, or
   * goes on with what {@link #afterwards} says.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  public Rule times(long times) {
    return change(
        plan -> {
          usesOfCurrent = current == plan.turns().size() - 1 ? 0 : usesOfCurrent;
          return plan.times(times);
        });
  }

  /**
   * When the rule is used up, it answers so. {@link #times} limits that too, and so on.
   *
   * @throws IllegalStateException if it is never used up, or is for connections, which have no
   *     answer
   */
  public Rule afterwards(Answering answering) {
    return change(plan -> plan.afterwards(answering, List.of()));
  }

  /** When the rule is used up, it does this; the reply is what it is without a rule. */
  public Rule afterwards(Fault fault, Fault... more) {
    List<Fault> faults = RuleStart.list(fault, more);
    return change(plan -> plan.afterwards(null, faults));
  }

  /**
   * Lets the next {@code count} matching requests pass, as if the rule was not there.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public Rule skip(long count) {
    return change(plan -> plan.skip(count));
  }

  /**
   * Uses the rule for every {@code n}-th matching request: the n-th from now, the 2n-th and so on.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  public Rule everyNth(long n) {
    return change(plan -> plan.everyNth(n));
  }

  /**
   * Throws dice for each matching request. The same seed gives the same sequence of decisions, in
   * the order in which requests come.
   *
   * @param probability from 0, never, to 1, always
   */
  public Rule withProbability(double probability, long seed) {
    return change(
        plan -> {
          RulePlan changed = plan.withProbability(probability, seed);
          random = dice(changed.choice());
          return changed;
        });
  }

  private Rule change(UnaryOperator<RulePlan> change) {
    lock.lock();
    try {
      plan = change.apply(plan);
      return this;
    } finally {
      lock.unlock();
    }
  }

  /** How often it was used. */
  public long uses() {
    lock.lock();
    try {
      return uses;
    } finally {
      lock.unlock();
    }
  }

  /** What to do about this request; empty if it does not match, or it is not the rule's turn. */
  Optional<Step> take(Incoming incoming) {
    return matcher.matches(incoming) ? take() : Optional.empty();
  }

  /** The same for what needs no matcher. */
  Optional<Step> take() {
    lock.lock();
    try {
      return current < plan.turns().size() && isTurn() ? Optional.of(use()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTurn() {
    RulePlan.Choice choice = plan.choice();
    matched++;
    boolean counts = matched > choice.skip() && (matched - choice.skip()) % choice.every() == 0;
    return counts && (random == null || random.nextDouble() < choice.probability());
  }

  private Step use() {
    uses++;
    usesOfCurrent++;
    RulePlan.Turns turns = plan.turns().get(current);
    if (usesOfCurrent == turns.times()) {
      current++;
      usesOfCurrent = 0;
    }
    return turns.step();
  }

  /** What it was made of. */
  RulePlan origin() {
    return origin;
  }

  /** What it is for. */
  String subject() {
    return matcher.toString();
  }

  /** What it is for, and how often it was used. */
  @Override
  public String toString() {
    return "rule for " + matcher + ", used " + Plurals.times(uses());
  }
}
