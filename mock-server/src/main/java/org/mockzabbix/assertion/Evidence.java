package org.mockzabbix.assertion;

import java.util.ArrayList;
import java.util.List;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;

/**
 * All that had been received at one moment, gathered to explain a miss.
 *
 * @param recorder who received it, in its own words
 * @param exchanges oldest first
 * @param items the processed values in them
 * @param rejected the rows in them that were not processed
 * @param evictedItems values that are missing, because the journal is bounded
 * @param journalBytes that bound
 * @param refusedConnections connections nobody listened to
 */
record Evidence(
    String recorder,
    List<Exchange> exchanges,
    List<ItemValue> items,
    List<ItemValue> rejected,
    long evictedItems,
    long journalBytes,
    long refusedConnections) {

  static Evidence of(Recorder recorder) {
    Journal journal = recorder.journal();
    List<Exchange> exchanges = journal.exchanges();
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
        journal.evictedItems(), // read last: what is evicted meanwhile counts as missing
        journal.maxBytes(),
        recorder.refusedConnections());
  }
}
