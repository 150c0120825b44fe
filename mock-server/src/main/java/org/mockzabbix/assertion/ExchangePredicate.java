package org.mockzabbix.assertion;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemName;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.rule.IncomingRequest;
import org.mockzabbix.rule.RequestMatcher;

/** Applies the request matchers of rules to recorded exchanges. */
final class ExchangePredicate {

  /** The journal does not record the flags, and no request matcher reads them. */
  private static final int NO_FLAGS = 0;

  private ExchangePredicate() {}

  static Predicate<Exchange> of(RequestMatcher matcher) {
    return exchange -> matcher.matches(incoming(exchange));
  }

  private static IncomingRequest incoming(Exchange exchange) {
    return new IncomingRequest(
        exchange.request(),
        exchange.peer(),
        NO_FLAGS,
        exchange.connection(),
        itemid -> Optional.ofNullable(names(exchange).get(itemid)));
  }

  /** Returns the item of each {@code itemid} in the request, as of the time of receipt. */
  private static Map<Long, ItemName> names(Exchange exchange) {
    return exchange.items().stream()
        .filter(item -> item.itemid().isPresent())
        .collect(
            Collectors.toMap(
                item -> item.itemid().getAsLong(),
                ExchangePredicate::name,
                (first, next) -> first));
  }

  private static ItemName name(ItemValue item) {
    return new ItemName(item.host(), item.key());
  }
}
