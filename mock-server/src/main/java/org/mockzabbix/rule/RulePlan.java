package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mockzabbix.fault.Fault;
import org.mockzabbix.text.IntegerRange;

/**
 * A rule as it is written down, before anything was done with it: what scenarios hold, and what a
 * {@link RuleBook} makes rules of. Immutable; each step gives a changed copy.
 *
 * <pre>{@code
 * RulePlan.forRequests(senderData(), null, List.of(reset())).times(2)
 * RulePlan.forConnections(List.of(delay(ofSeconds(1)))).everyNth(3)
 * }</pre>
 */
public final class RulePlan {

  /** What rules are for. */
  enum Subject {
    REQUESTS,
    CONNECTIONS
  }

  /**
   * A step, and how often it is done.
   *
   * @param times {@link #ALWAYS} for no limit
   */
  record Turns(Step step, long times) {}

  static final long ALWAYS = Long.MAX_VALUE;

  private final RequestMatcher matcher;
  private final Subject subject;
  private final List<Turns> turns;
  private final Choice choice;

  /**
   * Which of the matching requests are chosen.
   *
   * @param skip how many pass first
   * @param every of those that are left, every so-many-th
   * @param probability of those, this share
   * @param seed decides which
   */
  record Choice(long skip, long every, double probability, long seed) {

    private static final Choice ALL = new Choice(0, 1, 1, 0);

    boolean isChance() {
      return probability < 1;
    }
  }

  private RulePlan(RequestMatcher matcher, Subject subject, List<Turns> turns, Choice choice) {
    this.matcher = matcher;
    this.subject = subject;
    this.turns = List.copyOf(turns);
    this.choice = choice;
  }

  private static RulePlan of(RequestMatcher matcher, Subject subject, Step first) {
    return new RulePlan(matcher, subject, List.of(new Turns(first, ALWAYS)), Choice.ALL);
  }

  /**
   * A rule for the requests that match.
   *
   * @param answering what is answered; null for what would be answered without the rule
   * @param faults what goes wrong
   * @throws IllegalArgumentException if a fault comes before there is a request
   */
  public static RulePlan forRequests(
      RequestMatcher matcher, @Nullable Answering answering, List<Fault> faults) {
    return of(matcher, Subject.REQUESTS, Step.forRequest(answering, faults));
  }

  /**
   * A rule for connections, before there is a request; a fault that does not say when is on accept.
   *
   * @throws IllegalArgumentException if a fault spoils a reply
   */
  public static RulePlan forConnections(List<? extends Fault> faults) {
    return of(RequestMatcher.connections(), Subject.CONNECTIONS, Step.forConnection(faults));
  }

  /**
   * Only the next {@code times} uses; after that the rule steps aside, or goes on with what {@link
   * #afterwards} says.
   *
   * @throws IllegalArgumentException if {@code times} is less than 1
   */
  public RulePlan times(long times) {
    IntegerRange.atLeast(1).check("times", times);
    List<Turns> changed = new ArrayList<>(turns);
    changed.set(turns.size() - 1, new Turns(last().step(), times));
    return with(changed);
  }

  /**
   * What it does when it is used up. {@link #times} limits that too, and so on.
   *
   * @param answering what is answered; null for what would be answered without the rule
   * @throws IllegalStateException if it is never used up, or is for connections, which have no
   *     answer
   */
  public RulePlan afterwards(@Nullable Answering answering, List<Fault> faults) {
    if (subject == Subject.CONNECTIONS && answering != null) {
      throw new IllegalStateException("a rule for connections has faults only, no answer");
    }
    if (last().times() == ALWAYS) {
      throw new IllegalStateException("call times(n) before afterwards(...)");
    }
    Step step =
        subject == Subject.CONNECTIONS
            ? Step.forConnection(faults)
            : Step.forRequest(answering, faults);
    List<Turns> more = new ArrayList<>(turns);
    more.add(new Turns(step, ALWAYS));
    return with(more);
  }

  /**
   * Lets the first {@code count} matching requests pass, as if the rule was not there.
   *
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public RulePlan skip(long count) {
    IntegerRange.atLeast(1).check("count", count);
    return with(new Choice(count, choice.every(), choice.probability(), choice.seed()));
  }

  /**
   * Only every {@code n}-th matching request: the n-th, the 2n-th and so on.
   *
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  public RulePlan everyNth(long n) {
    IntegerRange.atLeast(1).check("n", n);
    return with(new Choice(choice.skip(), n, choice.probability(), choice.seed()));
  }

  /**
   * Throws dice for each matching request. The same seed gives the same sequence of decisions.
   *
   * @param probability from 0, never, to 1, always
   */
  public RulePlan withProbability(double probability, long seed) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be from 0 to 1, but was " + probability);
    }
    return with(new Choice(choice.skip(), choice.every(), probability, seed));
  }

  private RulePlan with(List<Turns> changed) {
    return new RulePlan(matcher, subject, changed, choice);
  }

  private RulePlan with(Choice changed) {
    return new RulePlan(matcher, subject, turns, changed);
  }

  private Turns last() {
    return turns.get(turns.size() - 1);
  }

  RequestMatcher matcher() {
    return matcher;
  }

  Subject subject() {
    return subject;
  }

  List<Turns> turns() {
    return turns;
  }

  Choice choice() {
    return choice;
  }

  /** What it is for, and what it does. */
  @Override
  public String toString() {
    return "rule for " + matcher + ": " + turns;
  }
}
