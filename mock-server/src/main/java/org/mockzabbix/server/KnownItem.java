package org.mockzabbix.server;

import java.time.Duration;
import java.util.OptionalLong;
import org.mockzabbix.inventory.Item;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.TimeSuffix;

/**
 * An item of an inventory, with its number.
 *
 * @param name host and key
 * @param item the item; its {@code itemid} is never 0
 * @param host the host of the item
 */
public record KnownItem(ItemName name, Item item, KnownHost host) {

  /** Returns the update interval; 1 min if the item does not give it as a single number. */
  public Duration delay() {
    OptionalLong seconds = TimeSuffix.seconds(item.delay());
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Duration.ofSeconds(seconds.getAsLong())
        : Duration.ofMinutes(1);
  }
}
