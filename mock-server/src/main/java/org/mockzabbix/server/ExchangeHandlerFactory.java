package org.mockzabbix.server;

import java.time.InstantSource;
import java.util.function.Function;
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
 * @param failures receive functions that do not return
 */
public record ExchangeHandlerFactory(
    Function<Epoch, PortBehavior> state,
    JournalStore journal,
    InstantSource clock,
    ExchangeObservers observers,
    FunctionFailures failures)
    implements ConnectionHandler.Factory {

  @Override
  public ExchangeHandler accepted(ConnectionInfo connection) {
    Epoch epoch = journal.epoch();
    return new ExchangeHandler(this, connection, epoch, state.apply(epoch));
  }
}
