package org.mockzabbix.rule;

import java.time.Duration;
import java.util.OptionalLong;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.TimeSuffix;

/**
 * An item with its place in the inventory.
 *
 * @param name host and key
 * @param item the item, its {@code itemid} never zero
 * @param host the host it belongs to
 */
public record KnownItem(ItemName name, Item item, KnownHost host) {

  /** How often it is checked; once a minute where the item does not say it as one number. */
  public Duration delay() {
    OptionalLong seconds = TimeSuffix.seconds(item.delay());
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Duration.ofSeconds(seconds.getAsLong())
        : Duration.ofMinutes(1);
  }
}
