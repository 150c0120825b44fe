package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;

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

  /** What rules are for. */
  enum Subject {
    REQUESTS,
    CONNECTIONS
  }

  private final RequestMatcher matcher;
  private final Subject subject;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Step> steps = new ArrayList<>();
  private final List<Long> left = new ArrayList<>(); // of each step
  private int current;
  private long toSkip;
  private long every = 1;
  private long matched;
  private long uses;
  private double probability = 1;
  private @Nullable Random random;

  Rule(RequestMatcher matcher, Subject subject, Step first) {
    this.matcher = matcher;
    this.subject = subject;
    add(first);
  }

  private void add(Step step) {
    steps.add(step);
    left.add(Long.MAX_VALUE);
  }

  /**
   * Uses the rule for the next {@code times} matching requests only; after that it steps aside, or
   * goes on with what {@link #afterwards} says.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  public Rule times(long times) {
    checkPositive("times", times);
    return change(() -> left.set(left.size() - 1, times));
  }

  /**
   * When the rule is used up, it answers so. {@link #times} limits that too, and so on.
   *
   * @throws IllegalStateException if it is never used up, or is for connections, which have no
   *     answer
   */
  public Rule afterwards(Answering answering) {
    if (subject == Subject.CONNECTIONS) {
      throw new IllegalStateException("a rule for connections has faults only, no answer");
    }
    return then(Step.forRequest(answering, List.of()));
  }

  /** When the rule is used up, it does this; the reply is what it is without a rule. */
  public Rule afterwards(Fault fault, Fault... more) {
    List<Fault> faults = RuleStart.list(fault, more);
    return then(
        subject == Subject.CONNECTIONS
            ? Step.forConnection(faults)
            : Step.forRequest(null, faults));
  }

  private Rule then(Step step) {
    return change(
        () -> {
          if (left.get(left.size() - 1) == Long.MAX_VALUE) {
            throw new IllegalStateException("call times(n) before afterwards(...)");
          }
          add(step);
        });
  }

  /**
   * Lets the next {@code count} matching requests pass, as if the rule was not there.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public Rule skip(long count) {
    checkPositive("count", count);
    return change(() -> toSkip = count);
  }

  /**
   * Uses the rule for every {@code n}-th matching request: the n-th from now, the 2n-th and so on.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  public Rule everyNth(long n) {
    checkPositive("n", n);
    return change(() -> every = n);
  }

  /**
   * Throws dice for each matching request. The same seed gives the same sequence of decisions, in
   * the order in which requests come.
   *
   * @param probability from 0, never, to 1, always
   */
  public Rule withProbability(double probability, long seed) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be 0..1 but was " + probability);
    }
    return change(
        () -> {
          this.probability = probability;
          random = new Random(seed);
        });
  }

  private static void checkPositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but was " + value);
    }
  }

  private Rule change(Runnable change) {
    lock.lock();
    try {
      change.run();
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
      return current < steps.size() && isTurn() ? Optional.of(use()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isTurn() {
    matched++;
    boolean counts = matched > toSkip && (matched - toSkip) % every == 0;
    return counts && (random == null || random.nextDouble() < probability);
  }

  private Step use() {
    uses++;
    Step step = steps.get(current);
    long remaining = left.get(current);
    if (remaining != Long.MAX_VALUE) {
      left.set(current, remaining - 1);
      current += remaining == 1 ? 1 : 0;
    }
    return step;
  }

  /** What it is for. */
  String subject() {
    return matcher.toString();
  }

  /** What it is for, and how often it was used. */
  @Override
  public String toString() {
    return "rule for " + matcher + ", used " + uses() + " times";
  }
}
