package org.mockzabbix.assertion;

import java.time.Duration;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;
import org.mockzabbix.text.DurationFormat;
import org.mockzabbix.text.HostAndPort;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/** How names, values and times are written in a failure message: on one line, and not too long. */
final class Wording {

  private static final int LONGEST = 120;
  private static final int LONGEST_SENTENCE = 240;

  private Wording() {}

  /** A name as it is, or quoted where its ends could not be seen otherwise. */
  static String name(String name) {
    return Quoting.quoteIfNeeded(name);
  }

  /** Text in quotes, with control characters escaped; of long text the beginning and its length. */
  static String quoted(String text) {
    return Quoting.quote(text);
  }

  /** Text that is shown as it is; of long text the beginning. */
  static String shortened(String text) {
    return Quoting.shorten(text, LONGEST);
  }

  /** A sentence that may quote what a client sent: control characters escaped, and not too long. */
  static String onOneLine(String text) {
    return Quoting.escape(text, LONGEST_SENTENCE);
  }

  /** Such as {@code #3 web01 system.cpu.load = "0.42" clock 1700000000}: exchange, item, value. */
  static String item(ItemValue item) {
    StringBuilder line = new StringBuilder();
    line.append('#').append(item.exchange()).append(' ').append(itemName(item));
    line.append(" = ").append(value(item));
    item.clock().ifPresent(seconds -> line.append(" clock ").append(seconds));
    item.ns().ifPresent(nanos -> line.append(" ns ").append(nanos));
    return item.isNotSupported() ? line.append(" (not supported)").toString() : line.toString();
  }

  /** A rejected row, and why. */
  static String rejected(ItemValue item) {
    return item(item) + " <- " + item.outcome();
  }

  /** Such as {@code web01 app.ok = "1"}: without what a matcher did not ask for. */
  static String itemAndValue(ItemValue item) {
    return itemName(item) + " = " + value(item);
  }

  /** Such as {@code #3 127.0.0.1:40312 sender data}. */
  static String about(Exchange exchange) {
    String number = exchange.isLate() ? "late" : "#" + exchange.id();
    return number + ' ' + HostAndPort.of(exchange.peer()) + ' ' + exchange.kind();
  }

  /** The same with what was asked and what came of it. */
  static String exchange(Exchange exchange) {
    String asked =
        exchange.request() instanceof Request.PassiveCheck check ? ' ' + name(check.key()) : "";
    return about(exchange) + asked + result(exchange);
  }

  private static String result(Exchange exchange) {
    if (exchange.reason().isPresent()) {
      return ": " + onOneLine(exchange.reason().get());
    }
    if (exchange.response() instanceof Response.Processed counts) {
      return ": processed: "
          + counts.processed()
          + "; failed: "
          + counts.failed()
          + "; total: "
          + counts.total();
    }
    return exchange.response() instanceof Response.Failed failed
        ? ": failed: " + onOneLine(failed.info())
        : "";
  }

  private static String itemName(ItemValue item) {
    boolean nameless = item.host().isEmpty() && item.key().isEmpty() && item.itemid().isPresent();
    return nameless
        ? "itemid " + item.itemid().getAsLong()
        : name(item.host()) + ' ' + name(item.key());
  }

  private static String value(ItemValue item) {
    return switch (item.valueType()) {
      case STRING -> quoted(item.value());
      case NUMBER, BOOLEAN ->
          item.value().length() <= LONGEST ? item.value() : quoted(item.value());
      case NULL -> "null";
      case OBJECT -> "(a JSON object)";
      case ARRAY -> "(a JSON array)";
      case ABSENT -> "(no value)";
    };
  }

  /** Such as {@code 5 s}, {@code 300 ms} or {@code 2 min}. */
  static String time(Duration time) {
    return DurationFormat.format(time);
  }

  /** Such as {@code 1 value} or {@code 12 values}. */
  static String count(long number, String noun) {
    return Plurals.count(number, noun);
  }
}
