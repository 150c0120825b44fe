package org.mockzabbix.cli.output;

import java.util.concurrent.atomic.LongAdder;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;

/** Counts exchanges and values for the summary, including those evicted later. Thread-safe. */
public final class ExchangeCounters {

  private final LongAdder exchanges = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final LongAdder values = new LongAdder();
  private final LongAdder rejected = new LongAdder();

  /** Counts an exchange without its values. */
  void count(Exchange exchange) {
    exchanges.increment();
    if (exchange.kind() == RequestKind.UNREADABLE) {
      unreadable.increment();
    }
  }

  /** Counts a value. */
  void count(ItemValue item) {
    if (item.isReceived()) {
      values.increment();
    } else if (!item.outcome().isProcessed()) {
      rejected.increment();
    }
  }

  /** Returns the number of exchanges. */
  public long exchanges() {
    return exchanges.sum();
  }

  /** Returns the number of exchanges without a valid packet or request. */
  public long unreadable() {
    return unreadable.sum();
  }

  /** Returns the number of processed values. */
  public long values() {
    return values.sum();
  }

  /** Returns the number of values that were not processed. */
  public long rejected() {
    return rejected.sum();
  }

  /**
   * Returns the counts, for example {@code values=3 rejected=1 exchanges=5 unreadable=1 evicted=0}.
   */
  public String summary(long evicted) {
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
