package org.mockzabbix.rule;

import java.time.Duration;
import org.mockzabbix.protocol.ItemName;

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
    return Delay.parse(item.delay()).filter(delay -> !delay.isZero()).orElse(Duration.ofMinutes(1));
  }
}
