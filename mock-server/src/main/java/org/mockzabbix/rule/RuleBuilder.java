package org.mockzabbix.rule;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mockzabbix.fault.Fault;

/** Builds a rule for matching requests. {@code when(...)} of a server or agent creates it. */
public final class RuleBuilder {

  private final RequestMatcher matcher;
  private final Function<RuleDefinition, Rule> target;

  /**
   * Creates a builder.
   *
   * @param target adds the rule to a server or agent
   */
  public RuleBuilder(RequestMatcher matcher, Function<RuleDefinition, Rule> target) {
    this.matcher = matcher;
    this.target = target;
  }

  /** Adds a rule that responds this way. {@link Rule#times} limits it. */
  public Rule reply(Responder responder) {
    return target.apply(RuleDefinition.forRequests(matcher, responder, List.of()));
  }

  /**
   * Adds a rule that responds this way and injects faults into the response.
   *
   * @throws IllegalArgumentException if a fault takes effect before a request is read
   */
  public Rule reply(Responder responder, Fault fault, Fault... more) {
    return target.apply(RuleDefinition.forRequests(matcher, responder, list(fault, more)));
  }

  /**
   * Adds a rule that injects faults into the response that is sent without the rule. The values of
   * the request are processed, whether or not the client receives the response.
   *
   * @throws IllegalArgumentException if a fault takes effect before a request is read
   */
  public Rule fault(Fault fault, Fault... more) {
    return target.apply(RuleDefinition.forRequests(matcher, null, list(fault, more)));
  }

  private static List<Fault> list(Fault first, Fault... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toList();
  }
}
