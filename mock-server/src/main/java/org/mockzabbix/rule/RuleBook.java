package org.mockzabbix.rule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules of a server: the newest one that matches and has a use left decides. Thread-safe. */
public final class RuleBook {

  private final List<Rule> newestFirst = new CopyOnWriteArrayList<>();

  /** A book without rules. */
  public RuleBook() {}

  /** Adds a rule before all others. */
  public Rule add(RequestMatcher matcher, Answering answering) {
    Rule rule = new Rule(matcher, answering);
    newestFirst.add(0, rule);
    return rule;
  }

  /**
   * The rule that decides about this request, one of its uses taken; empty to let the engine
   * decide.
   */
  public Optional<Answering> take(Incoming incoming) {
    for (Rule rule : newestFirst) {
      if (rule.take(incoming)) {
        return Optional.of(rule.answering());
      }
    }
    return Optional.empty();
  }

  /** Whether the engine decides about everything. */
  public boolean isEmpty() {
    return newestFirst.isEmpty();
  }

  /** The rules that never matched. */
  public List<Rule> unused() {
    return newestFirst.stream().filter(rule -> rule.uses() == 0).toList();
  }

  /** Forgets all rules. */
  public void reset() {
    newestFirst.clear();
  }
}
