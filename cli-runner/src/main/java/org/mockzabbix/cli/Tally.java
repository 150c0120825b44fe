package org.mockzabbix.cli;

import java.util.concurrent.atomic.LongAdder;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;

/** Counts what was served, for the summary: the journal forgets, this does not. Thread-safe. */
final class Tally {

  private final LongAdder exchanges = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder values = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /** Counts an exchange with its rows. */
  void count(Exchange exchange, int itsValues, int itsRejected) {
    exchanges.increment();
    values.add(itsValues);
    rejected.add(itsRejected);
    if (exchange.kind() == RequestKind.UNREADABLE) {
      unreadable.increment();
    }
  }

  /** Such as {@code values=3 rejected=1 exchanges=5 unreadable=1 evicted=0}. */
  String summary(long evicted) {
    return "values="
        + values
        + " rejected="
        + rejected
        + " exchanges="
        + exchanges
        + " unreadable="
        + unreadable
        + " evicted="
        + evicted;
  }
}
