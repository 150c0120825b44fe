package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mockzabbix.fault.SocketFault;

/**
 * The rules of a server or an agent: the newest one that matches and has a use left decides. It
 * begins with those that are written down. Thread-safe; both lists change at once.
 */
public final class RuleBook {

  /** Both newest first. */
  private record Rules(List<Rule> ofRequests, List<Rule> ofConnections) {

    private static Rules of(List<RulePlan> oldestFirst) {
      Rules rules = new Rules(List.of(), List.of());
      for (RulePlan plan : oldestFirst) {
        rules = rules.with(plan.subject(), new Rule(plan));
      }
      return rules;
    }

    private Rules with(RulePlan.Subject subject, Rule rule) {
      return subject == RulePlan.Subject.REQUESTS
          ? new Rules(before(rule, ofRequests), ofConnections)
          : new Rules(ofRequests, before(rule, ofConnections));
    }

    private static List<Rule> before(Rule newest, List<Rule> others) {
      List<Rule> all = new ArrayList<>(List.of(newest));
      all.addAll(others);
      return List.copyOf(all);
    }
  }

  private final List<RulePlan> written;
  private final AtomicReference<Rules> rules;

  /** A book without rules. */
  public RuleBook() {
    this(List.of());
  }

  /** A book that begins with rules made of these; of two, the later one is newer. */
  public RuleBook(List<RulePlan> written) {
    this.written = List.copyOf(written);
    this.rules = new AtomicReference<>(Rules.of(written));
  }

  /** Begins a rule that goes before all others. */
  public RuleStart when(RequestMatcher matcher) {
    return new RuleStart(this, matcher);
  }

  /** Adds a rule for connections before all others; a fault that does not say when is on accept. */
  public Rule onConnect(SocketFault fault, SocketFault... more) {
    return add(RulePlan.forConnections(RuleStart.list(fault, more)));
  }

  Rule add(RulePlan plan) {
    Rule rule = new Rule(plan);
    rules.updateAndGet(all -> all.with(plan.subject(), rule));
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
    for (Rule rule : rules().ofRequests()) {
      Optional<Turn> turn = rule.take(incoming).map(step -> new Turn(rule, step));
      if (turn.isPresent()) {
        return turn;
      }
    }
    return Optional.empty();
  }

  /** The rule that decides about the connection that was just accepted; empty if none does. */
  public Optional<Turn> takeConnection() {
    for (Rule rule : rules().ofConnections()) {
      Optional<Turn> turn = rule.take().map(step -> new Turn(rule, step));
      if (turn.isPresent()) {
        return turn;
      }
    }
    return Optional.empty();
  }

  /** Whether the engine decides about every request. */
  public boolean isEmpty() {
    return rules().ofRequests().isEmpty();
  }

  /** The rules that were never used. */
  public List<Rule> unused() {
    return all().filter(rule -> rule.uses() == 0).toList();
  }

  /**
   * The rules that were never used in any of these books. What was written down for several is one
   * rule: it is enough if one of them has used it.
   */
  public static List<Rule> unused(List<RuleBook> books) {
    Set<RulePlan> known = new HashSet<>(); // by identity: plans do not compare
    books.stream()
        .flatMap(RuleBook::all)
        .filter(rule -> rule.uses() > 0)
        .forEach(rule -> known.add(rule.origin()));
    return books.stream()
        .flatMap(book -> book.unused().stream())
        .filter(rule -> known.add(rule.origin()))
        .toList();
  }

  private Stream<Rule> all() {
    Rules now = rules();
    return Stream.concat(now.ofRequests().stream(), now.ofConnections().stream());
  }

  private Rules rules() {
    return Objects.requireNonNull(rules.get());
  }

  /** Forgets all rules but those that were written down, which are as if they were new. */
  public void reset() {
    rules.set(Rules.of(written));
  }
}
