package org.mockzabbix.server;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mockzabbix.journal.Exchange;
import org.mockzabbix.journal.store.JournalStore;
import org.mockzabbix.net.ConnectionHandler;
import org.mockzabbix.net.ConnectionInfo;

/**
 * Creates the handlers of one port's connections. Thread-safe.
 *
 * @param state supplies the state of the port that a new connection uses
 * @param journal records the exchanges
 * @param clock tells the time of a request
 * @param observers are notified of each exchange after it is recorded and before the response is
 *     sent; while there are any, all responses are prepared on workers, since observers may block
 */
public record ExchangeHandlerFactory(
    Supplier<PortState> state,
    JournalStore journal,
    InstantSource clock,
    List<Consumer<Exchange>> observers)
    implements ConnectionHandler.Factory {

  @Override
  public ExchangeHandler accepted(ConnectionInfo connection) {
    // Before the state and its rules: a reset in between makes the connection a late one.
    long epoch = journal.epoch();
    return new ExchangeHandler(this, connection, epoch, state.get());
  }
}
