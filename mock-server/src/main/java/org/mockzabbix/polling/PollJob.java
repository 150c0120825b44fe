package org.mockzabbix.polling;

import java.util.List;
import java.util.function.Supplier;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.server.PolledItem;

/**
 * A poll that a schedule repeats: of an item, or of a passive proxy.
 *
 * @param name the item; for a proxy its name, with an empty key
 * @param delay the update interval
 * @param address the {@code host:port} to poll
 * @param poll polls once, and returns the exchanges
 */
record PollJob(ItemName name, String delay, String address, Supplier<List<Exchange>> poll) {

  static PollJob of(PolledItem item, Supplier<List<Exchange>> poll) {
    return new PollJob(item.name(), item.delay(), item.agent(), poll);
  }
}
