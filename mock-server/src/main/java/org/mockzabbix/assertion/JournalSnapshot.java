package org.mockzabbix.assertion;

import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;

/**
 * The content of a source's journal at one time, from which failure messages are made. Immutable,
 * except for the budget.
 *
 * @param source the source, which knows its name and those of its hosts
 * @param exchanges the exchanges, oldest first
 * @param values the values of the exchanges; of very many, only the newest
 * @param received the processed ones of these values
 * @param rejected those of these values that were not processed
 * @param lateExchanges exchanges begun before the last reset; no condition counts them
 * @param gaps the counts of values and exchanges that are missing in the snapshot
 * @param budget the time for comparisons with the values
 */
record JournalSnapshot(
    JournalSource source,
    List<Exchange> exchanges,
    ValueExcerpt values,
    List<ItemValue> received,
    List<ItemValue> rejected,
    List<Exchange> lateExchanges,
    Gaps gaps,
    DetailBudget budget) {

  /**
   * The numbers of values and exchanges that are not in the snapshot.
   *
   * @param evictedExchanges the number of exchanges that were evicted from the journal
   * @param evictedItems the number of values in the evicted exchanges
   * @param journalBytes the size limit of the journal
   * @param refusedConnections the number of connections closed because too many were open
   */
  record Gaps(
      long evictedExchanges, long evictedItems, long journalBytes, long refusedConnections) {

    static Gaps of(JournalSource source) {
      Journal journal = source.journal();
      return new Gaps(
          journal.evictedExchanges(),
          journal.evictedItems(),
          journal.maxBytes(),
          source.refusedConnections());
    }
  }

  /**
   * Takes a snapshot.
   *
   * @param items the items whose values are important even if they are old
   * @param nanoTime the clock for the time of the details, which begins now
   */
  static JournalSnapshot of(
      JournalSource source, Collection<ItemName> items, LongSupplier nanoTime) {
    DetailBudget budget = new DetailBudget(nanoTime);
    List<Exchange> exchanges = exchanges(source);
    ValueExcerpt newest = ValueExcerpt.in(exchanges, items);
    List<ItemValue> all = newest.values();
    return new JournalSnapshot(
        source,
        exchanges,
        newest,
        all.stream().filter(ItemValue::isReceived).toList(),
        all.stream().filter(value -> !value.outcome().isProcessed()).toList(),
        source.journal().lateExchanges(),
        Gaps.of(source), // read after the exchanges, so that later evictions count as gaps
        budget);
  }

  private static List<Exchange> exchanges(JournalSource source) {
    List<Exchange> all = source.journal().exchanges();
    OptionalInt own = source.ownPort();
    return own.isEmpty()
        ? all
        : all.stream().filter(exchange -> exchange.localPort() == own.getAsInt()).toList();
  }
}
