package org.mockzabbix.rule;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.fault.Fault;

/** The first half of a rule: which requests it is for. What happens to them is yet to be said. */
public final class RuleStart {

  private final RuleBook rules;
  private final RequestMatcher matcher;

  RuleStart(RuleBook rules, RequestMatcher matcher) {
    this.rules = rules;
    this.matcher = matcher;
  }

  /** Answers so from now on, or as often as {@link Rule#times} says. */
  public Rule reply(Answering answering) {
    return rules.add(RulePlan.forRequests(matcher, answering, List.of()));
  }

  /** Answers so, badly. */
  public Rule reply(Answering answering, Fault fault, Fault... more) {
    return rules.add(RulePlan.forRequests(matcher, answering, list(fault, more)));
  }

  /**
   * Answers what would be answered without the rule, badly. The request was received all the same:
   * its values are taken over, whether or not the client gets to know.
   *
   * @throws IllegalArgumentException if the fault comes before there is a request
   */
  public Rule fault(Fault fault, Fault... more) {
    return rules.add(RulePlan.forRequests(matcher, null, list(fault, more)));
  }

  static List<Fault> list(Fault first, Fault... more) {
    List<Fault> faults = new ArrayList<>(List.of(first));
    faults.addAll(List.of(more));
    return faults;
  }
}
