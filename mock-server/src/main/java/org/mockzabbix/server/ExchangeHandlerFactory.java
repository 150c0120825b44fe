package org.mockzabbix.server;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.ConnectionHandler;
import org.mockzabbix.net.ConnectionInfo;
import org.mockzabbix.sentence.FunctionFailures;

/**
 * Creates the handlers of one port's connections. Thread-safe.
 *
 * @param state returns the state of the port in an epoch, which a connection uses from then on
 * @param journal records the exchanges
 * @param clock the clock for the times of requests
 * @param observers receive each exchange after it is recorded and before the response is sent; if
 *     one of them is not an {@link AsyncExchangeObserver}, all responses are prepared on worker
 *     threads, because it may block
 * @param failures receive what observers throw
 */
public record ExchangeHandlerFactory(
    Function<Epoch, PortBehavior> state,
    JournalStore journal,
    InstantSource clock,
    List<Consumer<Exchange>> observers,
    FunctionFailures failures)
    implements ConnectionHandler.Factory {

  /** Returns whether an observer may block. */
  boolean hasBlockingObserver() {
    return observers.stream().anyMatch(observer -> !(observer instanceof AsyncExchangeObserver));
  }

  /** Notifies the observers that do not block, and returns when the response may be sent. */
  CompletableFuture<?> observe(Exchange exchange) {
    CompletableFuture<?>[] events =
        observers.stream()
            .filter(AsyncExchangeObserver.class::isInstance)
            .map(observer -> ((AsyncExchangeObserver) observer).observe(exchange))
            .toArray(CompletableFuture[]::new);
    return events.length == 1 ? events[0] : CompletableFuture.allOf(events);
  }

  @Override
  public ExchangeHandler accepted(ConnectionInfo connection) {
    Epoch epoch = journal.epoch();
    return new ExchangeHandler(this, connection, epoch, state.apply(epoch));
  }
}
