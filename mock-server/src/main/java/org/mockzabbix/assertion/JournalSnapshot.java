package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Rule;

/**
 * The content of a source's journal at one time. Conditions are evaluated on a snapshot, and
 * failure messages describe it. Immutable.
 *
 * @param source the name of the source
 * @param exchanges the exchanges, oldest first
 * @param received the processed values of the exchanges
 * @param rejected the values of the exchanges that were not processed
 * @param unusedRules the rules that never applied
 * @param lateExchanges exchanges on connections accepted before the last reset; no condition counts
 *     them
 * @param gaps the counts of values and exchanges that are missing in the snapshot
 */
record JournalSnapshot(
    String source,
    List<Exchange> exchanges,
    List<ItemValue> received,
    List<ItemValue> rejected,
    List<Rule> unusedRules,
    List<Exchange> lateExchanges,
    Gaps gaps) {

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

  /** Takes a snapshot of the source's journal. */
  static JournalSnapshot of(JournalSource source) {
    List<Exchange> exchanges = exchanges(source);
    List<ItemValue> received = new ArrayList<>();
    List<ItemValue> rejected = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      for (ItemValue item : exchange.items()) {
        if (item.isReceived()) {
          received.add(item);
        } else if (!item.outcome().isProcessed()) {
          rejected.add(item);
        }
      }
    }
    return new JournalSnapshot(
        source.toString(),
        exchanges,
        received,
        rejected,
        source.unusedRules(),
        source.journal().lateExchanges(),
        Gaps.of(source)); // read last, so that evictions during this method count
  }

  /** Takes a snapshot of the rules only. */
  static JournalSnapshot ofRules(JournalSource source) {
    return new JournalSnapshot(
        source.toString(),
        List.of(),
        List.of(),
        List.of(),
        source.unusedRules(),
        List.of(),
        Gaps.of(source));
  }

  private static List<Exchange> exchanges(JournalSource source) {
    List<Exchange> all = source.journal().exchanges();
    OptionalInt own = source.ownPort();
    return own.isEmpty()
        ? all
        : all.stream().filter(exchange -> exchange.localPort() == own.getAsInt()).toList();
  }
}
