package org.mockzabbix.server;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleAction;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.text.NonNull;
import org.mockzabbix.text.Plurals;

/**
 * The state of one rule of a running server or agent. Thread-safe: {@code lock} guards every field
 * that can change, and no matcher runs while it is held.
 */
final class RunningRule implements Rule {

  private final RequestMatcher matcher;
  private final RuleDefinition origin;
  private final Consumer<RunningRule> checkKept;
  private final long creator = Thread.currentThread().getId(); // threadId() at 21
  private final String subject; // one text for all exchanges that record it

  private final ReentrantLock lock = new ReentrantLock();
  private RuleDefinition definition; // the origin with all later changes
  private int current; // the index of the action that applies next
  private long usesOfCurrent;
  private long matches;
  private long uses;
  private boolean disabled;
  private @Nullable Random random;

  /**
   * Creates a rule that was not used.
   *
   * @param checkKept throws an exception if the rule no longer applies
   */
  RunningRule(RuleDefinition definition, Consumer<RunningRule> checkKept) {
    this.checkKept = checkKept;
    this.matcher = definition.matcher();
    this.origin = definition;
    this.subject = definition.matcher().toString();
    this.definition = definition;
    this.random = random(definition);
  }

  private static @Nullable Random random(RuleDefinition definition) {
    return definition.probability() < 1 ? new Random(definition.seed()) : null;
  }

  @Override
  public Rule times(long times) {
    return change(
        before -> {
          usesOfCurrent = current == before.actions().size() - 1 ? 0 : usesOfCurrent;
          return before.times(times);
        });
  }

  @Override
  public Rule afterwards(Responder responder) {
    return change(before -> before.afterwards(responder, List.of()));
  }

  @Override
  public Rule afterwards(Fault fault, Fault... more) {
    List<Fault> faults =
        Stream.concat(Stream.of(fault), NonNull.listOf("more", more).stream()).toList();
    return change(before -> before.afterwards(null, faults));
  }

  @Override
  public Rule skip(long count) {
    return change(before -> before.skip(laterThan(count)));
  }

  @Override
  public Rule everyNth(long n) {
    return change(
        before -> (matches > before.skipped() ? before.skip(matches) : before).everyNth(n));
  }

  /** Adds the matches until now to a number, which remains as it is if it is invalid. */
  private long laterThan(long count) {
    return count < 1 ? count : Math.min(Long.MAX_VALUE - matches, count) + matches;
  }

  @Override
  public Rule withProbability(double probability, long seed) {
    return change(
        before -> {
          RuleDefinition changed = before.withProbability(probability, seed);
          random = random(changed);
          return changed;
        });
  }

  private Rule change(UnaryOperator<RuleDefinition> change) {
    checkKept.accept(this); // before the lock, because it runs code of the server
    lock.lock();
    try {
      definition = change.apply(definition);
      return this;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long uses() {
    lock.lock();
    try {
      return uses;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Rule disable() {
    return change(
        before -> {
          disabled = true;
          return before;
        });
  }

  @Override
  public Rule enable() {
    return change(
        before -> {
          disabled = false;
          return before;
        });
  }

  @Override
  public boolean isEnabled() {
    lock.lock();
    try {
      return !disabled;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isExhausted() {
    lock.lock();
    try {
      return current == definition.actions().size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public RuleDefinition definition() {
    return origin;
  }

  /** Returns the action that applies to this request and counts its use. Empty if none applies. */
  Optional<RuleAction> take(IncomingRequest incoming) {
    return matcher.matches(incoming) ? take() : Optional.empty();
  }

  /** Returns the action that applies to a match and counts its use. Empty if none applies. */
  Optional<RuleAction> take() {
    lock.lock();
    try {
      boolean exhausted = current == definition.actions().size();
      return !disabled && !exhausted && isSelected() ? Optional.of(use()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isSelected() {
    matches++;
    return definition.selects(matches)
        && (random == null || random.nextDouble() < definition.probability());
  }

  private RuleAction use() {
    uses++;
    usesOfCurrent++;
    RuleAction action = definition.actions().get(current);
    if (usesOfCurrent == action.times()) {
      current++;
      usesOfCurrent = 0;
    }
    return action;
  }

  /** Returns whether the calling thread added this rule. */
  boolean isAddedByCaller() {
    return creator == Thread.currentThread().getId();
  }

  /** Returns a description of the requests or connections that the rule is for. */
  String subject() {
    return subject;
  }

  @Override
  public String toString() {
    return "rule for " + subject + ", used " + Plurals.times(uses());
  }
}
