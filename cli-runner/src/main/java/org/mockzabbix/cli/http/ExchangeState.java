package org.mockzabbix.cli.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.ClosestName;
import org.mockzabbix.text.Quoting;

/** The result of an exchange, as the parameter {@code state} selects it. */
enum ExchangeState {
  ANY,
  /** All values were processed, or the request was understood. */
  OK,
  /** A value was rejected. */
  REJECTED,
  /** The request was understood and refused. */
  REFUSED,
  /** The packet or the request is invalid or unknown. */
  UNREADABLE,
  /** The client sent nothing. */
  EMPTY;

  static ExchangeState of(Exchange exchange) {
    RequestKind kind = exchange.kind();
    if (kind == RequestKind.EMPTY) {
      return EMPTY;
    }
    if (kind == RequestKind.UNREADABLE || kind == RequestKind.UNKNOWN) {
      return UNREADABLE;
    }
    if (exchange.items().stream().anyMatch(item -> !item.outcome().isProcessed())) {
      return REJECTED;
    }
    return exchange.reason().isPresent() ? REFUSED : OK;
  }

  static ExchangeState of(String text) {
    List<String> names = Stream.of(values()).map(ExchangeState::toString).toList();
    if (!names.contains(text)) {
      String hint = ClosestName.hint(text, names);
      String known = String.join(", ", names);
      String detail = "state must be one of " + known + ", but was " + Quoting.quote(text) + hint;
      throw HttpProblem.badInput("state", detail).withNearest(ClosestName.of(text, names));
    }
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  boolean includes(Exchange exchange) {
    return this == ANY || this == of(exchange);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
