package org.mockzabbix.assertion;

import java.util.List;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;

/** Nothing at all, but for connections without a byte, such as those of port probes. */
record Nothing() implements Demand<Exchange> {

  @Override
  public String subject() {
    return "nothing";
  }

  @Override
  public Standing<Exchange> standing(Evidence evidence) {
    List<Exchange> all =
        evidence.exchanges().stream().filter(one -> one.kind() != RequestKind.EMPTY).toList();
    Verdict otherwise = evidence.gaps().evictedExchanges() > 0 ? Verdict.UNCERTAIN : Verdict.MET;
    return new Standing<>(all.isEmpty() ? otherwise : Verdict.BROKEN, all);
  }

  @Override
  public Account account(Evidence evidence) {
    List<Exchange> all = standing(evidence).matching();
    String outcome = all.isEmpty() ? "nothing" : Wording.count(all.size(), "exchange");
    return new Account(
        "received",
        outcome,
        List.of(
            Section.of("exchanges", all, Wording::exchange),
            Section.of("values", evidence.items(), Wording::item),
            Section.of("rejected", evidence.rejected(), Wording::rejected)),
        "nothing",
        outcome);
  }
}
