package org.mockzabbix.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.mockzabbix.journal.Exchange;

/**
 * An observer for programs that report every exchange. Unlike other observers, it does not block,
 * so a client that waits for it needs no thread. It is also notified of late exchanges, and of
 * packets that are cut off because the server closes. Those of other servers are not recorded.
 */
public interface AsyncExchangeObserver extends Consumer<Exchange> {

  /**
   * Receives an exchange after it is recorded, without blocking. The response is sent when the
   * returned event is complete.
   */
  CompletableFuture<?> observe(Exchange exchange);

  /** Receives a warning that is added to an exchange after {@link #observe}, without blocking. */
  void warned(Exchange exchange, String warning);

  /** Receives an exchange, and waits until the response may be sent. */
  @Override
  default void accept(Exchange exchange) {
    observe(exchange).join();
  }
}
