package org.mockzabbix.server;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.Epoch;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.ConnectionHandler;
import org.mockzabbix.net.ConnectionInfo;

/**
 * Creates the handlers of one port's connections. Thread-safe.
 *
 * @param state returns the state of the port in an epoch, which a connection uses from then on
 * @param journal records the exchanges
 * @param clock the clock for the times of requests
 * @param observers receive each exchange after it is recorded and before the response is sent; if
 *     there are observers, all responses are prepared on worker threads, because observers may
 *     block
 */
public record ExchangeHandlerFactory(
    Function<Epoch, PortBehavior> state,
    JournalStore journal,
    InstantSource clock,
    List<Consumer<Exchange>> observers)
    implements ConnectionHandler.Factory {

  @Override
  public ExchangeHandler accepted(ConnectionInfo connection) {
    Epoch epoch = journal.epoch();
    return new ExchangeHandler(this, connection, epoch, state.apply(epoch));
  }
}
