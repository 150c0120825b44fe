package org.mockzabbix.cli;

import java.util.concurrent.atomic.LongAdder;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;

/** Counts exchanges and values for the summary, including those evicted later. Thread-safe. */
final class ExchangeCounters {

  private final LongAdder exchanges = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder values = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /** Counts one exchange and its values. */
  void count(Exchange exchange, int processedValues, int rejectedValues) {
    exchanges.increment();
    values.add(processedValues);
    rejected.add(rejectedValues);
    if (exchange.kind() == RequestKind.UNREADABLE) {
      unreadable.increment();
    }
  }

  /**
   * Returns the counts, for example {@code values=3 rejected=1 exchanges=5 unreadable=1 evicted=0}.
   */
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
