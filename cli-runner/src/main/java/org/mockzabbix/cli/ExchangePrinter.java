package org.mockzabbix.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.protocol.ItemValue;
import org.mockzabbix.protocol.RequestKind;
import org.mockzabbix.text.HostAndPort;

/**
 * Reports each exchange before the server responds: prints the processed values, and logs rejected
 * values and requests. Thread-safe.
 */
final class ExchangePrinter implements Consumer<Exchange> {

  private final ServeOutput output;
  private final RateLimitedLog log;
  private final ExchangeCounters counters;

  ExchangePrinter(ServeOutput output, RateLimitedLog log, ExchangeCounters counters) {
    this.output = output;
    this.log = log;
    this.counters = counters;
  }

  @Override
  public void accept(Exchange exchange) {
    List<ItemValue> all = exchange.items();
    List<ItemValue> processed = new ArrayList<>(all.size());
    List<ItemValue> rejected = new ArrayList<>();
    for (ItemValue item : all) {
      if (item.isReceived()) {
        processed.add(item);
      } else if (!item.outcome().isProcessed()) {
        rejected.add(item);
      }
    }
    counters.count(exchange, processed.size(), rejected.size());
    write(processed);
    log(exchange, rejected, all.size());
  }

  private void write(List<ItemValue> values) {
    if (values.isEmpty()) {
      return;
    }
    try {
      output.write(values);
    } catch (IOException failure) {
      log.print(
          "mock-zabbix: cannot write to "
              + output
              + " ("
              + failure.getMessage()
              + "): the server keeps running without writing values");
    }
  }

  private void log(Exchange exchange, List<ItemValue> rejected, int values) {
    String peer = HostAndPort.of(exchange.peer()) + ": ";
    if (!rejected.isEmpty()) {
      log.printLimited("REJECTED " + peer + rejection(rejected, values));
    } else if (exchange.kind() != RequestKind.EMPTY) { // port probes connect and close
      exchange.reason().ifPresent(why -> log.printLimited(label(exchange) + peer + why));
    }
  }

  private static String label(Exchange exchange) {
    return switch (exchange.kind()) {
      case UNREADABLE -> "UNREADABLE ";
      case UNKNOWN -> "UNKNOWN ";
      default -> "REFUSED ";
    };
  }

  private static String rejection(List<ItemValue> rejected, int values) {
    String first = rejected.get(0).toString();
    return values == 1 ? first : rejected.size() + " of " + values + " values, the first: " + first;
  }
}
