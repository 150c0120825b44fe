package org.mockzabbix.junit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.Journal;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.Plurals;
import org.mockzabbix.text.Quoting;

/**
 * The text of a transcript: the last exchanges of a server, oldest first, in at most about 20,000
 * characters.
 */
final class TranscriptText {

  private static final int MAX_EXCHANGES = 20;
  private static final int MAX_VALUES = 10;
  private static final int MAX_CHARACTERS = 20_000;
  private static final int MAX_LINE_LENGTH = 300;
  private static final int HEX_BYTES = 32;
  private static final String INDENT = "\n    ";

  private TranscriptText() {}

  /**
   * Returns the transcript of a server.
   *
   * @param server describes the server
   */
  static String of(String server, Journal journal) {
    List<Exchange> exchanges = journal.exchanges();
    List<String> last = last(exchanges);
    long total = exchanges.size() + journal.evictedExchanges();
    return server
        + ": "
        + Plurals.count(total, "exchange")
        + (total == last.size() ? "" : ", last " + last.size() + " shown")
        + String.join("", last);
  }

  private static List<String> last(List<Exchange> exchanges) {
    Deque<String> last = new ArrayDeque<>();
    int characters = 0;
    for (int i = exchanges.size() - 1; i >= 0 && last.size() < MAX_EXCHANGES; i--) {
      String text = '\n' + of(exchanges.get(i));
      characters += text.length();
      if (characters > MAX_CHARACTERS && !last.isEmpty()) {
        break;
      }
      last.addFirst(text);
    }
    return List.copyOf(last);
  }

  /** Returns one exchange with its values, rule, faults, warnings and first bytes. */
  static String of(Exchange exchange) {
    List<String> lines = new ArrayList<>();
    lines.add(exchange.toString());
    lines.add("at " + exchange.receivedAt());
    List<ItemValue> values = exchange.items();
    values.stream().limit(MAX_VALUES).map(ItemValue::toString).forEach(lines::add);
    if (values.size() > MAX_VALUES) {
      lines.add("and " + (values.size() - MAX_VALUES) + " more values");
    }
    exchange.rule().ifPresent(rule -> lines.add("rule: " + rule));
    exchange.faults().forEach(fault -> lines.add("fault: " + fault));
    exchange.warnings().forEach(warning -> lines.add("warning: " + warning));
    int bytes = exchange.packetBytes().length;
    if (bytes > 0) {
      boolean unreadable = exchange.kind() == RequestKind.UNREADABLE;
      String hex = unreadable ? exchange.markedHex(HEX_BYTES) : exchange.packetHex(HEX_BYTES);
      lines.add(hex + " (" + Plurals.count(bytes, "byte") + ")");
    }
    return String.join(INDENT, lines.stream().map(TranscriptText::cut).toList());
  }

  private static String cut(String line) {
    String text = Quoting.escape(line);
    return text.length() <= MAX_LINE_LENGTH
        ? text
        : Quoting.shorten(text, MAX_LINE_LENGTH) + " (" + text.length() + " characters)";
  }
}
