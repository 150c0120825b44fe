package org.mockzabbix.assertion;

import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Quoting;

/** The lines of a failure message that describe one value or exchange each. */
final class FailureLines {

  private static final int MAX_NUMBER_LENGTH = 120;
  private static final int MAX_MESSAGE_LENGTH = 240;

  private FailureLines() {}

  /**
   * Returns the line of a value, for example {@code #3 web01 system.cpu.load = "0.42" clock
   * 1700000000}.
   */
  static String value(ItemValue item) {
    StringBuilder line = new StringBuilder();
    line.append('#').append(item.exchange()).append(' ').append(nameAndContent(item));
    item.invalidUtf8().ifPresent(bytes -> line.append(" (not UTF-8: ").append(bytes).append(')'));
    item.clock().ifPresent(seconds -> line.append(" clock ").append(seconds));
    item.ns().ifPresent(nanos -> line.append(" ns ").append(nanos));
    if (item.isNotSupported()) {
      return line.append(" (not supported)").toString();
    }
    item.notStored().ifPresent(why -> line.append(" (not stored: ").append(why).append(')'));
    item.cut().ifPresent(kept -> line.append(" (cut to ").append(kept).append(" characters)"));
    return line.toString();
  }

  /** Returns the value with the reason why it was rejected. */
  static String rejected(ItemValue item) {
    return value(item) + " <- " + message(item.rejection().orElse(""));
  }

  /** Returns the value without exchange, clock and ns, for example {@code web01 app.ok = "1"}. */
  static String nameAndContent(ItemValue item) {
    return name(item) + " = " + content(item);
  }

  /** Returns the exchange and its request, for example {@code #3 127.0.0.1:40312 sender data}. */
  static String request(Exchange exchange) {
    String number = exchange.isLate() ? "late" : "#" + exchange.id();
    return number + ' ' + HostAndPort.of(exchange.peer()) + ' ' + exchange.kind();
  }

  /**
   * Returns the exchange with its requested key and its result, if it has them, for example {@code
   * #3 127.0.0.1:40312 passive checks agent.ping}.
   */
  static String exchange(Exchange exchange) {
    String key = exchange.request().requestedKey();
    String requested = key == null ? "" : ' ' + Quoting.quoteIfNeeded(key);
    return request(exchange) + requested + result(exchange);
  }

  private static String result(Exchange exchange) {
    if (exchange.reason().isPresent()) {
      return ": " + message(exchange.reason().get());
    }
    String summary = exchange.response().summary();
    return summary.isEmpty() ? "" : ": " + message(summary);
  }

  /** Returns a message that may quote what a client sent, on one line. */
  static String message(String text) {
    return Quoting.escape(text, MAX_MESSAGE_LENGTH);
  }

  private static String name(ItemValue item) {
    boolean unknown = item.host().isEmpty() && item.key().isEmpty() && item.itemid().isPresent();
    return unknown
        ? "itemid " + item.itemid().getAsLong()
        : Quoting.quoteIfNeeded(item.host()) + ' ' + Quoting.quoteIfNeeded(item.key());
  }

  private static String content(ItemValue item) {
    return switch (item.jsonType()) {
      case STRING -> Quoting.quote(item.value());
      case NUMBER, BOOLEAN ->
          item.value().length() <= MAX_NUMBER_LENGTH ? item.value() : Quoting.quote(item.value());
      case NULL -> "null";
      case OBJECT -> "(a JSON object)";
      case ARRAY -> "(a JSON array)";
      case ABSENT -> "(no value)";
    };
  }
}
