package org.mockzabbix.assertion;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.Incoming;
import org.mockzabbix.rule.RequestMatcher;

/** Holds the matchers that rules use against exchanges that are over. */
final class Asked {

  private Asked() {}

  static Predicate<Exchange> by(RequestMatcher matcher) {
    return exchange -> matcher.matches(incoming(exchange));
  }

  private static Incoming incoming(Exchange exchange) {
    return new Incoming(
        exchange.request(),
        exchange.peer(),
        0, // no matcher of ours asks for flags, which the journal does not keep apart
        exchange.connection(),
        itemid -> Optional.ofNullable(names(exchange).get(itemid)));
  }

  /** What the numbers of its rows were found to stand for when it came. */
  private static Map<Long, ItemName> names(Exchange exchange) {
    return exchange.items().stream()
        .filter(item -> item.itemid().isPresent())
        .collect(
            Collectors.toMap(
                item -> item.itemid().getAsLong(), Asked::name, (first, again) -> first));
  }

  private static ItemName name(ItemValue item) {
    return new ItemName(item.host(), item.key());
  }
}
