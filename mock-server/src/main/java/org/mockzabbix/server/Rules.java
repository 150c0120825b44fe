package org.mockzabbix.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.MockResponse;
import org.mockzabbix.rule.RequestMatcher;
import org.mockzabbix.rule.Responder;
import org.mockzabbix.rule.Rule;
import org.mockzabbix.rule.RuleAction;
import org.mockzabbix.rule.RuleBuilder;
import org.mockzabbix.rule.RuleDefinition;
import org.mockzabbix.sentence.FunctionFailures;
import org.mockzabbix.sentence.Sentence;
import org.mockzabbix.text.NonNull;

/**
 * The rules of a server or an agent. If several rules match, the one added last applies, unless it
 * is exhausted. Thread-safe.
 */
public final class Rules {

  /** A snapshot of all rules, the newest first. Immutable. */
  private record RuleLists(
      List<RunningRule> all, List<RunningRule> forRequests, List<RunningRule> forConnections) {

    private static RuleLists of(List<RunningRule> all) {
      return new RuleLists(List.copyOf(all), forConnections(false, all), forConnections(true, all));
    }

    private static List<RunningRule> forConnections(boolean wanted, List<RunningRule> all) {
      List<RunningRule> found = new ArrayList<>();
      for (RunningRule rule : all) {
        if (rule.definition().isForConnections() == wanted) {
          found.add(rule);
        }
      }
      return List.copyOf(found);
    }

    private static RuleLists of(List<RuleDefinition> oldestFirst, Consumer<RunningRule> checkKept) {
      List<RunningRule> rules = new ArrayList<>();
      for (RuleDefinition definition : oldestFirst) {
        rules.add(0, new RunningRule(definition, checkKept));
      }
      return of(rules);
    }

    private RuleLists with(RunningRule rule) {
      List<RunningRule> more = new ArrayList<>(List.of(rule));
      more.addAll(all);
      return of(more);
    }

    private RuleLists without(Rule rule) {
      return of(all.stream().filter(other -> other != rule).toList());
    }
  }

  private final AtomicReference<RuleLists> rules;
  private final FunctionFailures failures;
  private final Consumer<RunningRule> checkKept;

  /** Creates an empty set of rules. */
  public Rules() {
    this(List.of(), FunctionFailures.unreported());
  }

  /**
   * Creates a set of these rules, the newest last.
   *
   * @param failures receive what the functions of rules throw
   */
  public Rules(List<RuleDefinition> configured, FunctionFailures failures) {
    this(configured, failures, (rules, addedByCaller) -> {});
  }

  /**
   * Creates a set of these rules, the newest last.
   *
   * @param failures receive what the functions of rules throw
   * @param removal is called before a rule is changed
   */
  public Rules(List<RuleDefinition> configured, FunctionFailures failures, RemovalCheck removal) {
    this.failures = failures;
    this.checkKept = rule -> removal.check(this, rule.isAddedByCaller());
    this.rules = new AtomicReference<>(RuleLists.of(configured, this.checkKept));
  }

  /**
   * Returns a builder for a rule that applies to matching requests, and begins a sentence.
   *
   * @param current returns the rules to add it to when it is complete: perhaps others, after a
   *     reset
   */
  public RuleBuilder when(RequestMatcher matcher, Supplier<Rules> current) {
    Sentence rule =
        failures.sentences().begin(() -> "rule for " + matcher, "reply(...) or fault(...)");
    return new RuleBuilder(matcher, definition -> current.get().add(definition), rule::finish);
  }

  /** Adds a rule for connections. A fault without a phase takes effect on accept. */
  public Rule onConnect(Fault fault, Fault... more) {
    return add(
        RuleDefinition.forConnections(
            Stream.concat(Stream.of(fault), NonNull.listOf("more", more).stream()).toList()));
  }

  /** Adds a rule, which applies before the rules that were added earlier. */
  public Rule add(RuleDefinition definition) {
    RunningRule rule = new RunningRule(definition, checkKept);
    rules.updateAndGet(all -> all.with(rule));
    return rule;
  }

  /** Removes a rule. Returns whether it was one of these rules. */
  public boolean remove(Rule rule) {
    RuleLists before = rules.getAndUpdate(all -> all.without(rule));
    return before.all().stream().anyMatch(other -> other == rule);
  }

  /** Returns a snapshot of the rules, in the order in which they were added. */
  public List<Rule> list() {
    List<Rule> oldestFirst = new ArrayList<>(rules().all());
    Collections.reverse(oldestFirst);
    return List.copyOf(oldestFirst);
  }

  /** The rule that applies to one request or connection, and its action. */
  public static final class RuleMatch {

    private final RunningRule rule;
    private final RuleAction action;
    private final FunctionFailures failures;

    private RuleMatch(RunningRule rule, RuleAction action, FunctionFailures failures) {
      this.rule = rule;
      this.action = action;
      this.failures = failures;
    }

    /** Returns a description of the requests or connections that the rule is for. */
    public String rule() {
      return rule.subject();
    }

    /** Returns whether the rule responds instead of the engine. */
    public boolean hasResponder() {
      return action.responder() != null;
    }

    /** Returns the response to the request, and the faults of the rule. */
    public MockResponse respond(IncomingRequest incoming, Supplier<MockResponse> engine) {
      Responder responder = action.responder();
      MockResponse reply = responder == null ? engine.get() : respond(responder, incoming, engine);
      return reply.with(action.faults());
    }

    private MockResponse respond(
        Responder responder, IncomingRequest incoming, Supplier<MockResponse> engine) {
      String function = "the responder of the rule for " + rule.subject();
      MockResponse reply;
      try {
        reply = responder.respond(incoming, engine);
      } catch (Throwable e) {
        failures.add(function, e);
        throw e;
      }
      return failures.checkNotNull(function, reply);
    }

    /** Returns the faults to inject into the connection before a request is read. */
    public List<Fault> connectionFaults() {
      return action.faults();
    }
  }

  /** Returns the rule that applies to a request, and counts its use. Empty if no rule applies. */
  public Optional<RuleMatch> matchRequest(IncomingRequest incoming) {
    for (RunningRule rule : rules().forRequests()) {
      Optional<RuleAction> action = take(rule, incoming);
      if (action.isPresent()) {
        return Optional.of(new RuleMatch(rule, action.get(), failures));
      }
    }
    return Optional.empty();
  }

  private Optional<RuleAction> take(RunningRule rule, IncomingRequest incoming) {
    try {
      return rule.take(incoming);
    } catch (Throwable e) {
      failures.add("a condition of the rule for " + rule.subject(), e);
      throw e;
    }
  }

  /**
   * Returns the rule that applies to a new connection, and counts its use. Empty if no rule
   * applies.
   */
  public Optional<RuleMatch> matchConnection() {
    for (RunningRule rule : rules().forConnections()) {
      Optional<RuleAction> action = rule.take();
      if (action.isPresent()) {
        return Optional.of(new RuleMatch(rule, action.get(), failures));
      }
    }
    return Optional.empty();
  }

  /** Returns whether all rules are for connections. */
  public boolean isEmpty() {
    return rules().forRequests().isEmpty();
  }

  /** Returns the rules that were never used. */
  public List<Rule> unused() {
    return unused(List.of(this));
  }

  /**
   * Returns the rules that were never used by any of several servers. A definition that several
   * servers use counts as one rule.
   */
  public static List<Rule> unused(List<Rules> servers) {
    Set<RuleDefinition> known = new HashSet<>(); // by identity: definitions do not override equals
    servers.stream()
        .flatMap(Rules::all)
        .filter(rule -> rule.uses() > 0)
        .forEach(rule -> known.add(rule.definition()));
    return servers.stream()
        .flatMap(Rules::all)
        .filter(rule -> rule.uses() == 0 && known.add(rule.definition()))
        .<Rule>map(rule -> rule)
        .toList();
  }

  private Stream<RunningRule> all() {
    RuleLists now = rules();
    return Stream.concat(now.forRequests().stream(), now.forConnections().stream());
  }

  private RuleLists rules() {
    return Objects.requireNonNull(rules.get());
  }
}
