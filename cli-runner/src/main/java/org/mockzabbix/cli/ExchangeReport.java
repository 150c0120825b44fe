package org.mockzabbix.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;

/**
 * Tells of each exchange before it is answered: a line for each value that was processed, a notice
 * for what was not understood or not taken. Runs on several threads at once.
 */
final class ExchangeReport implements Consumer<Exchange> {

  private final ItemOutput output;
  private final Notices notices;
  private final Tally tally;

  ExchangeReport(ItemOutput output, Notices notices, Tally tally) {
    this.output = output;
    this.notices = notices;
    this.tally = tally;
  }

  @Override
  public void accept(Exchange exchange) {
    List<ItemValue> rows = exchange.items();
    List<ItemValue> values = new ArrayList<>(rows.size());
    List<ItemValue> rejected = new ArrayList<>();
    for (ItemValue item : rows) {
      if (item.isReceived()) {
        values.add(item);
      } else if (!item.outcome().isProcessed()) {
        rejected.add(item);
      }
    }
    tally.count(exchange, values.size(), rejected.size());
    write(values);
    tell(exchange, rejected, rows.size());
  }

  private void write(List<ItemValue> values) {
    if (values.isEmpty()) {
      return;
    }
    try {
      output.write(values);
    } catch (IOException failure) {
      notices.tell(
          "mock-zabbix: cannot write to "
              + output
              + " ("
              + failure.getMessage()
              + "): serving goes on without item lines");
    }
  }

  private void tell(Exchange exchange, List<ItemValue> rejected, int rows) {
    if (!rejected.isEmpty()) {
      notices.notice("REJECTED " + from(exchange) + rejection(rejected, rows));
    } else if (exchange.kind() != RequestKind.EMPTY) { // a port probe is nobody's mistake
      exchange.reason().ifPresent(why -> notices.notice(label(exchange) + from(exchange) + why));
    }
  }

  private static String label(Exchange exchange) {
    return switch (exchange.kind()) {
      case UNREADABLE -> "UNREADABLE ";
      case UNKNOWN -> "UNKNOWN ";
      default -> "REFUSED ";
    };
  }

  private static String from(Exchange exchange) {
    return ConsoleText.address(exchange.peer()) + ": ";
  }

  private static String rejection(List<ItemValue> rejected, int rows) {
    String first = rejected.get(0).toString();
    return rows == 1 ? first : rejected.size() + " of " + rows + " values, the first: " + first;
  }
}
