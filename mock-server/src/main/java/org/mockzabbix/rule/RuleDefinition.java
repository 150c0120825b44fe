package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.text.IntegerRange;

/**
 * The definition of a rule in a scenario or a configuration. Each server that uses a definition
 * counts its own matches. Immutable: each change returns a copy.
 *
 * <pre>{@code
 * RuleDefinition.forRequests(senderData(), null, List.of(reset())).times(2)
 * RuleDefinition.forConnections(List.of(delay(ofSeconds(1)))).everyNth(3)
 * }</pre>
 */
public final class RuleDefinition {

  private static final IntegerRange POSITIVE = IntegerRange.atLeast(1);

  /**
   * Selects some of the matching requests.
   *
   * @param skip the number of matching requests to ignore first
   * @param every selects each {@code every}-th of the following requests
   * @param probability the probability that the rule applies to a selected request
   * @param seed the seed of the random numbers
   */
  private record Sampling(long skip, long every, double probability, long seed) {
    private static final Sampling ALL = new Sampling(0, 1, 1, 0);
  }

  private final RequestMatcher matcher;
  private final List<RuleAction> actions;
  private final Sampling sampling;
  private final @Nullable String declaration;

  private RuleDefinition(RequestMatcher matcher, List<RuleAction> actions, Sampling sampling) {
    this(matcher, List.copyOf(actions), sampling, null);
  }

  private RuleDefinition(
      RequestMatcher matcher,
      List<RuleAction> actions,
      Sampling sampling,
      @Nullable String declaration) {
    this.matcher = matcher;
    this.actions = actions;
    this.sampling = sampling;
    this.declaration = declaration;
  }

  /**
   * Defines a rule for matching requests.
   *
   * @param responder creates the response; null to respond as without the rule
   * @param faults the faults to inject
   * @throws IllegalArgumentException if a fault takes effect before a request is read
   */
  public static RuleDefinition forRequests(
      RequestMatcher matcher, @Nullable Responder responder, List<Fault> faults) {
    Objects.requireNonNull(matcher, "matcher must not be null");
    return new RuleDefinition(
        matcher, List.of(RuleAction.forRequest(responder, faults)), Sampling.ALL);
  }

  /**
   * Defines a rule for connections, before a request is read. A fault without a phase takes effect
   * when the connection is accepted.
   *
   * @throws IllegalArgumentException if a fault applies to a response
   */
  public static RuleDefinition forConnections(List<? extends Fault> faults) {
    return new RuleDefinition(
        RequestMatcher.CONNECTIONS, List.of(RuleAction.forConnection(faults)), Sampling.ALL);
  }

  /**
   * Returns a copy whose last action is used {@code times} times. The rule is then exhausted, or
   * continues as {@link #afterwards} specifies.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  public RuleDefinition times(long times) {
    POSITIVE.check("times", times);
    List<RuleAction> changed = new ArrayList<>(actions);
    changed.set(actions.size() - 1, last().withTimes(times));
    return new RuleDefinition(matcher, changed, sampling);
  }

  /**
   * Returns a copy with one more action, which applies when the last one has reached its limit. A
   * further call of {@link #times} limits the new action.
   *
   * @param responder creates the response; null to respond as without the rule
   * @throws IllegalStateException if the last action has no limit, or if this is a rule for
   *     connections and {@code responder} is not null
   */
  public RuleDefinition afterwards(@Nullable Responder responder, List<Fault> faults) {
    if (isForConnections() && responder != null) {
      throw new IllegalStateException(
          "a rule for connections cannot have a response: use a fault instead");
    }
    if (last().times() == RuleAction.UNLIMITED) {
      throw new IllegalStateException("call times(n) before afterwards(...)");
    }
    List<RuleAction> more = new ArrayList<>(actions);
    more.add(
        isForConnections()
            ? RuleAction.forConnection(faults)
            : RuleAction.forRequest(responder, faults));
    return new RuleDefinition(matcher, more, sampling);
  }

  /**
   * Returns a copy that ignores the first {@code count} matching requests.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public RuleDefinition skip(long count) {
    POSITIVE.check("count", count);
    return with(new Sampling(count, sampling.every(), sampling.probability(), sampling.seed()));
  }

  /**
   * Returns a copy that applies only to every {@code n}-th matching request.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  public RuleDefinition everyNth(long n) {
    POSITIVE.check("n", n);
    return with(new Sampling(sampling.skip(), n, sampling.probability(), sampling.seed()));
  }

  /**
   * Returns a copy that applies to each matching request with this probability. The same seed
   * produces the same sequence of decisions.
   *
   * @param probability from 0 (never) to 1 (always)
   * @throws IllegalArgumentException if {@code probability} is out of range
   */
  public RuleDefinition withProbability(double probability, long seed) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be from 0 to 1, but was " + probability);
    }
    return with(new Sampling(sampling.skip(), sampling.every(), probability, seed));
  }

  private RuleDefinition with(Sampling changed) {
    return new RuleDefinition(matcher, actions, changed);
  }

  private RuleAction last() {
    return actions.get(actions.size() - 1);
  }

  /**
   * Returns a copy with the text that declares this rule in a scenario. Changes of the copy have no
   * such text.
   *
   * @param json a JSON object
   */
  public RuleDefinition withDeclaration(String json) {
    Objects.requireNonNull(json, "json must not be null");
    return new RuleDefinition(matcher, actions, sampling, json);
  }

  /** Returns the JSON object that declares this rule in a scenario. Empty for a rule of Java. */
  public Optional<String> declaration() {
    return Optional.ofNullable(declaration);
  }

  /** Returns which requests the rule is for. */
  public RequestMatcher matcher() {
    return matcher;
  }

  /** Returns whether the rule is for connections instead of requests. */
  public boolean isForConnections() {
    return matcher == RequestMatcher.CONNECTIONS;
  }

  /**
   * Returns the actions of the rule in the order in which they apply. Each action except the last
   * has a limit.
   */
  public List<RuleAction> actions() {
    return actions;
  }

  /**
   * Returns whether the rule selects the {@code n}-th matching request, regardless of the
   * probability.
   *
   * @param n from 1
   */
  public boolean selects(long n) {
    return n > sampling.skip() && (n - sampling.skip()) % sampling.every() == 0;
  }

  /** Returns the number of matching requests that the rule ignores first. */
  public long skipped() {
    return sampling.skip();
  }

  /** Returns the probability that the rule applies to a request that it {@link #selects}. */
  public double probability() {
    return sampling.probability();
  }

  /** Returns the seed of the random numbers for a {@link #probability} below 1. */
  public long seed() {
    return sampling.seed();
  }

  @Override
  public String toString() {
    return "rule for " + matcher + ": " + actions;
  }
}
