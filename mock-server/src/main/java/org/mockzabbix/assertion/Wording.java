package org.mockzabbix.assertion;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.Request;
import org.mockzabbix.protocol.Response;

/** How names, values and times are written in a failure message: on one line, and not too long. */
final class Wording {

  private static final int LONGEST = 120;
  private static final int LONGEST_SENTENCE = 240;

  private Wording() {}

  /** A name as it is, or quoted where its ends could not be seen otherwise. */
  static String name(String name) {
    boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '"');
    return plain && name.length() <= LONGEST ? name : quoted(name);
  }

  /** Text in quotes, with control characters escaped; of long text the beginning and its length. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    int end = text.length() <= LONGEST ? text.length() : beforeSurrogate(text, LONGEST);
    for (int i = 0; i < end; i++) {
      append(quoted, text.charAt(i));
    }
    quoted.append('"');
    return end == text.length()
        ? quoted.toString()
        : quoted.append("... (").append(text.length()).append(" characters)").toString();
  }

  /** Text that is shown as it is; of long text the beginning. */
  static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, beforeSurrogate(text, LONGEST)) + "...";
  }

  /** A sentence that may quote what a client sent: control characters escaped, and not too long. */
  static String onOneLine(String text) {
    boolean whole = text.length() <= LONGEST_SENTENCE;
    int end = whole ? text.length() : beforeSurrogate(text, LONGEST_SENTENCE);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7f) {
        append(line, c);
      } else {
        line.append(c);
      }
    }
    return whole ? line.toString() : line.append("...").toString();
  }

  private static int beforeSurrogate(String text, int longest) {
    return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
  }

  private static void append(StringBuilder quoted, char c) {
    switch (c) {
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      default -> {
        if (c < ' ' || c == 0x7f) {
          quoted.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
        } else {
          quoted.append(c);
        }
      }
    }
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
    InetSocketAddress peer = exchange.peer();
    String where = peer.getAddress().getHostAddress() + ':' + peer.getPort();
    String number = exchange.isLate() ? "late" : "#" + exchange.id();
    return number + ' ' + where + ' ' + exchange.kind();
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
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + " ms";
    }
    boolean minutes = time.toSeconds() >= 60 && time.toSeconds() % 60 == 0;
    return minutes ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  /** Such as {@code 1 value} or {@code 12 values}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
