package org.mockzabbix.server;

import java.time.Duration;
import java.util.OptionalLong;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.text.ZabbixTime;

/**
 * An item that the server polls.
 *
 * @param name host and key
 * @param delay the update interval; 1 min if the item does not give it as a single number
 * @param agent the {@code host:port} of the agent
 */
public record PolledItem(ItemName name, Duration delay, String agent) {

  static PolledItem of(KnownItem known, String agent) {
    OptionalLong seconds = ZabbixTime.seconds(known.item().delay());
    boolean single = seconds.isPresent() && seconds.getAsLong() > 0;
    Duration delay = single ? Duration.ofSeconds(seconds.getAsLong()) : Duration.ofMinutes(1);
    return new PolledItem(known.name(), delay, agent);
  }
}
