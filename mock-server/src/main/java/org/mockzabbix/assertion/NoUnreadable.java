package org.mockzabbix.assertion;

import java.util.List;
import org.mockzabbix.assertion.Account.Section;
import org.mockzabbix.assertion.Expectation.Verdict;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;

/** Nothing that was no packet or no request, unless a fault of the test kept it from being read. */
record NoUnreadable() implements Demand<Exchange> {

  private static final int SHOWN_BYTES = 16;

  @Override
  public String subject() {
    return "nothing unreadable";
  }

  @Override
  public Standing<Exchange> standing(Evidence evidence) {
    List<Exchange> unreadable =
        evidence.exchanges().stream().filter(NoUnreadable::isOwnFault).toList();
    Verdict otherwise = evidence.gaps().evictedExchanges() > 0 ? Verdict.UNCERTAIN : Verdict.MET;
    return new Standing<>(unreadable.isEmpty() ? otherwise : Verdict.BROKEN, unreadable);
  }

  private static boolean isOwnFault(Exchange exchange) {
    return exchange.kind() == RequestKind.UNREADABLE && !exchange.wasCutOff();
  }

  @Override
  public Account account(Evidence evidence) {
    List<Exchange> unreadable = standing(evidence).matching();
    String outcome =
        unreadable.isEmpty()
            ? "nothing unreadable"
            : Wording.count(unreadable.size(), "unreadable exchange");
    return new Account(
        "received",
        outcome,
        List.of(Section.of("unreadable", unreadable, NoUnreadable::line)),
        "nothing unreadable",
        outcome);
  }

  private static String line(Exchange exchange) {
    String hex = exchange.packetHex(SHOWN_BYTES);
    return Wording.exchange(exchange) + (hex.isEmpty() ? "" : "; it begins " + hex);
  }
}
