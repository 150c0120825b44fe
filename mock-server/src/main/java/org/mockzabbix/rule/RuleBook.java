package org.mockzabbix.rule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mockzabbix.fault.SocketFault;

/** The rules of a server: the newest one that matches and has a use left decides. Thread-safe. */
public final class RuleBook {

  private final List<Rule> newestFirst = new CopyOnWriteArrayList<>();
  private final List<Rule> ofConnections = new CopyOnWriteArrayList<>(); // newest first too

  /** A book without rules. */
  public RuleBook() {}

  /** Begins a rule that goes before all others. */
  public RuleStart when(RequestMatcher matcher) {
    return new RuleStart(this, matcher);
  }

  Rule add(RequestMatcher matcher, Step step) {
    Rule rule = new Rule(matcher, Rule.Subject.REQUESTS, step);
    newestFirst.add(0, rule);
    return rule;
  }

  /** Adds a rule for connections before all others; a fault that does not say when is on accept. */
  public Rule onConnect(SocketFault fault, SocketFault... more) {
    Step step = Step.forConnection(RuleStart.list(fault, more));
    Rule rule = new Rule(RequestMatcher.connections(), Rule.Subject.CONNECTIONS, step);
    ofConnections.add(0, rule);
    return rule;
  }

  /** The turn of one rule: what it has to say about one request or connection. */
  public static final class Turn {

    private final Rule rule;
    private final Step step;

    private Turn(Rule rule, Step step) {
      this.rule = rule;
      this.step = step;
    }

    /** What the rule is for. */
    public String rule() {
      return rule.subject();
    }

    /** The reply to a request, with its faults. */
    public Reply answer(Incoming incoming, Supplier<Reply> engine) {
      Answering answering = step.answering();
      Reply reply = answering == null ? engine.get() : answering.answer(incoming, engine);
      return reply.with(step.faults());
    }

    /** What is done to a connection before its request is there. */
    public List<SocketFault> faultsOfConnection() {
      return step.early();
    }
  }

  /** The rule that decides about this request, one of its uses taken; empty if none does. */
  public Optional<Turn> take(Incoming incoming) {
    for (Rule rule : newestFirst) {
      Optional<Turn> turn = rule.take(incoming).map(step -> new Turn(rule, step));
      if (turn.isPresent()) {
        return turn;
      }
    }
    return Optional.empty();
  }

  /** The rule that decides about the connection that was just accepted; empty if none does. */
  public Optional<Turn> takeConnection() {
    for (Rule rule : ofConnections) {
      Optional<Turn> turn = rule.take().map(step -> new Turn(rule, step));
      if (turn.isPresent()) {
        return turn;
      }
    }
    return Optional.empty();
  }

  /** Whether the engine decides about every request. */
  public boolean isEmpty() {
    return newestFirst.isEmpty();
  }

  /** The rules that were never used. */
  public List<Rule> unused() {
    return Stream.concat(newestFirst.stream(), ofConnections.stream())
        .filter(rule -> rule.uses() == 0)
        .toList();
  }

  /** Forgets all rules. */
  public void reset() {
    newestFirst.clear();
    ofConnections.clear();
  }
}
