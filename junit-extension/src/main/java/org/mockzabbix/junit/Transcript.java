package org.mockzabbix.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.text.Plurals;

/**
 * A conversation as text for people: who the server was, then the last exchanges, oldest first.
 * However much was said, it stays below about 20,000 characters.
 */
final class Transcript {

  private static final int MOST_EXCHANGES = 20;
  private static final int MOST_ROWS = 10;
  private static final int MOST_CHARACTERS = 20_000;
  private static final int LONGEST_LINE = 300;
  private static final int HEX_BYTES = 32;
  private static final String INDENT = "\n    ";

  private Transcript() {}

  /** All that one server received in the end. */
  static String of(Running running) {
    List<Exchange> exchanges = running.journal().exchanges();
    List<String> last = last(exchanges);
    long before = exchanges.size() - last.size() + running.journal().evictedExchanges();
    String head = running + ": " + counted(exchanges.size() + running.journal().evictedExchanges());
    return head
        + (before == 0 ? "" : ", the last " + last.size() + " of them")
        + String.join("", last);
  }

  private static String counted(long exchanges) {
    return Plurals.count(exchanges, "exchange");
  }

  private static List<String> last(List<Exchange> exchanges) {
    Deque<String> last = new ArrayDeque<>();
    int characters = 0;
    for (int i = exchanges.size() - 1; i >= 0 && last.size() < MOST_EXCHANGES; i--) {
      String text = '\n' + of(exchanges.get(i));
      characters += text.length();
      if (characters > MOST_CHARACTERS && !last.isEmpty()) {
        break;
      }
      last.addFirst(text);
    }
    return List.copyOf(last);
  }

  /** One exchange, with what matters when it was not what somebody expected. */
  static String of(Exchange exchange) {
    List<String> lines = new ArrayList<>();
    lines.add(exchange.toString());
    lines.add("at " + exchange.receivedAt());
    rows(exchange, lines);
    exchange.rule().ifPresent(rule -> lines.add("rule: " + rule));
    exchange.faults().forEach(fault -> lines.add("fault: " + fault));
    exchange.warnings().forEach(warning -> lines.add("warning: " + warning));
    int bytes = exchange.packetBytes().length;
    if (bytes > 0) {
      lines.add(exchange.packetHex(HEX_BYTES) + " (" + bytes + " bytes)");
    }
    return String.join(INDENT, lines.stream().map(Transcript::cut).toList());
  }

  private static void rows(Exchange exchange, List<String> lines) {
    List<ItemValue> rows = exchange.items();
    rows.stream().limit(MOST_ROWS).map(ItemValue::toString).forEach(lines::add);
    if (rows.size() > MOST_ROWS) {
      lines.add("and " + (rows.size() - MOST_ROWS) + " more rows");
    }
  }

  private static String cut(String line) {
    String one = line.replace("\r", "\\r").replace("\n", "\\n");
    return one.length() <= LONGEST_LINE
        ? one
        : one.substring(0, LONGEST_LINE) + "... (" + one.length() + " characters)";
  }
}
