package org.mockzabbix.cli.http;

import java.util.List;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;

/** Reads the exchanges of a journal once each, also while more arrive. Not thread-safe. */
final class UnreadExchanges {

  private final Journal journal;
  private long last;
  private long resets;

  /**
   * Creates a reader.
   *
   * @param last the number of the exchange to begin after; 0 for all exchanges
   */
  UnreadExchanges(Journal journal, long last) {
    this.journal = journal;
    this.last = last;
    this.resets = journal.resets();
  }

  /**
   * The news of a journal.
   *
   * @param reset whether the journal was reset before these exchanges
   */
  record News(boolean reset, List<Exchange> exchanges) {}

  /** Returns the exchanges since the previous call. */
  News read() {
    long before = resets;
    List<Exchange> fresh;
    do {
      resets = journal.resets();
      fresh = journal.exchangesAfter(last);
    } while (resets != journal.resets()); // no exchange stands on the wrong side of a reset
    if (!fresh.isEmpty()) {
      last = fresh.get(fresh.size() - 1).id();
    }
    return new News(resets != before, fresh);
  }

  /** Returns the number of the newest exchange that was read. */
  long last() {
    return last;
  }
}
