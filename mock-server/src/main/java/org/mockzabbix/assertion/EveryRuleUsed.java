package org.mockzabbix.assertion;

import java.util.List;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.rule.Rule;

/** No rule that never had a turn. */
record EveryRuleUsed() implements Demand<Rule> {

  @Override
  public String subject() {
    return "every rule used";
  }

  @Override
  public Standing<Rule> standing(Evidence evidence) {
    return standing(evidence.unusedRules());
  }

  @Override
  public Standing<Rule> standing(Recorder recorder) {
    return standing(recorder.unusedRules());
  }

  private static Standing<Rule> standing(List<Rule> unused) {
    return new Standing<>(unused.isEmpty() ? Verdict.MET : Verdict.NOT_YET, unused);
  }

  @Override
  public Account account(Evidence evidence) {
    List<Rule> unused = evidence.unusedRules();
    String outcome = unused.isEmpty() ? "every rule" : "all but " + unused.size();
    return new Account(
        "used",
        outcome,
        List.of(Section.of("unused", unused, Rule::toString)),
        "every rule used",
        outcome.equals("every rule")
            ? "every rule used"
            : Wording.count(unused.size(), "rule") + " unused");
  }
}
