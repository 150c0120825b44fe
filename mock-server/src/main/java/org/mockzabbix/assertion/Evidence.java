package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Rule;

/**
 * All that had been received at one moment: what demands are held against, and what explains a
 * miss.
 *
 * @param recorder who received it, in its own words
 * @param exchanges oldest first
 * @param items the processed values in them
 * @param rejected the rows in them that were not processed
 * @param unusedRules the rules that never had a turn
 * @param late what came on connections from before the last reset, and does not count
 * @param gaps what is missing
 */
record Evidence(
    String recorder,
    List<Exchange> exchanges,
    List<ItemValue> items,
    List<ItemValue> rejected,
    List<Rule> unusedRules,
    List<Exchange> late,
    Gaps gaps) {

  /**
   * What was received, or tried, and is not among the exchanges.
   *
   * @param evictedExchanges how many had to make room, because the journal is bounded
   * @param evictedItems the values in them
   * @param journalBytes that bound
   * @param refusedConnections connections nobody listened to
   */
  record Gaps(
      long evictedExchanges, long evictedItems, long journalBytes, long refusedConnections) {

    static Gaps of(Recorder recorder) {
      Journal journal = recorder.journal();
      return new Gaps(
          journal.evictedExchanges(),
          journal.evictedItems(),
          journal.maxBytes(),
          recorder.refusedConnections());
    }
  }

  static Evidence of(Recorder recorder) {
    List<Exchange> exchanges = exchanges(recorder);
    List<ItemValue> items = new ArrayList<>();
    List<ItemValue> rejected = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      for (ItemValue item : exchange.items()) {
        if (!item.outcome().isProcessed()) {
          rejected.add(item);
        } else if (item.hasValue()) {
          items.add(item);
        }
      }
    }
    return new Evidence(
        recorder.toString(),
        exchanges,
        items,
        rejected,
        recorder.unusedRules(),
        recorder.journal().late(),
        Gaps.of(recorder)); // read last: what is evicted meanwhile counts as missing
  }

  private static List<Exchange> exchanges(Recorder recorder) {
    List<Exchange> all = recorder.journal().exchanges();
    OptionalInt own = recorder.ownPort();
    return own.isEmpty()
        ? all
        : all.stream().filter(exchange -> exchange.localPort() == own.getAsInt()).toList();
  }
}
